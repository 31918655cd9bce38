package page

import (
	"cmp"
	"slices"

	"gongkai"
	"gongkai/extract/limit"
)

// A lattice is a ruled table: boundaries of columns and rows, and cells between.
type lattice struct {
	Box
	xs, ys     []float64
	cells      []*cell
	at         []*cell // by row and column
	openTop    bool    // no rule above the first row
	openBottom bool    // nor below the last
	weak       bool    // not two cells hold text: perhaps no table at all
}

// A cell covers rows [top, bottom) and columns [left, right) of its lattice.
type cell struct {
	Box
	top, left, bottom, right int
	openTop, openBottom      bool    // no rule at the table's edge, which it reaches
	drawn                    []Glyph // where they stand on the page
	glyphs                   []Glyph // laid flat
	count                    int     // of glyphs, before they are here
	area                     Box     // the cell, laid flat where its text is turned
	lines                    []line
	room                     room
	unused                   float64 // height left under the rows on the pages that it began on
	text                     string
	place                    *gongkai.Place
}

func (l *lattice) rows() int           { return len(l.ys) - 1 }
func (l *lattice) cols() int           { return len(l.xs) - 1 }
func (l *lattice) cell(r, c int) *cell { return l.at[r*l.cols()+c] }

// rule makes a lattice of a frame, or nil where nothing is framed. A boundary is
// drawn between two positions where a rule covers more than half of what they
// share; positions without one are one cell. An underline that reaches no
// column's end is no boundary.
func rule(f *frame, room *scratch) (*lattice, *gongkai.ReadError) {
	if len(f.h) == 0 || len(f.v) == 0 {
		return nil, nil
	}
	l := &lattice{Box: f.Box, xs: boundaries(f.v, f.X0, f.X1), ys: boundaries(f.h, f.Y0, f.Y1)}
	rows, cols := l.rows(), l.cols()
	if rows < 1 || cols < 1 {
		return nil, nil
	}
	if rows*cols > maxLattice {
		return nil, limit.Exceeded("positions between a page's rules", rows*cols, maxLattice)
	}
	if n := rows*len(f.v) + cols*len(f.h); n > maxMeetings {
		return nil, limit.Exceeded("meetings of a page's rules and cells", n, maxMeetings)
	}
	both := make([]bool, 2*rows*cols)
	right, below := both[:rows*cols], both[rows*cols:]
	for r := range rows {
		for c := range cols {
			w, h := l.xs[c+1]-l.xs[c], l.ys[r+1]-l.ys[r]
			right[r*cols+c] = c == cols-1 || covered(f.v, l.xs[c+1], l.ys[r], l.ys[r+1]) > h/2
			below[r*cols+c] = r == rows-1 || covered(f.h, l.ys[r+1], l.xs[c], l.xs[c+1]) > w/2
		}
	}
	l.openTop = !l.drawn(f.h, l.ys[0])
	l.openBottom = !l.drawn(f.h, l.ys[rows])
	l.carve(right, below, room)
	l.prune()
	for _, k := range l.cells {
		k.openTop = k.top == 0 && covered(f.h, k.Y0, k.X0, k.X1) < k.width()/2
		k.openBottom = k.bottom == l.rows() && covered(f.h, k.Y1, k.X0, k.X1) < k.width()/2
	}
	if len(l.cells)*len(f.v) <= maxMeetings {
		for _, k := range l.cells {
			k.X0, k.X1 = f.inside(k.Box)
		}
	}
	return l, nil
}

// inside returns where a cell's own sides are. A boundary is that of several rules
// close to one another: both sides of a double line, and those of cells above and
// below that don't quite meet.
func (f *frame) inside(b Box) (left, right float64) {
	left, right = b.X0, b.X1
	for i, p := range f.sides(b, b.X0) {
		if i == 0 || p > left {
			left = p
		}
	}
	for i, p := range f.sides(b, b.X1) {
		if i == 0 || p < right {
			right = p
		}
	}
	return left, right
}

