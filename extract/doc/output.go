package doc

import (
	"bytes"
	"strings"

	"gongkai"
	"gongkai/extract/limit"
)

// An output takes paragraphs and rows in reading order and makes blocks of them.
type output struct {
	zone  gongkai.Zone
	once  bool     // a text that stands there already is left out
	open  []*table // tables that are being read, outermost first
	cells int      // grid positions put out
	seen  map[string]bool
	*scratch

	// The layout that was read last, which is only read from, and its bytes.
	laid    *layout
	written []byte
}

// paragraph takes a paragraph's text, as a block or into the cell that is open.
func (o *output) paragraph(p *props, text string) error {
	if err := o.enter(p.depth); err != nil {
		return err
	}
	if p.depth == 0 {
		return o.block(text, p.level)
	}
	t := o.open[p.depth-1]
	if text != "" {
		if t.cell.items == nil {
			t.cell.items = o.items.List(1)
		}
		t.cell.items = append(t.cell.items, item{text: text, level: p.level})
	}
	if p.cellEnd {
		if t.row.cells == nil {
			n, above := typicalCells, len(t.rows)
			switch {
			case above > typicalRows: // no more than needed: there may be any number of rows
				n = len(t.rows[above-1].cells)
			case above > 0:
				n = max(n, len(t.rows[above-1].cells))
			}
			t.row.cells = o.scratch.cells.List(n)
		}
		t.row.cells = append(t.row.cells, t.cell)
		t.cell = cell{}
	}
	return nil
}

// What the largest table of a report's form has.
const (
	typicalCells = 16 // in a row
	typicalRows  = 40
)

// row takes the end of a table row, with the row's layout.
func (o *output) row(p *props, deleted bool) error {
	if err := o.enter(p.depth); err != nil || p.depth == 0 {
		return err
	}
	t := o.open[p.depth-1]
	if o.laid == nil || !bytes.Equal(p.row, o.written) { // most rows are laid out as the one above
		o.laid, o.written = o.readLayout(p.row), p.row
	}
	t.row.layout = o.laid
	if !deleted {
		if t.rows == nil {
			t.rows = o.rows.List(typicalRows)
		}
		t.rows = append(t.rows, t.row)
	}
	t.row, t.cell = row{}, cell{}
	return nil
}

// enter opens and closes tables until so many are open.
func (o *output) enter(depth int) error {
	if depth > limit.MaxTableDepth {
		return limit.Exceeded("nested tables", depth, limit.MaxTableDepth)
	}
	for len(o.open) > depth {
		if err := o.close(); err != nil {
			return err
		}
	}
	for len(o.open) < depth {
		o.open = append(o.open, &table{})
	}
	return nil
}

// end closes a story.
func (o *output) end() error { return o.enter(0) }

// close ends the innermost table. A row that was cut short is kept.
func (o *output) close() error {
	n := len(o.open) - 1
	t := o.open[n]
	o.open = o.open[:n]
	if len(t.cell.items) > 0 {
		t.row.cells = append(t.row.cells, t.cell)
	}
	if len(t.row.cells) > 0 {
		t.rows = append(t.rows, t.row)
	}
	if n > 0 {
		outer := o.open[n-1]
		outer.cell.items = append(outer.cell.items, item{table: t})
		return nil
	}
	return o.table(t)
}

// table puts out a table. One that only frames others is taken apart: its texts
// are paragraphs, and the tables in it stand for themselves.
func (o *output) table(t *table) error {
	if t.frames() {
		for _, r := range t.rows {
			for _, c := range r.cells {
				for _, i := range c.items {
					if err := o.item(i); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
	g, err := t.grid(limit.MaxCells-o.cells, o.scratch)
	if err != nil || len(g.Grid) == 0 {
		return err
	}
	for _, r := range g.Grid {
		o.cells += len(r)
	}
	return o.add(gongkai.Block{Kind: gongkai.TableBlock, Table: g})
}

func (o *output) item(i item) error {
	if i.table != nil {
		return o.table(i.table)
	}
	return o.block(i.text, i.level)
}

func (o *output) block(text string, level int) error {
	if text == "" {
		return nil
	}
	if o.once {
		if o.seen[text] {
			return nil
		}
		if o.seen == nil {
			o.seen = map[string]bool{}
		}
		o.seen[text] = true
	}
	b := gongkai.Block{Text: text}
	if level > 0 {
		b.Kind, b.Level = gongkai.Heading, min(level, 6)
	}
	return o.add(b)
}

func (o *output) add(b gongkai.Block) error {
	b.Zone = o.zone
	if o.blocks = append(o.blocks, b); len(o.blocks) > limit.MaxBlocks {
		return limit.Exceeded("blocks", len(o.blocks), limit.MaxBlocks)
	}
	return nil
}

// trim cuts off blanks that are not seen, but not the U+3000 and U+00A0 that
// writers set on purpose.
func trim(s string) string { return strings.Trim(s, " \t\n") }

func trimBytes(b []byte) []byte {
	blank := func(c byte) bool { return c == ' ' || c == '\t' || c == '\n' }
	for len(b) > 0 && blank(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && blank(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}
