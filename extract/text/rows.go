package text

import (
	"slices"

	"gongkai"
)

// A row of a run of table lines, before it is known whether the run is a table.
type row struct {
	cells    []cell
	from, to int  // lines [from, to) of the reader
	closed   bool // of a pipe row: it ends with a bar
}

type cell struct {
	text string
	no   int // line in the source where the text begins
}

// filled returns the number of cells with text.
func (w row) filled() int {
	n := 0
	for _, c := range w.cells {
		if !isBlank(c.text) {
			n++
		}
	}
	return n
}

// first returns the row's first text.
func (w row) first() string {
	for _, c := range w.cells {
		if !isBlank(c.text) {
			return c.text
		}
	}
	return ""
}

func (w row) hasValue() bool {
	return slices.ContainsFunc(w.cells, func(c cell) bool { return isValue(c.text) })
}

// isProse reports whether a row is running text that stands in the table's frame:
// paragraphs indented by a TAB, or a page whose layout table became pipes.
func (w row) isProse() bool {
	sentences := 0
	for _, c := range w.cells {
		switch kind, _ := ordinal(c.text); {
		case isBlank(c.text):
		case isSentence(c.text):
			sentences++
		case kind == 0:
			return false
		}
	}
	return sentences > 0
}

// writeRows writes a run of rows: as tables, and as paragraphs where the rows
// turn out to be prose. asProse writes a row's lines as paragraphs.
func (r *reader) writeRows(rows []row, asProse func(row)) {
	prose := make([]bool, len(rows))
	for i, w := range rows {
		prose[i] = w.isProse()
	}
	for i, w := range rows {
		// A lone heading beside prose is the prose's, not a row label.
		if !prose[i] && w.filled() == 1 && isSectionHeading(w.first()) {
			prose[i] = i > 0 && rows[i-1].isProse() || i+1 < len(rows) && rows[i+1].isProse()
		}
	}
	for i := 0; i < len(rows); {
		j := i
		for j < len(rows) && prose[j] == prose[i] {
			j++
		}
		if prose[i] || !isTable(rows[i:j]) {
			for _, w := range rows[i:j] {
				asProse(w)
			}
		} else {
			r.table(rows[i:j])
		}
		i = j
	}
}

// isTable reports whether rows are a grid at all. One cell a row is none, and one
// row alone must have three ("联系人：张三\t电话：…" is a line of text).
func isTable(rows []row) bool {
	widest := 0
	for _, w := range rows {
		widest = max(widest, w.filled())
	}
	return widest >= 2 && len(rows) >= 2 || widest >= 3
}

func (r *reader) table(rows []row) {
	t := &gongkai.Table{Layout: gongkai.Ragged, Grid: make([][]gongkai.Cell, len(rows))}
	for i, w := range rows {
		t.Grid[i] = make([]gongkai.Cell, len(w.cells))
		for c, cell := range w.cells {
			t.Grid[i][c] = gongkai.Cell{Text: stripBold(cell.text), Row: i, Col: c, RowSpan: 1, ColSpan: 1, Line: cell.no}
		}
	}
	r.add(gongkai.Block{Kind: gongkai.TableBlock, Table: t, Line: r.lines[rows[0].from].no})
}

// linesAsProse writes a row's lines as paragraphs, one each.
func (r *reader) linesAsProse(w row) {
	for i := w.from; i < w.to; i++ {
		r.prose(i)
	}
}
