package doc

import (
	"slices"

	"gongkai"
	"gongkai/extract/limit"
)

// slack is how far edges of different rows may lie apart, in twips, and still
// be one: two millimetres. Rows drift when they are dragged by hand, and no
// column is so narrow that not even a character fits.
const slack = 120

// place puts the cells of all rows on the columns that their edges make.
func place(rows [][]slot, most int, room *scratch) (*gongkai.Table, error) {
	columns := align(rows, room)
	if columns > limit.MaxColumns {
		return nil, limit.Exceeded("columns in a table", columns, limit.MaxColumns)
	}
	if len(rows)*columns > most {
		return nil, limit.Exceeded("table cells", len(rows)*columns, most)
	}
	flat := make([]gongkai.Cell, len(rows)*columns)
	grid := make([][]gongkai.Cell, len(rows))
	marks := make([]*slot, 2*columns)
	open, below := marks[:columns], marks[columns:] // slots that may go on downwards, by first column
	spans := false
	for r, row := range rows {
		grid[r] = flat[r*columns : (r+1)*columns : (r+1)*columns]
		clear(below)
		for i := range row {
			s := &row[i]
			if s.down != 0 {
				below[s.left] = s
			}
			if up := open[s.left]; s.down == goesOn && up != nil && up.right == s.right {
				above := grid[r-1][s.left:s.right]
				grid[above[0].Row][above[0].Col].RowSpan++
				spans = true
				copy(grid[r][s.left:], above)
				continue
			}
			text, err := s.text()
			if err != nil {
				return nil, err
			}
			cells := grid[r][s.left:s.right]
			cells[0] = gongkai.Cell{Text: text, Row: r, Col: s.left, RowSpan: 1, ColSpan: s.right - s.left}
			for i := 1; i < len(cells); i++ {
				cells[i] = cells[0]
			}
		}
		open, below = below, open
		for c := range grid[r] { // before a row that begins late, behind one that ends early
			if grid[r][c].RowSpan == 0 {
				grid[r][c] = gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1, Absent: true}
			}
		}
	}
	for i := 0; spans && i < len(flat); i++ {
		flat[i].RowSpan = grid[flat[i].Row][flat[i].Col].RowSpan
	}
	return &gongkai.Table{Layout: gongkai.Ruled, Grid: grid}, nil
}

// align replaces the edges of all slots by columns, and returns how many there
// are. Edges of one row never fall together.
func align(rows [][]slot, room *scratch) int {
	n := 0
	for _, row := range rows {
		n += 2 * len(row)
	}
	again := make([]bool, len(rows)) // a row with the edges of the one above: so are its columns
	for r := 1; r < len(rows); r++ {
		if again[r] = sameEdges(rows[r-1], rows[r]); again[r] {
			n -= 2 * len(rows[r])
		}
	}
	edges := slices.Grow(room.edges[:0], n)
	order := slices.Grow(room.order[:0], n) // places, each with the edge's number behind it
	room.edges, room.order = edges, order
	for r := range rows {
		if again[r] {
			continue
		}
		for i := range rows[r] {
			s := &rows[r][i]
			for _, to := range [...]*int{&s.left, &s.right} {
				order = append(order, uint64(*to+1<<30)<<32|uint64(len(edges)))
				edges = append(edges, edge{r, to})
			}
		}
	}
	slices.Sort(order)
	column := -1
	start := 0
	both := make([]int, 2*len(rows))
	used, last := both[:len(rows)], both[len(rows):] // for each row, its last edge, and the column of that
	for i := range last {
		last[i] = -1
	}
	for _, key := range order {
		e := &edges[uint32(key)]
		at := *e.to
		clash := last[e.row] == column && used[e.row] != at
		if column < 0 || at-start > slack || clash {
			column, start = column+1, at
		}
		last[e.row], used[e.row] = column, at
		*e.to = column
	}
	for r := range rows {
		for i := range rows[r] {
			if again[r] {
				rows[r][i].left, rows[r][i].right = rows[r-1][i].left, rows[r-1][i].right
			}
		}
	}
	return max(column, 0)
}

// An edge is one of a slot's two, in a row.
type edge struct {
	row int
	to  *int
}

func sameEdges(a, b []slot) bool {
	return slices.EqualFunc(a, b, func(x, y slot) bool { return x.left == y.left && x.right == y.right })
}
