package doc

import "slices"

// A layout is what a row says of its cells.
type layout struct {
	edges []int // of the cells from left to right, in twips: one more than cells
	cells []merge
}

// merge says how a cell is joined to its neighbours.
type merge struct {
	across byte // 0, or a mark for the first of joined cells, or one for the others
	down   byte
}

// Values of merge.down.
const (
	goesOn   = 1 // part of the cell above
	restarts = 3 // first of cells joined downwards
)

// mostCells is the number of cells that Word allows in a row.
const mostCells = 63

// readLayout reads the layout of a row from its sprms. A row without one, or
// with one that can't be, has none of its cells placed.
func (room *scratch) readLayout(list []byte) *layout {
	var l *layout
	for s, rest, ok := next(list); ok; s, rest, ok = next(rest) {
		if s.code == tDefTable {
			l = room.define(s.operand)
		} else if l != nil {
			l.change(s)
		}
	}
	if l == nil || len(l.cells) == 0 || len(l.cells) > mostCells {
		return nil
	}
	if !slices.IsSorted(l.edges) {
		return nil
	}
	for i := range l.cells { // a cell without width still has a place
		l.edges[i+1] = max(l.edges[i+1], l.edges[i]+1)
	}
	return l
}

// define reads a sprmTDefTable: a count, the edges, and 20 bytes a cell, of
// which the last cells may go without.
func (room *scratch) define(b []byte) *layout {
	if len(b) < 1 {
		return nil
	}
	n := int(b[0])
	if 1+2*(n+1) > len(b) {
		return nil
	}
	l := &room.layouts.List(1)[:1][0]
	l.edges, l.cells = room.twips.List(n + 1)[:n+1], room.across.List(n)[:n]
	for i := range l.edges {
		l.edges[i] = int(int16(u16(b, 1+2*i)))
	}
	for i := range l.cells {
		flags := u16(b, 1+2*(n+1)+20*i)
		l.cells[i] = merge{across: byte(flags & 3), down: byte(flags >> 5 & 3)}
	}
	return l
}

// change applies what stands behind the definition.
func (l *layout) change(s sprm) {
	first, end := s.byteOf(0), min(s.byteOf(1), len(l.cells))
	switch s.code {
	case tVertMerge:
		if first < len(l.cells) {
			l.cells[first].down = byte(s.byteOf(1) & 3)
		}
	case tMerge:
		for i := first; i < end; i++ {
			l.cells[i].across = joined
		}
		if first < end {
			l.cells[first].across = begins
		}
	case tSplit:
		for i := first; i < end; i++ {
			l.cells[i].across = 0
		}
	case tDelete:
		if first < end {
			l.cells = append(l.cells[:first], l.cells[end:]...)
			l.edges = append(l.edges[:first+1], l.moved(end+1, l.edges[first]-l.edges[end])...)
		}
	case tInsert:
		l.insert(first, s.byteOf(1), int(int16(u16(s.operand, 2))))
	case tColumn:
		if width := int(int16(u16(s.operand, 2))); first < end {
			for i := first; i < end; i++ {
				l.moved(i+1, width-(l.edges[i+1]-l.edges[i]))
			}
		}
	}
}

// moved shifts the edges from one on, and returns them.
func (l *layout) moved(from, by int) []int {
	for i := from; i < len(l.edges); i++ {
		l.edges[i] += by
	}
	return l.edges[min(from, len(l.edges)):]
}

// insert adds cells of one width; past the end of the row it also adds those
// that are missing before them.
func (l *layout) insert(at, count, width int) {
	if at+count > mostCells {
		return
	}
	for len(l.cells) < at {
		l.cells = append(l.cells, merge{})
		l.edges = append(l.edges, l.edges[len(l.edges)-1]+width)
	}
	for range min(count, mostCells-len(l.cells)) {
		l.moved(at+1, width)
		l.cells = append(l.cells[:at], append([]merge{{}}, l.cells[at:]...)...)
		l.edges = append(l.edges[:at+1], append([]int{l.edges[at] + width}, l.edges[at+1:]...)...)
	}
}

// Marks of merge.across. Which of the two bits stands for the first cell is told
// differently by the specification and by what Word wrote; each row says it
// itself, for the first mark in it can be no other.
const (
	begins = 2
	joined = 1
)

// A slot is a cell with its place between the row's edges.
type slot struct {
	*cell
	left, right int
	down        byte
}

// slots joins the cells of a row that are merged across. The text of all but the
// first isn't shown. They are appended to a list. It reports false where the row
// has no layout that fits.
func (r *row) slots(out []slot) ([]slot, bool) {
	l := r.layout
	if l == nil || len(l.cells) != len(r.cells) {
		return nil, false
	}
	first := byte(0)
	for i := range r.cells {
		m := l.cells[i]
		if m.across != 0 && first == 0 {
			first = m.across
		}
		if i > 0 && m.across != 0 && m.across != first && l.cells[i-1].across != 0 {
			out[len(out)-1].right = l.edges[i+1]
			continue
		}
		out = append(out, slot{&r.cells[i], l.edges[i], l.edges[i+1], m.down})
	}
	return out, true
}
