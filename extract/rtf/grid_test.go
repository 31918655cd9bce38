package rtf

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai"
)

// TestGridInverse draws grids, writes them as RTF and reads them back.
func TestGridInverse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	for i := range 3000 {
		want := draw(rnd)
		body := write(rnd, want)
		ts := read(t, body).Tables()
		if len(ts) != 1 {
			t.Fatalf("grid %d: %d tables", i, len(ts))
		}
		if fmt.Sprint(ts[0].Grid) != fmt.Sprint(want) {
			t.Fatalf("grid %d\n%s\ngot  %v\nwant %v", i, body, ts[0].Grid, want)
		}
	}
}

// draw tiles a rectangle with cells, each with a text of its own. In every row a
// cell begins, and in every column: RTF has no others.
func draw(rnd *rand.Rand) [][]gongkai.Cell {
	for {
		h, w := 2+rnd.IntN(7), 2+rnd.IntN(7)
		g := make([][]gongkai.Cell, h)
		for r := range g {
			g[r] = make([]gongkai.Cell, w)
		}
		rows, columns := map[int]bool{}, map[int]bool{}
		for r := range g {
			for c := range g[r] {
				if g[r][c].RowSpan > 0 {
					continue
				}
				rows[r], columns[c] = true, true
				cell := gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1}
				if rnd.IntN(5) > 0 {
					cell.Text = fmt.Sprintf("n%d", r*w+c)
				}
				if rnd.IntN(3) == 0 {
					cell.RowSpan = 1 + rnd.IntN(h-r)
					for most := 1 + rnd.IntN(w-c); cell.ColSpan < most && g[r][c+cell.ColSpan].RowSpan == 0; {
						cell.ColSpan++
					}
				}
				for y := r; y < r+cell.RowSpan; y++ {
					for x := c; x < c+cell.ColSpan; x++ {
						g[y][x] = cell
					}
				}
			}
		}
		if len(rows) == h && len(columns) == w {
			return g
		}
	}
}

// write makes a table of a grid, with the freedoms that RTF allows: columns of
// any width, rows that miss one another by a hair, cells merged across or wide.
func write(rnd *rand.Rand, g [][]gongkai.Cell) string {
	edges := []int{rnd.IntN(300) - 150}
	for range g[0] {
		edges = append(edges, edges[len(edges)-1]+150+rnd.IntN(2000))
	}
	var b strings.Builder
	for r, row := range g {
		var def, text strings.Builder
		fmt.Fprintf(&def, `\trowd\trgaph108\trleft%d`, edges[0]+rnd.IntN(10))
		for c := 0; c < len(row); c += row[c].ColSpan {
			q := &row[c]
			merge := ""
			switch {
			case q.Row < r:
				merge = `\clvmrg`
			case q.RowSpan > 1:
				merge = `\clvmgf`
			}
			text.WriteString(`\pard\intbl `)
			if q.Row == r {
				text.WriteString(q.Text)
			}
			text.WriteString(`\cell`)
			if q.ColSpan > 1 && rnd.IntN(2) == 0 {
				fmt.Fprintf(&def, `%s\clmgf\cellx%d`, merge, edges[c+1])
				for x := c + 1; x < c+q.ColSpan; x++ {
					fmt.Fprintf(&def, `%s\clmrg\clbrdrt\cellx%d`, merge, edges[x+1])
					text.WriteString(`\cell`)
				}
				continue
			}
			fmt.Fprintf(&def, `%s\cellx%d`, merge, edges[c+q.ColSpan]+rnd.IntN(10))
		}
		b.WriteString(def.String() + text.String())
		if rnd.IntN(2) == 0 {
			b.WriteString("{" + def.String() + `\row}`)
		} else {
			b.WriteString("\\row\n")
		}
	}
	return b.String()
}
