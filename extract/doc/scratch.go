package doc

import "sync"

// A scratch is memory that one document after another is read with. Nothing in it
// stays in a document.
type scratch struct {
	units []uint16 // characters of the text
	papx  []run    // paragraph properties by file position
	looks []look
	cells arena[cell]
	items arena[item]
	slots []slot
	edges []edge
	order []uint64
	known [64]knownProps
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// mostKept is the number of characters beyond which a document's memory isn't
// kept for the next one. A report has some ten thousand.
const mostKept = 1 << 18

func (s *scratch) giveBack() {
	if cap(s.units) > mostKept || cap(s.papx) > mostKept || s.cells.cap() > mostKept || s.items.cap() > mostKept || cap(s.slots) > mostKept {
		return
	}
	s.cells.reset()
	s.items.reset()
	clear(s.slots[:cap(s.slots)])
	clear(s.edges[:cap(s.edges)])
	clear(s.known[:])
	scratches.Put(s)
}

// An arena gives out short lists side by side.
type arena[T any] struct {
	room []T
	used int
}

// list returns an empty list with room for n.
func (a *arena[T]) list(n int) []T {
	const least = 64
	if a.used+n > len(a.room) { // the lists given out keep the room that they stand in
		a.room, a.used = make([]T, max(n, least, 2*len(a.room))), 0
	}
	from := a.used
	a.used += n
	return a.room[from:from:a.used]
}

func (a *arena[T]) cap() int { return len(a.room) }

// reset takes back all lists.
func (a *arena[T]) reset() {
	clear(a.room[:a.used])
	a.used = 0
}
