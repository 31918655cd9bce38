package docx

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// dump writes a document for comparison: a line a block, "F" before furniture.
func dump(d *gongkai.Document) string {
	var b strings.Builder
	if d.Page.Title != "" {
		fmt.Fprintf(&b, "title %q\n", d.Page.Title)
	}
	for _, bl := range d.Blocks {
		zone := "  "
		if bl.Zone == gongkai.Furniture {
			zone = "F "
		}
		switch bl.Kind {
		case gongkai.TableBlock:
			fmt.Fprintf(&b, "%stable\n%s", zone, dumpGrid(bl.Table))
		case gongkai.Heading:
			fmt.Fprintf(&b, "%sh%d %q\n", zone, bl.Level, bl.Text)
		default:
			fmt.Fprintf(&b, "%sp  %q\n", zone, bl.Text)
		}
	}
	return b.String()
}

// dumpGrid shows a cell where it begins, with its spans, and ^ < where it spans.
func dumpGrid(t *gongkai.Table) string {
	var b strings.Builder
	for r, row := range t.Grid {
		b.WriteString("   ")
		for c := range row {
			q := &row[c]
			switch {
			case q.IsOrigin(r, c) && q.RowSpan*q.ColSpan == 1:
				fmt.Fprintf(&b, " | %q", q.Text)
			case q.IsOrigin(r, c):
				fmt.Fprintf(&b, " | %q%dx%d", q.Text, q.RowSpan, q.ColSpan)
			case q.Row < r:
				fmt.Fprintf(&b, " | ^%q", q.Text)
			default:
				fmt.Fprintf(&b, " | <%q", q.Text)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// checkGrid holds a grid's invariants: it is a rectangle, and every position
// holds the cell that begins at its origin.
func checkGrid(t *testing.T, tb *gongkai.Table) {
	t.Helper()
	for r, row := range tb.Grid {
		if len(row) != len(tb.Grid[0]) || len(row) == 0 {
			t.Fatalf("row %d has %d of %d columns", r, len(row), len(tb.Grid[0]))
		}
		for c, q := range row {
			if q.RowSpan < 1 || q.ColSpan < 1 || q.Row > r || q.Col > c || r >= q.Row+q.RowSpan || c >= q.Col+q.ColSpan ||
				q.Row+q.RowSpan > len(tb.Grid) || q.Col+q.ColSpan > len(row) || tb.Grid[q.Row][q.Col] != q {
				t.Fatalf("position %d,%d holds %+v", r, c, q)
			}
		}
	}
}
