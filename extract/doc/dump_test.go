package doc

import (
	"fmt"
	"strings"

	"gongkai"
)

// dump writes a document for a person to compare: a line a block, and in tables
// a line a cell with its place, its spans and its text.
func dump(d *gongkai.Document) string {
	var b strings.Builder
	for _, k := range d.Blocks {
		zone := ""
		if k.Zone == gongkai.Furniture {
			zone = "furniture "
		}
		switch k.Kind {
		case gongkai.Paragraph:
			fmt.Fprintf(&b, "%sp %q\n", zone, k.Text)
		case gongkai.Heading:
			fmt.Fprintf(&b, "%sh%d %q\n", zone, k.Level, k.Text)
		case gongkai.TableBlock:
			layout := "ruled"
			if k.Table.Layout == gongkai.Ragged {
				layout = "ragged"
			}
			fmt.Fprintf(&b, "%stable %s, %d rows\n", zone, layout, len(k.Table.Grid))
			b.WriteString(cells(k.Table))
		}
	}
	return b.String()
}

func cells(t *gongkai.Table) string {
	var b strings.Builder
	for r, row := range t.Grid {
		for c := range row {
			if q := &row[c]; q.IsOrigin(r, c) {
				fmt.Fprintf(&b, "  r%dc%d", r, c)
				if q.RowSpan > 1 || q.ColSpan > 1 {
					fmt.Fprintf(&b, " %dx%d", q.RowSpan, q.ColSpan)
				}
				fmt.Fprintf(&b, " %q\n", q.Text)
			}
		}
	}
	return b.String()
}
