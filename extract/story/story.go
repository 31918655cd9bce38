// Package story makes blocks of what word processors keep: a story (Word's name
// for a flow of text) of paragraphs and tables, whose cells are stories again.
// The readers of word processors' formats share it, so that a table comes out
// the same from each of them, and from HTML.
package story

import (
	"gongkai"
	"gongkai/extract/limit"
)

// An Item is a paragraph, or a table where Table is not nil.
type Item struct {
	Text  string
	Level int // of a heading: 1 to 6; else 0
	Table *Table
}

// A Table is a table as written: rows of cells, each with its edges.
type Table struct {
	Rows []Row
	// Ruler has edges of columns that count although no cell may end there, as
	// those that a format numbers its columns by. Empty where edges are lengths.
	Ruler []int
}

// A Row is a row as written.
type Row struct {
	Cells []Cell
	// Reach is the right edge of the row where that is stated and lies beyond the
	// last cell; else 0.
	Reach int
}

// A Cell is a cell as written. Left and Right are its edges in any unit that is
// the same for all of the table; those of twips are drawn together where the
// rows of a table, moved by hand, missed one another by less than a millimetre.
type Cell struct {
	Left, Right int
	// Starts says that cells below may belong to this one; Above, that this one
	// belongs to that above it: its text is not shown then.
	Starts, Above bool
	Items         []Item
}

// A Writer makes blocks of items.
type Writer struct {
	Blocks []gongkai.Block
	Zone   gongkai.Zone // of the blocks to come

	nesting int
	cells   int // grid positions so far
}

// Write appends the blocks of items. A table that only places text is read as
// the text in it. Every error is a *gongkai.ReadError with ReasonLimit.
func (w *Writer) Write(items []Item) error {
	for i := range items {
		it := &items[i]
		var err error
		switch {
		case it.Table != nil:
			err = w.table(it.Table)
		case !blank(it.Text):
			b := gongkai.Block{Zone: w.Zone, Text: it.Text}
			if it.Level > 0 {
				b.Kind, b.Level = gongkai.Heading, it.Level
			}
			err = w.add(b)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (w *Writer) table(t *Table) error {
	w.nesting++
	defer func() { w.nesting-- }()
	if w.nesting > limit.MaxTableDepth {
		return limit.Exceeded("nested tables", w.nesting, limit.MaxTableDepth)
	}
	if t.frames() || t.isLayout() {
		for r := range t.Rows {
			for c := range t.Rows[r].Cells {
				if cell := &t.Rows[r].Cells[c]; !cell.Above {
					if err := w.Write(cell.Items); err != nil {
						return err
					}
				}
			}
		}
		return nil
	}
	g, err := t.grid(limit.MaxCells - w.cells)
	if err != nil || len(g) == 0 {
		return err
	}
	w.cells += len(g) * len(g[0])
	return w.add(gongkai.Block{
		Kind: gongkai.TableBlock, Zone: w.Zone,
		Table: &gongkai.Table{Layout: gongkai.Ruled, Grid: g},
	})
}

func (w *Writer) add(b gongkai.Block) error {
	if len(w.Blocks) == limit.MaxBlocks {
		return limit.Exceeded("blocks", limit.MaxBlocks+1, limit.MaxBlocks)
	}
	w.Blocks = append(w.Blocks, b)
	return nil
}

// A Meter counts what a reader keeps before it becomes blocks.
type Meter struct{ kept int }

// Add counts rows, cells, columns or items. Its error is a *gongkai.ReadError.
func (m *Meter) Add(n int) error {
	const most = 2*limit.MaxCells + limit.MaxBlocks
	if m.kept += n; m.kept > most {
		return limit.Exceeded("paragraphs, rows, columns and cells", m.kept, most)
	}
	return nil
}
