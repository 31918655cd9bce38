package gongkai

// Layout says how far a table's columns can be trusted.
type Layout uint8

const (
	// Ruled tables come from formats that state spans: the grid is the agency's.
	Ruled Layout = iota
	// Ragged tables come from dumps that lost spans or empty cells: the order of
	// the cells in a row can be trusted, their column numbers can not.
	Ragged
	// Unsettled tables were printed without lines, and their columns cannot be told:
	// a row is a line as printed, and no number in it belongs to anything.
	Unsettled
)

// A Table is a grid. That of a [Ruled] table is rectangular: a cell that spans
// several positions stands at each of them, so Grid[r][c] is what a reader of the
// page sees there. That of a [Ragged] table is not: each row has just the cells
// that were printed, empty ones included, and none is made up to fill it.
type Table struct {
	Layout Layout
	Grid   [][]Cell
	Doubts []Doubt // of a scan: cells that the recogniser was not sure of
}

// A Doubt names a cell by its origin.
type Doubt struct{ Row, Col int }

// A Cell is a table cell with its origin: the grid position of its upper left
// corner, from 0. Positions covered by a span hold the same cell.
type Cell struct {
	Text             string // as printed; line breaks are '\n'
	Row, Col         int    // origin, from 0
	RowSpan, ColSpan int    // at least 1
	Line             int    // line in the source, from 1; 0 where the format has none
	Absent           bool   // no cell was printed here: the row is shorter than the grid
	Place            *Place // on its page; nil where the format has no pages
}

// A Place is a box on a page of a format that has pages: of a cell that goes on
// over several, the first part. Points, to the right and down from the upper left
// corner of the page as it is held for reading.
type Place struct {
	Page           int // from 1
	X0, Y0, X1, Y1 float64
}

// IsOrigin reports whether the cell found at grid position (r, c) begins there.
func (c *Cell) IsOrigin(r, col int) bool { return c.Row == r && c.Col == col }
