package pdf

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai"
)

// A form is a table to be drawn: cells with spans over columns and rows.
type form struct {
	xs, ys []float64 // widths and heights added up
	cells  []block
}

type block struct {
	top, left, bottom, right int
	text                     string
}

// randomForm draws a form with every cell's text different. A number never wraps.
func randomForm(r *rand.Rand, most int, blanks bool) form {
	var f form
	rows, cols := 2+r.IntN(most), 2+r.IntN(9)
	f.xs, f.ys = []float64{0}, []float64{0}
	for range cols {
		f.xs = append(f.xs, f.xs[len(f.xs)-1]+30+float64(r.IntN(25)))
	}
	taken := make([]bool, rows*cols)
	for y := range rows {
		for x := range cols {
			if taken[y*cols+x] {
				continue
			}
			b := block{y, x, y + 1, x + 1, ""}
			if r.IntN(4) == 0 {
				b.bottom, b.right = min(rows, y+1+r.IntN(4)), min(cols, x+1+r.IntN(4))
				for k := x; k < b.right; k++ {
					if taken[y*cols+k] {
						b.right = k
					}
				}
			}
			for j := y; j < b.bottom; j++ {
				for k := x; k < b.right; k++ {
					taken[j*cols+k] = true
				}
			}
			b.text = fmt.Sprint(1000 + len(f.cells))
			switch n := r.IntN(8); {
			case n < 2:
				b.text = label(r, 1+r.IntN(5))
			case n == 2 && blanks:
				b.text = ""
			}
			f.cells = append(f.cells, b)
		}
	}
	for range rows {
		f.ys = append(f.ys, f.ys[len(f.ys)-1]+46+float64(r.IntN(20)))
	}
	return f
}

func label(r *rand.Rand, n int) string {
	words := []rune("政府信息公开年度报告行许可处罚强制收费采购申请人自然法律服务机构总计结维持纠正")
	var b strings.Builder
	for range n {
		b.WriteRune(words[r.IntN(len(words))])
	}
	return b.String()
}

// want is the grid that a form should be read as.
func (f form) want() string {
	rows, cols := len(f.ys)-1, len(f.xs)-1
	grid := make([][]string, rows)
	for y := range grid {
		grid[y] = make([]string, cols)
	}
	for _, b := range f.cells {
		for y := b.top; y < b.bottom; y++ {
			for x := b.left; x < b.right; x++ {
				grid[y][x] = b.text
			}
		}
	}
	return show(grid)
}

// reduced leaves out rows and columns at which no cell begins: no reader can see
// them.
func reduced(f form) form {
	newX, newY := make([]int, len(f.xs)), make([]int, len(f.ys))
	usedX, usedY := map[int]bool{0: true}, map[int]bool{0: true}
	for _, b := range f.cells {
		usedX[b.left], usedX[b.right], usedY[b.top], usedY[b.bottom] = true, true, true, true
	}
	keep := func(at []float64, used map[int]bool, index []int) (out []float64) {
		for i, p := range at {
			index[i] = len(out)
			if used[i] {
				out = append(out, p)
			}
		}
		return out
	}
	out := form{xs: keep(f.xs, usedX, newX), ys: keep(f.ys, usedY, newY)}
	for _, b := range f.cells {
		out.cells = append(out.cells, block{newY[b.top], newX[b.left], newY[b.bottom], newX[b.right], b.text})
	}
	return out
}

func show(grid [][]string) string {
	var b strings.Builder
	for _, row := range grid {
		b.WriteString(strings.Join(row, "|") + "\n")
	}
	return b.String()
}

func gridOf(t *gongkai.Table) string {
	grid := make([][]string, len(t.Grid))
	for r := range t.Grid {
		for _, c := range t.Grid[r] {
			grid[r] = append(grid[r], c.Text)
		}
	}
	return show(grid)
}

// draw puts rows [from, to) of a form on the current page, in one of the ways in
// which programs draw rules.
func (f form) draw(p *paper, x0, y0 float64, from, to, style int) {
	const size, pad = 10.0, 4.0
	for _, b := range f.cells {
		top, bottom := max(b.top, from), min(b.bottom, to)
		if top >= bottom {
			continue
		}
		l, r := x0+f.xs[b.left], x0+f.xs[b.right]
		u, d := y0+f.ys[top]-f.ys[from], y0+f.ys[bottom]-f.ys[from]
		switch style {
		case 0:
			p.box(l, u, r, d)
		case 1: // each cell its own box, as with border-spacing
			p.box(l+1, u+1, r-1, d-1)
		case 2: // bars, as Word fills them
			p.bar(l-.25, u-.25, r+.25, u+.25)
			p.bar(l-.25, d-.25, r+.25, d+.25)
			p.bar(l-.25, u-.25, l+.25, d+.25)
			p.bar(r-.25, u-.25, r+.25, d+.25)
		case 3: // double lines
			for _, k := range []float64{-.75, .75} {
				p.line(l, u+k, r, u+k)
				p.line(l, d+k, r, d+k)
				p.line(l+k, u, l+k, d)
				p.line(r+k, u, r+k, d)
			}
		case 4: // dashes
			for x := l; x < r; x += 4 {
				p.line(x, u, min(r, x+2), u)
				p.line(x, d, min(r, x+2), d)
			}
			for y := u; y < d; y += 4 {
				p.line(l, y, l, min(d, y+2))
				p.line(r, y, r, min(d, y+2))
			}
		}
		if b.top < from {
			continue // the text stands in the first part
		}
		y := u + pad + size
		for _, s := range wrap(b.text, int((r-l-2*pad)/size)) {
			p.text(l+pad, y, size, s)
			y += 12
		}
	}
}

// wrap breaks ideographs at a width; numbers stay whole.
func wrap(s string, width int) (out []string) {
	r := []rune(s)
	if len(s) == len(r) {
		return []string{s}
	}
	for len(r) > width {
		out = append(out, string(r[:width]))
		r = r[width:]
	}
	return append(out, string(r))
}

func readTables(t *testing.T, data []byte) []*gongkai.Table {
	t.Helper()
	doc, err := Read(data, gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	return doc.Tables()
}

// TestRandomGrids draws forms with random spans and reads them back.
func TestRandomGrids(t *testing.T) {
	for seed := range uint64(600) {
		r := rand.New(rand.NewPCG(seed, 1))
		f := reduced(randomForm(r, 10, true))
		p := newPaper()
		p.rotate = []int{0, 0, 90, 180, 270}[r.IntN(5)]
		p.add()
		p.text(60, 60, 10, "一段表格以外的文字")
		f.draw(p, 40, 80, 0, len(f.ys)-1, r.IntN(5))
		tables := readTables(t, p.bytes())
		if full := countFull(f); full < 2 {
			continue // a frame around one text is no table
		}
		if len(tables) != 1 {
			t.Fatalf("seed %d: %d tables", seed, len(tables))
		}
		if got, want := gridOf(tables[0]), f.want(); got != want {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want)
		}
		checkSpans(t, tables[0], f)
	}
}

func countFull(f form) (n int) {
	for _, b := range f.cells {
		if b.text != "" {
			n++
		}
	}
	return n
}

func checkSpans(t *testing.T, table *gongkai.Table, f form) {
	t.Helper()
	for _, b := range f.cells {
		c := table.Grid[b.bottom-1][b.right-1]
		if c.Row != b.top || c.Col != b.left || c.RowSpan != b.bottom-b.top || c.ColSpan != b.right-b.left {
			t.Fatalf("cell %+v was read as %+v", b, c)
		}
	}
}
