package story

import (
	"gongkai"
	"gongkai/extract/limit"
)

// An origin is a cell that has its place.
type origin struct {
	text                 string
	row, col, rows, cols int
	open                 bool // cells below may belong to it
}

// A plan is a grid in the making: owner has, for each position, the number of
// its cell plus one.
type plan struct {
	width  int
	owner  []int32
	cells  []origin
	height int
}

// grid gives every cell its place. A cell that belongs to the one above it is
// merged only where the two have the same edges, or several of them side by side
// do, as Word does it, and only where that one says so; any other stays a cell of its own, so that no number is
// copied into a row that it was not printed in. Rows without any cell of their
// own are left out, as in HTML. most is the number of positions allowed.
func (t *Table) grid(most int) ([][]gongkai.Cell, error) {
	place, err := t.columns()
	if err != nil {
		return nil, err
	}
	p := &plan{width: t.width(place)}
	n := len(t.Rows) * p.width
	if n > limit.MaxPlaced {
		return nil, limit.Exceeded("positions under a table's spans", n, limit.MaxPlaced)
	}
	p.owner = make([]int32, 0, min(n, max(most, 0)+p.width))
	for r := range t.Rows {
		if err := p.row(&t.Rows[r], place); err != nil {
			return nil, err
		}
		if n := p.height * p.width; n > most {
			return nil, limit.Exceeded("table cells, spans expanded", n, most)
		}
	}
	return p.expand(), nil
}

func (p *plan) row(row *Row, place columns) error {
	r := p.height
	begin := len(p.cells)
	p.owner = append(p.owner, make([]int32, p.width)...)
	now := p.owner[r*p.width:]
	var above []int32
	if r > 0 {
		above = p.owner[(r-1)*p.width : r*p.width]
	}
	for i := 0; i < len(row.Cells); i++ {
		c := &row.Cells[i]
		left, right := place[c.Left], min(place[c.Right], p.width)
		for left < right && now[left] != 0 {
			left++ // edges that run backwards
		}
		if left >= right {
			continue // a sliver
		}
		if n := p.merges(row, i, place, above); n > 0 {
			o := above[left]
			for x := left; x < min(place[row.Cells[i+n-1].Right], p.width); x++ {
				now[x] = o
			}
			i += n - 1
			continue
		}
		text := c.text()
		if len(text) > limit.MaxCellBytes {
			return limit.Exceeded("bytes in a table cell", len(text), limit.MaxCellBytes)
		}
		end := left
		for end < right && now[end] == 0 {
			end++
		}
		p.cells = append(p.cells, origin{text, r, left, 1, end - left, c.Starts || c.Above})
		for x := left; x < end; x++ {
			now[x] = int32(len(p.cells))
		}
	}
	if len(p.cells) == begin {
		p.owner = p.owner[:r*p.width]
		return nil
	}
	p.height++
	for x := 0; x < p.width; x++ {
		if o := now[x]; o > 0 && o <= int32(begin) {
			p.cells[o-1].rows = r - p.cells[o-1].row + 1
		}
	}
	return nil
}

// merges returns how many cells from the i-th on together lie right under one
// cell of the row above and belong to it, or 0.
func (p *plan) merges(row *Row, i int, place columns, above []int32) int {
	left := place[row.Cells[i].Left]
	if !row.Cells[i].Above || above == nil || above[left] == 0 {
		return 0
	}
	o := &p.cells[above[left]-1]
	if o.col != left || !o.open {
		return 0
	}
	for n := 0; i+n < len(row.Cells) && row.Cells[i+n].Above; n++ {
		switch right := min(place[row.Cells[i+n].Right], p.width); {
		case right == o.col+o.cols:
			return n + 1
		case right > o.col+o.cols:
			return 0
		}
	}
	return 0
}

func (p *plan) expand() [][]gongkai.Cell {
	flat := make([]gongkai.Cell, len(p.owner))
	grid := make([][]gongkai.Cell, p.height)
	for r := range grid {
		grid[r] = flat[r*p.width : (r+1)*p.width : (r+1)*p.width]
		for c := range grid[r] {
			if o := p.owner[r*p.width+c]; o > 0 {
				q := &p.cells[o-1]
				grid[r][c] = gongkai.Cell{Text: q.text, Row: q.row, Col: q.col, RowSpan: q.rows, ColSpan: q.cols}
			} else {
				grid[r][c] = gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Absent: true}
			}
		}
	}
	return grid
}
