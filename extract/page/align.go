package page

import "gongkai"

// alignedRows returns how many items, from the first on, are the rows of a table
// without rules, or 0: at least three lines of at least three pieces each, far
// apart, that stand below one another. It errs on the side of text; a reader of
// text finds the numbers in it as well.
func (w *writer) alignedRows(items []item) int {
	const fewest = 3
	var columns []Box
	n := 0
	for n < len(items) {
		it := &items[n]
		if it.table != nil || it.furniture || it.noRow {
			break
		}
		p := pieces(it.line)
		if len(p) < fewest {
			break
		}
		boxes := make([]Box, len(p))
		for i := range p {
			boxes[i] = p[i].Box
		}
		if columns == nil {
			columns = boxes
		} else if !below(columns, boxes) {
			break
		}
		n++
	}
	if n < fewest {
		return 0
	}
	return n
}

// pieces splits a line at gaps that no space makes.
func pieces(l line) []line {
	const wide = 1.5 // of the size
	var out []line
	from := 0
	for i := 1; i <= len(l.glyphs); i++ {
		if i < len(l.glyphs) && l.glyphs[i].X0-l.glyphs[i-1].X1 < wide*l.size {
			continue
		}
		out = appendLine(out, append([]Glyph(nil), l.glyphs[from:i]...))
		from = i
	}
	return out
}

// below reports whether each piece shares its place across with one column only,
// in order, and widens the columns by the pieces.
func below(columns, row []Box) bool {
	if len(row) != len(columns) {
		return false
	}
	for i := range row {
		if row[i].X1 < columns[i].X0 || row[i].X0 > columns[i].X1 ||
			i > 0 && row[i].X0 < columns[i-1].X1 || i+1 < len(columns) && row[i].X1 > columns[i+1].X0 {
			return false
		}
	}
	for i := range row {
		columns[i] = columns[i].union(row[i])
	}
	return true
}

func (w *writer) writeAligned(items []item, page int) {
	t := &gongkai.Table{Layout: gongkai.Ragged}
	for r := range items {
		var row []gongkai.Cell
		for c, p := range pieces(items[r].line) {
			row = append(row, gongkai.Cell{Text: p.text, Row: r, Col: c, RowSpan: 1, ColSpan: 1, Place: p.Box.on(page)})
		}
		t.Grid = append(t.Grid, row)
	}
	w.blocks = append(w.blocks, gongkai.Block{Kind: gongkai.TableBlock, Table: t, Page: page + 1})
}
