package story

import (
	"strings"
	"unicode/utf8"

	"gongkai/extract/limit"
)

const (
	proseRunes = 200 // a cell with more is prose
	fewCells   = 4   // … and so many cells beside it are its heading
	longRunes  = 800 // prose beside which a table of metadata is small
)

// isLayout reports whether a table only places text: one cell, a column of
// prose, or an article with a few lines over it. The rule is that of HTML.
func (t *Table) isLayout() bool {
	filled, width, rows, longest, all := 0, 0, 0, 0, 0
	for r := range t.Rows {
		own := 0
		for c := range t.Rows[r].Cells {
			cell := &t.Rows[r].Cells[c]
			if cell.Above {
				continue
			}
			own++
			text := cell.text()
			if blank(text) {
				continue
			}
			filled++
			n := len(text)
			if n > proseRunes {
				n = utf8.RuneCountInString(text)
			}
			longest, all = max(longest, n), all+n
		}
		if own > 0 {
			rows++
		}
		width = max(width, own)
	}
	switch {
	case rows <= 1 && width <= 1:
		return true
	case longest > proseRunes && (width == 1 || filled <= fewCells):
		return true
	}
	return longest > longRunes && longest*5 > all*3 && filled <= 5*fewCells
}

// frames reports whether a table with tables in its cells is the frame around
// them. It is a data table with small tables pasted into it only if its own
// cells are more than theirs, more than four to each, and none of the cells
// that hold tables has prose.
func (t *Table) frames() bool {
	own, inner, tables, prose := 0, 0, 0, false
	for r := range t.Rows {
		for c := range t.Rows[r].Cells {
			cell := &t.Rows[r].Cells[c]
			if cell.Above {
				continue
			}
			before := tables
			size := weigh(cell.Items, &inner, &tables)
			if tables == before && size > 0 {
				own++
			}
			prose = prose || tables > before && size > 3*proseRunes
		}
	}
	return tables > 0 && (prose || own <= inner || own <= fewCells*tables)
}

// weigh returns the bytes of text in a story, and counts the tables in it and
// their cells.
func weigh(items []Item, inner, tables *int) (size int) {
	for i := range items {
		t := items[i].Table
		if t == nil {
			size += len(items[i].Text) - strings.Count(items[i].Text, " ")
			continue
		}
		*tables++
		for r := range t.Rows {
			for c := range t.Rows[r].Cells {
				*inner++
				size += weigh(t.Rows[r].Cells[c].Items, inner, tables)
			}
		}
	}
	return size
}

// text returns a cell's text: a line for each paragraph, and for each cell of a
// table in it.
func (c *Cell) text() string {
	if len(c.Items) == 1 && c.Items[0].Table == nil {
		return trim(c.Items[0].Text)
	}
	var b strings.Builder
	appendLines(&b, c.Items, 0)
	return trim(b.String())
}

func appendLines(b *strings.Builder, items []Item, depth int) {
	for i := range items {
		t := items[i].Table
		if t == nil {
			if s := trim(items[i].Text); s != "" {
				if b.Len() > 0 {
					b.WriteByte('\n')
				}
				b.WriteString(s)
			}
			continue
		}
		if depth == limit.MaxTableDepth {
			continue // Writer has refused the document for it
		}
		for r := range t.Rows {
			for c := range t.Rows[r].Cells {
				if cell := &t.Rows[r].Cells[c]; !cell.Above {
					appendLines(b, cell.Items, depth+1)
				}
			}
		}
	}
}

// trim cuts blanks off, but for U+00A0 and U+3000, which were printed.
func trim(s string) string { return strings.Trim(s, " \t\n") }

func blank(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\n' && r != '\t' && r != '\u00A0' && r != '\u3000' {
			return false
		}
	}
	return true
}
