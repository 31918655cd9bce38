package html

import (
	"gongkai"
	"gongkai/extract/limit"
)

// A placed cell has its place in the grid.
type placed struct {
	*cell
	row, col int
	cut      bool // the source breaks off in it
}

// places is what place needs of memory, kept from table to table.
type places struct {
	cells  []placed
	widths []int  // of each row: one past its last covered column
	empty  []bool // rows without cells
	busy   []int  // for each column, how many rows it is covered for
}

// place expands spans as the HTML standard's table model does: a cell begins at
// the first free column of its row, no rowspan leaves its row group, and where
// spans overlap (which the standard calls an error and browsers paint on top of
// one another) the position stays with the cell that came first. Cells that
// span on to the right of every other row's last column end there: a title with
// colspan=20 over seven columns makes no thirteen empty ones. Rows without any
// cell of their own are left out. Positions that no cell covers are absent, and
// so is the cell in which the source breaks off: of 689 it may say 6. most is the number of positions allowed.
func (p *places) place(s *sheet, most int) ([][]gongkai.Cell, *gongkai.ReadError) {
	cells, widths, empty, busy := p.cells[:0], p.widths[:0], p.empty[:0], p.busy[:0]
	defer func() { p.cells, p.widths, p.empty, p.busy = cells, widths, empty, busy }()
	row, work := 0, 0
	for _, group := range s.groups {
		clear(busy)
		for r := range group {
			x := 0
			for i := range group[r] {
				c := &group[r][i]
				for x < len(busy) && busy[x] > 0 {
					x++
				}
				if c.rowSpan == 0 || c.rowSpan > len(group)-r {
					c.rowSpan = len(group) - r
				}
				if x+c.colSpan > limit.MaxColumns {
					return nil, limit.Exceeded("columns in a table", x+c.colSpan, limit.MaxColumns)
				}
				for len(busy) < x+c.colSpan {
					busy = append(busy, 0)
				}
				cells = append(cells, placed{c, row, x, s.cut && c.number == s.cells})
				for end := x + c.colSpan; x < end; x++ {
					busy[x] = max(busy[x], c.rowSpan)
				}
			}
			width := 0
			for x := range busy {
				if busy[x] > 0 {
					busy[x]--
					width = x + 1
				}
			}
			if work += len(busy); work > limit.MaxPlaced {
				return nil, limit.Exceeded("positions under a table's spans", work, limit.MaxPlaced)
			}
			widths = append(widths, width)
			empty = append(empty, len(group[r]) == 0)
			row++
		}
	}
	return expand(cells, widths, empty, most)
}

// expand fills a rectangle with the placed cells.
func expand(cells []placed, widths []int, empty []bool, most int) ([][]gongkai.Cell, *gongkai.ReadError) {
	at := make([]int, len(empty)+1) // rows kept before each row
	for r := range empty {
		at[r+1] = at[r]
		if !empty[r] {
			at[r+1]++
		}
	}
	height, width := at[len(empty)], gridWidth(cells, widths, empty)
	if height*width > most {
		return nil, limit.Exceeded("table cells, spans expanded", height*width, most)
	}
	flat := make([]gongkai.Cell, height*width)
	grid := make([][]gongkai.Cell, height)
	for r := range grid {
		grid[r] = flat[r*width : (r+1)*width : (r+1)*width]
	}
	for _, p := range cells {
		top, bottom := at[p.row], at[p.row+p.rowSpan]
		right := min(p.col+p.colSpan, width)
		for r := top; r < bottom; r++ {
			for c := p.col; c < right; c++ {
				if q := &grid[r][c]; q.RowSpan == 0 {
					q.Row, q.Col, q.RowSpan, q.ColSpan = top, p.col, bottom-top, right-p.col
					if q.Absent = p.cut; !p.cut {
						q.Text = p.text
					}
				}
			}
		}
	}
	for r := range grid {
		for c := range grid[r] {
			if q := &grid[r][c]; q.RowSpan == 0 {
				*q = gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Absent: true}
			}
		}
	}
	return grid, nil
}

// gridWidth cuts off columns at the right in which no cell begins and which
// some row doesn't reach.
func gridWidth(cells []placed, widths []int, empty []bool) int {
	begun, widest, narrowest := 0, 0, limit.MaxColumns
	for _, p := range cells {
		begun = max(begun, p.col+1)
	}
	for r, w := range widths {
		widest = max(widest, w)
		if !empty[r] {
			narrowest = min(narrowest, w)
		}
	}
	return min(widest, max(begun, narrowest))
}
