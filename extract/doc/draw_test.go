package doc

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"gongkai"
)

// drawGrid draws a grid with random spans, in which every number is different.
// Each row and each column has a cell of its own that begins and ends there:
// Word can't say more of a row or column than its cells do.
func drawGrid(rnd *rand.Rand, next *int) [][]gongkai.Cell {
	rows, cols := 1+rnd.IntN(8), 1+rnd.IntN(9)
	grid := make([][]gongkai.Cell, rows)
	for r := range grid {
		grid[r] = make([]gongkai.Cell, cols)
	}
	plain, upright := rnd.IntN(rows), rnd.IntN(cols) // a row and a column without spans
	for r := range grid {
		for c := range grid[r] {
			if grid[r][c].RowSpan > 0 {
				continue
			}
			h, w := 1, 1
			if r != plain && c != upright && rnd.IntN(3) == 0 {
				for h < 4 && r+h < rows && r+h != plain && rnd.IntN(2) == 0 {
					h++
				}
				for w < 5 && c+w < cols && c+w != upright && grid[r][c+w].RowSpan == 0 && rnd.IntN(2) == 0 {
					w++
				}
			}
			q := gongkai.Cell{Text: drawText(rnd, next), Row: r, Col: c, RowSpan: h, ColSpan: w}
			for i := range h {
				for j := range w {
					grid[r+i][c+j] = q
				}
			}
		}
	}
	return grid
}

func drawText(rnd *rand.Rand, next *int) string {
	*next++
	switch rnd.IntN(8) {
	case 0:
		return ""
	case 1:
		return fmt.Sprintf("第%d项", *next)
	case 2:
		return fmt.Sprintf("（%d）其他\n处理", *next)
	case 3:
		return fmt.Sprintf("%d.%02d", *next, rnd.IntN(100))
	case 4:
		return fmt.Sprintf("é%d “b”\t甲𠮷", *next)
	}
	return fmt.Sprint(*next)
}

// fodt writes grids as a flat OpenDocument text, each behind a paragraph with
// its number. A line break is one paragraph of its own or a break in one, by
// turns.
func fodt(grids [][][]gongkai.Cell) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>`)
	for i, g := range grids {
		fmt.Fprintf(&b, "<text:p>表%d</text:p>", i+1)
		writeTable(&b, g)
	}
	b.WriteString("<text:p/></office:text></office:body></office:document>")
	return b.String()
}

func writeTable(b *strings.Builder, g [][]gongkai.Cell) {
	fmt.Fprintf(b, `<table:table><table:table-column table:number-columns-repeated="%d"/>`, len(g[0]))
	for r := range g {
		b.WriteString("<table:table-row>")
		for c := range g[r] {
			q := &g[r][c]
			if !q.IsOrigin(r, c) {
				b.WriteString("<table:covered-table-cell/>")
				continue
			}
			fmt.Fprintf(b, `<table:table-cell table:number-rows-spanned="%d" table:number-columns-spanned="%d"><text:p>`, q.RowSpan, q.ColSpan)
			br := "<text:line-break/>"
			if (r+c)%2 == 0 {
				br = "</text:p><text:p>"
			}
			b.WriteString(strings.NewReplacer("\n", br, "\t", "<text:tab/>").Replace(q.Text))
			b.WriteString("</text:p></table:table-cell>")
		}
		b.WriteString("</table:table-row>")
	}
	b.WriteString("</table:table>")
}