// sides lists where vertical rules run near a place along most of a cell.
func (f *frame) sides(b Box, x float64) (at []float64) {
	first, _ := slices.BinarySearchFunc(f.v, x-snap, func(p span, x float64) int { return cmp.Compare(p.at, x) })
	for _, p := range f.v[first:] {
		if p.at > x+snap {
			break
		}
		if min(b.Y1, p.to)-max(b.Y0, p.from) > b.height()/2 {
			at = append(at, p.at)
		}
	}
	return at
}

// drawn reports whether rules cover most of the table's width at a height.
func (l *lattice) drawn(h []span, y float64) bool {
	sum := 0.0
	for c := range l.cols() {
		sum += max(0, covered(h, y, l.xs[c], l.xs[c+1]))
	}
	return sum > l.width()/2
}

// carve cuts the positions into cells: from each free one as far to the right as
// no rule stands in the way, then down while no rule crosses. Where rules leave
// no rectangle (an L), that gives several.
func (l *lattice) carve(right, below []bool, room *scratch) {
	rows, cols := l.rows(), l.cols()
	l.at = make([]*cell, rows*cols)
	for r := range rows {
		for c := range cols {
			if l.at[r*cols+c] != nil {
				continue
			}
			k := &room.cells.List(1)[:1][0]
			k.top, k.left, k.bottom, k.right = r, c, r+1, c+1
			for k.right < cols && !right[r*cols+k.right-1] && l.at[r*cols+k.right] == nil {
				k.right++
			}
			for k.bottom < rows && l.continues(k, right, below) {
				k.bottom++
			}
			for y := k.top; y < k.bottom; y++ {
				for x := k.left; x < k.right; x++ {
					l.at[y*cols+x] = k
				}
			}
			l.cells = append(l.cells, k)
		}
	}
}

// continues reports whether a cell goes on into the row below it: no rule above,
// none inside, and rules at both of its sides.
func (l *lattice) continues(k *cell, right, below []bool) bool {
	cols := l.cols()
	for x := k.left; x < k.right; x++ {
		i := k.bottom*cols + x
		if below[i-cols] || l.at[i] != nil || right[i] != (x == k.right-1) {
			return false
		}
	}
	return k.left == 0 || right[k.bottom*cols+k.left-1]
}

// prune leaves out boundaries at which no cell begins or ends.
func (l *lattice) prune() {
	used := make([]bool, len(l.xs))
	for _, k := range l.cells {
		used[k.left], used[k.right] = true, true
	}
	var index []int
	l.xs, index = keepUsed(l.xs, used)
	for _, k := range l.cells {
		k.left, k.right = index[k.left], index[k.right]
	}
	l.pruneRows()
}

func (l *lattice) pruneRows() {
	used := make([]bool, len(l.ys))
	for _, k := range l.cells {
		used[k.top], used[k.bottom] = true, true
	}
	var index []int
	l.ys, index = keepUsed(l.ys, used)
	for _, k := range l.cells {
		k.top, k.bottom = index[k.top], index[k.bottom]
	}
	l.lay()
}

// keepUsed returns the places in use and, for each old index, its new one.
func keepUsed(at []float64, used []bool) ([]float64, []int) {
	index := make([]int, len(at))
	var out []float64
	for i := range at {
		index[i] = len(out)
		if used[i] {
			out = append(out, at[i])
		}
	}
	return out, index
}

// lay fills the positions from the cells, and the cells' boxes.
func (l *lattice) lay() {
	l.at = make([]*cell, l.rows()*l.cols())
	for _, k := range l.cells {
		for r := k.top; r < k.bottom; r++ {
			for c := k.left; c < k.right; c++ {
				l.at[r*l.cols()+c] = k
			}
		}
		k.Box = Box{l.xs[k.left], l.ys[k.top], l.xs[k.right], l.ys[k.bottom]}
	}
}

// find returns the cell at a point inside the lattice.
func (l *lattice) find(x, y float64) *cell {
	c := first(len(l.xs), x, func(i int) float64 { return l.xs[i] })
	r := first(len(l.ys), y, func(i int) float64 { return l.ys[i] })
	if c < 1 || r < 1 || c > l.cols() || r > l.rows() {
		return nil
	}
	return l.cell(r-1, c-1)
}
