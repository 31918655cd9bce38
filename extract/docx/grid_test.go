package docx

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"gongkai"
)

// short writes a grid as its texts: rows by '/', columns by ','.
func short(t *testing.T, tb *gongkai.Table) string {
	t.Helper()
	checkGrid(t, tb)
	var rows []string
	for _, row := range tb.Grid {
		var s []string
		for _, c := range row {
			s = append(s, c.Text)
		}
		rows = append(rows, strings.Join(s, ","))
	}
	return strings.Join(rows, "/")
}

func TestGrid(t *testing.T) {
	before := func(n, w string, cells ...string) string {
		return `<w:tr><w:trPr><w:gridBefore w:val="` + n + `"/><w:wBefore w:w="` + w + `" w:type="dxa"/></w:trPr>` + strings.Join(cells, "") + "</w:tr>"
	}
	grid := func(widths ...int) string {
		s := "<w:tblGrid>"
		for _, w := range widths {
			s += fmt.Sprintf(`<w:gridCol w:w="%d"/>`, w)
		}
		return s + "</w:tblGrid>"
	}
	for _, tt := range []struct{ name, rows, want string }{
		{"plain", tr(tc("", "1"), tc("", "2")) + tr(tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"gridSpan", tr(tc(span("2"), "1"), tc("", "2")) + tr(tc("", "3"), tc("", "4"), tc("", "5")), "1,1,2/3,4,5"},
		{"vMerge", tr(tc(begin, "1"), tc("", "2")) + tr(tc(under, ""), tc("", "3")), "1,2/1,3"},
		{"both", tr(tc(span("2")+begin, "1"), tc("", "2")) + tr(tc(span("2")+under, "9"), tc("", "3")) + tr(tc("", "4"), tc("", "5"), tc("", "6")), "1,1,2/1,1,3/4,5,6"},
		{"one merge under another", tr(tc(begin, "1"), tc("", "2")) + tr(tc(begin, "3"), tc("", "4")) + tr(tc(under, ""), tc("", "5")), "1,2/3,4/3,5"},
		{"several below one", tr(tc(span("2")+begin, "1"), tc("", "2")) + tr(tc(under, ""), tc(under, ""), tc("", "3")), "1,1,2/1,1,3"},
		{"nothing to merge with", tr(tc("", "1"), tc("", "2")) + tr(tc(under, ""), tc("", "3")), "1,2/,3"},
		{"merge of other edges", tr(tc(span("2")+begin, "1"), tc("", "2")) + tr(tc(under, "7"), tc(span("2"), "3")), "1,1,2/7,3,3"},
		{"row of merges only", tr(tc(begin, "1"), tc(begin, "2")) + tr(tc(under, ""), tc(under, "")) + tr(tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"gridBefore", tr(tc("", "1"), tc("", "2"), tc("", "3")) + before("1", "900", tc("", "4"), tc("", "5")), "1,2,3/,4,5"},
		{"hMerge", tr(tc(`<w:hMerge w:val="restart"/>`, "1"), tc(`<w:hMerge/>`, ""), tc("", "2")) + tr(tc("", "3"), tc("", "4"), tc("", "5")), "1,1,2/3,4,5"},
		{"wide title", tr(tc(span("20"), "1")) + tr(tc("", "2"), tc("", "3")), "1,1/2,3"},
		{"steps between rows", grid(1000, 12, 1000) + tr(tc("", "1"), tc(span("2"), "2")) + tr(tc(span("2"), "3"), tc("", "4")), "1,2/3,4"},
		{"steps at the left", grid(8, 1000, 1000) + tr(tc(span("2"), "1"), tc("", "2")) + before("1", "8", tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"narrow, but with a number", grid(1000, 30, 1000) + tr(tc("", "1"), tc("", "2"), tc("", "3")) + tr(tc("", "4"), tc(span("2"), "5")), "1,2,3/4,5,5"},
		{"gridCol without widths", grid(0, 0, 0) + tr(tc("", "1"), tc(span("2"), "2")) + tr(tc("", "3"), tc("", "4"), tc("", "5")), "1,2,2/3,4,5"},
		{
			"widths instead of gridSpan",
			tr(tc(width("3000"), "1"), tc(width("1000"), "2")) + tr(tc(width("1000"), "3"), tc(width("2010"), "4"), tc(width("990"), "5")),
			"1,1,2/3,4,5",
		},
		{"rows that end early", tr(tc("", "1"), tc("", "2"), tc("", "3")) + tr(tc("", "4")), "1,2,3/4,,"},
		{"row deleted", tr(tc("", "1"), tc("", "2")) + `<w:tr><w:trPr><w:del/></w:trPr>` + tc("", "8") + tc("", "9") + "</w:tr>" + tr(tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"cell deleted", tr(tc("", "1"), tc("<w:cellDel/>", "9"), tc("", "2")) + tr(tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"row hidden", tr(tc("", "1"), tc("", "2")) + `<w:tr><w:trPr><w:hidden/></w:trPr>` + tc("", "") + tc("", "") + "</w:tr>" + tr(tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"as it was before", tr(tc(`<w:tcPrChange><w:tcPr>`+span("3")+`</w:tcPr></w:tcPrChange>`, "1"), tc("", "2")) + tr(tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"controls around rows and cells", `<w:sdt><w:sdtContent>` + tr(`<w:sdt><w:sdtPr/><w:sdtContent>`+tc("", "1")+`</w:sdtContent></w:sdt>`, tc("", "2")) + `</w:sdtContent></w:sdt>` + tr(tc("", "3"), tc("", "4")), "1,2/3,4"},
		{"paragraphs in a cell", tr("<w:tc>"+p("1")+p("")+p("2")+"</w:tc>", tc("", "3")) + tr(tc("", "4"), tc("", "5")), "1\n2,3/4,5"},
		{
			"a small table in a cell",
			tr(tc("", "1"), tc("", "2"), tc("", "3"), tc("", "4")) + tr("<w:tc>"+tbl(tr(tc("", "5"), tc("", "6")))+p("")+"</w:tc>", tc("", "7"), tc("", "8"), tc("", "9")),
			"1,2,3,4/5\n6,7,8,9",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			ts := read(t, document(tbl(tt.rows))).Tables()
			if len(ts) != 1 {
				t.Fatalf("%d tables", len(ts))
			}
			if got := short(t, ts[0]); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestFrames(t *testing.T) {
	inner := tbl(tr(tc("", "1"), tc("", "2")), tr(tc("", "3"), tc("", "4")))
	got := lines(t, document(tbl(tr("<w:tc>"+p("甲")+inner+p("乙")+"</w:tc>"), tr(tc("", "丙")))))
	if want := "甲|table 1,2/3,4|乙|丙"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestGridInverse draws grids, writes them as DOCX and reads them back.
func TestGridInverse(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	n := 3000
	if os.Getenv("GONGKAI_TORTURE") != "" {
		n = 100_000
	}
	for i := range n {
		want := draw(rnd)
		body := write(rnd, want)
		ts := read(t, document(body)).Tables()
		if len(ts) != 1 {
			t.Fatalf("grid %d: %d tables", i, len(ts))
		}
		if fmt.Sprint(ts[0].Grid) != fmt.Sprint(want) {
			t.Fatalf("grid %d\n%s\ngot  %v\nwant %v", i, body, ts[0].Grid, want)
		}
	}
}

// draw tiles a rectangle with cells, each with a text of its own. In every row a
// cell begins.
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

// write makes a table of a grid, with the freedoms that OOXML allows.
func write(rnd *rand.Rand, g [][]gongkai.Cell) string {
	var b strings.Builder
	b.WriteString("<w:tbl><w:tblPr/>")
	if rnd.IntN(3) > 0 {
		b.WriteString("<w:tblGrid>")
		for range g[0] {
			fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, rnd.IntN(2)*(400+rnd.IntN(2000)))
		}
		b.WriteString("</w:tblGrid>")
	}
	for r, row := range g {
		b.WriteString("<w:tr>")
		for c := 0; c < len(row); c += row[c].ColSpan {
			q := &row[c]
			props := ""
			if q.ColSpan > 1 || rnd.IntN(4) == 0 {
				props += span(fmt.Sprint(q.ColSpan))
			}
			switch {
			case q.Row < r:
				props += under
			case q.RowSpan > 1:
				props += begin
			}
			text := q.Text
			if q.Row < r {
				text = "" // what is left of a merged cell
			}
			switch rnd.IntN(3) {
			case 0:
				b.WriteString(tc(props, text))
			case 1:
				b.WriteString("<w:tc><w:tcPr>" + props + "</w:tcPr><w:p><w:r><w:t>" + text + "</w:t></w:r></w:p><w:p/></w:tc>")
			default:
				b.WriteString("<w:tc><w:tcPr>" + props + "</w:tcPr><w:p><w:pPr/><w:ins>" + run(text) + "</w:ins><w:bookmarkEnd/></w:p></w:tc>")
			}
		}
		b.WriteString("</w:tr>")
	}
	return b.String() + "</w:tbl>"
}
