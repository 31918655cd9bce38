package html

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"gongkai"
)

// gridOf reads the only table of some markup.
func gridOf(t *testing.T, markup string) *gongkai.Table {
	t.Helper()
	d, err := Read(markup, gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	ts := d.Tables()
	if len(ts) != 1 {
		t.Fatalf("%d tables in %s", len(ts), markup)
	}
	checkGrid(t, ts[0])
	return ts[0]
}

// short writes a grid as its texts: rows by '/', columns by ','.
func short(t *gongkai.Table) string {
	var rows []string
	for _, row := range t.Grid {
		var s []string
		for _, c := range row {
			s = append(s, c.Text)
		}
		rows = append(rows, strings.Join(s, ","))
	}
	return strings.Join(rows, "/")
}

func TestGridSpans(t *testing.T) {
	for _, tt := range []struct{ name, rows, want string }{
		{"plain", `<tr><td>1<td>2<tr><td>3<td>4`, "1,2/3,4"},
		{"colspan", `<tr><td colspan=2>1<td>2<tr><td>3<td>4<td>5`, "1,1,2/3,4,5"},
		{"rowspan", `<tr><td rowspan=2>1<td>2<tr><td>3`, "1,2/1,3"},
		{"both", `<tr><td rowspan=2 colspan=2>1<td>2<tr><td>3<tr><td>4<td>5<td>6`, "1,1,2/1,1,3/4,5,6"},
		{"garbage", `<tr><td colspan=0>1<td colspan=-1>2<td colspan=abc>3<td colspan="">4<tr><td colspan=" +2.5x">5<td>6<td rowspan=-2>7`, "1,2,3,4/5,5,6,7"},
		{"rowspan 0 is to the end of its group", `<tbody><tr><td rowspan=0>1<td>2<tr><td>3<tr><td>4<tbody><tr><td>5<td>6`, "1,2/1,3/1,4/5,6"},
		{"rowspan ends with its group", `<thead><tr><td rowspan=5>1<td>2</thead><tbody><tr><td>3<td>4`, "1,2/3,4"},
		{"rowspan ends with the table", `<tr><td>1<td>2<tr><td rowspan=65535>3<td>4`, "1,2/3,4"},
		{"title wider than the table", `<tr><td colspan=1000>1<tr><td>2<td>3`, "1,1/2,3"},
		{"title narrower than the table", `<tr><td>1<tr><td>2<td>3`, "1,/2,3"},
		{"overlap keeps the first", `<tr><td>1<td rowspan=2>2<td>3<tr><td colspan=3>4`, "1,2,3/4,2,4"},
		{"short row in the middle", `<tr><td>1<td>2<td>3<tr><td>4<tr><td>5<td>6<td>7`, "1,2,3/4,,/5,6,7"},
		{"empty rows", `<tr></tr><tr><td rowspan=3>1<td>2<tr></tr><tr><td>3<tr><td>4<td>5`, "1,2/1,3/4,5"},
		{"hidden row", `<tr><td>1<td>2<tr style="display:none"><td>8<td>9<tr><td>3<td>4`, "1,2/3,4"},
		{"hidden cell", `<tr><td>1<td hidden>9<td>2<tr><td>3<td style="visibility:hidden">8`, "1,2/3,"},
		{"foot last", `<tfoot><tr><td>5<td>6</tfoot><tbody><tr><td>1<td>2`, "1,2/5,6"},
		{"header cells", `<tr><th>1<th>2<tr><th>3<td>4`, "1,2/3,4"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := short(gridOf(t, "<table>"+tt.rows+"</table>")); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// TestGridInverse draws grids, writes them as HTML and reads them back.
func TestGridInverse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	n := 4000
	if os.Getenv("GONGKAI_TORTURE") != "" {
		n = 100_000
	}
	for i := range n {
		want := draw(rnd)
		markup := write(rnd, want)
		got := gridOf(t, markup)
		if fmt.Sprint(got.Grid) != fmt.Sprint(want) {
			t.Fatalf("grid %d\n%s\ngot  %v\nwant %v", i, markup, got.Grid, want)
		}
	}
}

// draw tiles a rectangle with cells, each with a text of its own. Every row has
// a cell that begins in it: HTML has no other rows.
func draw(rnd *rand.Rand) [][]gongkai.Cell {
	h, w := 2+rnd.IntN(7), 2+rnd.IntN(7)
	g := make([][]gongkai.Cell, h)
	for r := range g {
		g[r] = make([]gongkai.Cell, w)
	}
	n := 0
	for r := range g {
		begun := false
		for c := range g[r] {
			if g[r][c].RowSpan > 0 {
				continue
			}
			begun = true
			cell := gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1}
			if rnd.IntN(5) > 0 {
				n++
				cell.Text = fmt.Sprintf("n%d", n)
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
		if !begun {
			return draw(rnd)
		}
	}
	return g
}

// write makes HTML of a grid, with the freedoms that HTML allows.
func write(rnd *rand.Rand, g [][]gongkai.Cell) string {
	var b strings.Builder
	b.WriteString("<table>")
	for r, row := range g {
		b.WriteString("\n <tr>")
		for c := range row {
			q := &row[c]
			if !q.IsOrigin(r, c) {
				continue
			}
			b.WriteString("<td")
			if q.RowSpan > 1 || rnd.IntN(4) == 0 {
				fmt.Fprintf(&b, " rowspan='%d'", q.RowSpan)
			}
			if q.ColSpan > 1 || rnd.IntN(4) == 0 {
				fmt.Fprintf(&b, ` COLSPAN="%d"`, q.ColSpan)
			}
			switch rnd.IntN(3) {
			case 0:
				b.WriteString(">" + q.Text)
			case 1:
				b.WriteString(">\n  <p><span>" + q.Text + "</span><o:p></o:p></p>\n </td>")
			default:
				b.WriteString("> " + q.Text + " </td>")
			}
		}
		if rnd.IntN(2) == 0 {
			b.WriteString("</tr>")
		}
	}
	return b.String() + "</table>"
}
