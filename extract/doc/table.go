package doc

import (
	"slices"
	"strings"

	"gongkai"
	"gongkai/extract/limit"
)

// A table is a table as written: rows of cells, some with their layout.
type table struct {
	rows []row
	row  row  // that is being read
	cell cell // that is being read
}

type row struct {
	cells  []cell
	layout *layout
}

type cell struct {
	items []item
}

// An item of a cell is a paragraph or a nested table.
type item struct {
	text  string
	level int
	table *table
}

// frames reports whether a table is no more than a frame for those nested in
// it: they have more cells than it has cells of text.
func (t *table) frames() bool {
	own, inner := 0, 0
	for _, r := range t.rows {
		for _, c := range r.cells {
			n := 0
			for _, i := range c.items {
				if i.table != nil {
					n += i.table.size()
				}
			}
			if n == 0 && len(c.items) > 0 {
				own++
			}
			inner += n
		}
	}
	return inner > own
}

// size counts the cells of a table and of those nested in it.
func (t *table) size() (n int) {
	for _, r := range t.rows {
		for _, c := range r.cells {
			n++
			for _, i := range c.items {
				if i.table != nil {
					n += i.table.size()
				}
			}
		}
	}
	return n
}

// write appends a cell's text: its paragraphs on a line each, and so each cell of
// a table nested in it.
func (c *cell) write(b *strings.Builder) {
	for _, i := range c.items {
		if i.table != nil {
			for _, r := range i.table.rows {
				for j := range r.cells {
					r.cells[j].write(b)
				}
			}
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(i.text)
	}
}

func (c *cell) text() (string, error) {
	if len(c.items) == 1 && c.items[0].table == nil {
		return c.items[0].text, within(c.items[0].text)
	}
	var b strings.Builder
	c.write(&b)
	return b.String(), within(b.String())
}

func within(s string) error {
	if len(s) > limit.MaxCellBytes {
		return limit.Exceeded("bytes in a table cell", len(s), limit.MaxCellBytes)
	}
	return nil
}

// grid places the cells of a table: by their edges where every row has them,
// else as printed.
func (t *table) grid(most int, room *scratch) (*gongkai.Table, error) {
	rows, n := make([][]slot, len(t.rows)), 0
	for i := range t.rows {
		n += len(t.rows[i].cells)
	}
	all := slices.Grow(room.slots[:0], n)
	room.slots = all
	for i := range t.rows {
		s, ok := t.rows[i].slots(all)
		if !ok {
			return t.ragged(most)
		}
		rows[i], all = s[len(all):len(s):len(s)], s
	}
	return place(rows, most, room)
}

// ragged keeps the cells of a table whose layout is lost in their order.
func (t *table) ragged(most int) (*gongkai.Table, error) {
	g := &gongkai.Table{Layout: gongkai.Ragged}
	n := 0
	for r := range t.rows {
		var line []gongkai.Cell
		for c := range t.rows[r].cells {
			if n++; n > most {
				return nil, limit.Exceeded("table cells", n, most)
			}
			text, err := t.rows[r].cells[c].text()
			if err != nil {
				return nil, err
			}
			line = append(line, gongkai.Cell{Text: text, Row: r, Col: c, RowSpan: 1, ColSpan: 1})
		}
		g.Grid = append(g.Grid, line)
	}
	return g, nil
}
