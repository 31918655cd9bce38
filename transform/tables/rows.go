package tables

import (
	"sync"

	"gongkai"
)

// A cell is a printed cell of a row: each once, wherever it begins.
type cell struct {
	text     string
	from, to int // grid columns [from, to)
	rows     int // rows that it spans
	loc      gongkai.Locator
	grid     [3]int // table from 1, row, column: where loc is not written out yet
	said     *terms // of text; nil until asked for
}

// locator is the place of the cell's text in the document.
func (c *cell) locator() gongkai.Locator {
	if c.loc == "" && c.grid[0] > 0 {
		c.loc = gongkai.CellLocator(c.grid[0]-1, c.grid[1], c.grid[2])
	}
	return c.loc
}

func (c *cell) blank() bool { return c.means().blank }

// number reports whether the cell holds a digit where a value would, so that a
// header cannot be taken for a row of values nor the other way round.
func (c *cell) number() bool { return c.means().number }

// means looks the cell's text up, once.
func (c *cell) means() *terms {
	if c.said == nil {
		c.said = termsOf(c.text)
	}
	return c.said
}

// rowsOf lists a table's rows with their printed cells. In a ruled table a cell
// that spans rows stands in each of them; one that spans columns stands once.
func (s *sheets) rowsOf(t *gongkai.Table, number int) [][]cell {
	n := 0
	for _, line := range t.Grid {
		for c := range line {
			if !line[c].Absent && !reached(t, line, c) {
				n++
			}
		}
	}
	rows, all := room(&s.rows, len(t.Grid)), room(&s.cells, n)
	for r, line := range t.Grid {
		row := all[len(all):]
		for c := 0; c < len(line); c++ {
			g := &line[c]
			if g.Absent {
				continue // a place without a cell is not a blank
			}
			if reached(t, line, c) {
				row[len(row)-1].to = c + 1
				continue
			}
			row = append(row, cell{text: g.Text, from: c, to: c + 1, rows: g.RowSpan, grid: [3]int{number + 1, r, c}})
		}
		all = all[:len(all)+len(row)]
		rows = append(rows, row[:len(row):len(row)])
	}
	take(&s.cells, len(all))
	take(&s.rows, len(rows))
	return rows
}

// sheets is memory for the rows of a report's tables. What is read of them must
// not outlive the report: another's stand there next.
type sheets struct {
	cells []cell
	rows  [][]cell
}

var emptySheets = sync.Pool{New: func() any { return new(sheets) }}

// release empties the sheets. Those that grew over large tables are dropped.
func (s *sheets) release() {
	if cap(s.cells) > mostCells || cap(s.rows) > mostCells {
		return
	}
	clear(s.cells)
	clear(s.rows)
	s.cells, s.rows = s.cells[:0], s.rows[:0]
	emptySheets.Put(s)
}

const mostCells = 1 << 14

// room returns an empty slice with room for n behind what is taken of another,
// whose memory is left to those who hold it where it is too small.
func room[T any](of *[]T, n int) []T {
	if cap(*of)-len(*of) < n {
		*of = make([]T, 0, max(n, 2*cap(*of)))
	}
	return (*of)[len(*of):]
}

// take takes the n that stand in the room.
func take[T any](of *[]T, n int) { *of = (*of)[:len(*of)+n] }

// reached reports whether a place of a ruled table belongs to the cell to its left.
func reached(t *gongkai.Table, line []gongkai.Cell, c int) bool {
	return t.Layout == gongkai.Ruled && c > 0 && !line[c-1].Absent && sameOrigin(&line[c], &line[c-1])
}

func sameOrigin(a, b *gongkai.Cell) bool { return a.Row == b.Row && a.Col == b.Col }

// transpose turns columns into rows, for tables whose applicants run downwards.
func transpose(t *gongkai.Table, number int) [][]cell {
	width := 0
	for _, line := range t.Grid {
		width = max(width, len(line))
	}
	rows := make([][]cell, 0, width)
	for c := 0; c < width; c++ {
		var row []cell
		for r, line := range t.Grid {
			if c >= len(line) || line[c].Absent {
				continue
			}
			if n := len(row); n > 0 && r > 0 && c < len(t.Grid[r-1]) && sameOrigin(&line[c], &t.Grid[r-1][c]) {
				row[n-1].to = r + 1
				continue
			}
			row = append(row, cell{text: line[c].Text, from: r, to: r + 1, rows: line[c].ColSpan, grid: [3]int{number + 1, r, c}})
		}
		rows = append(rows, row)
	}
	return rows
}
