package page

import (
	"cmp"
	"sync"

	"gongkai/extract/arena"
)

// A scratch is memory that one document after another is laid out with. Nothing
// in it stays in a document.
type scratch struct {
	glyphs arena.Arena[Glyph]
	cells  arena.Arena[cell]
	words  []placedWord
	lines  []mark
	sides  []Rule
	h, v   []span
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// mostKept is the number of glyphs and the like beyond which a document's memory
// isn't kept for the next one. A report has some ten thousand.
const mostKept = 1 << 16

func (s *scratch) giveBack() {
	if s.glyphs.Room() > mostKept || s.cells.Room() > mostKept || cap(s.words) > mostKept || cap(s.lines)+cap(s.sides)+cap(s.h)+cap(s.v) > 4*mostKept {
		return
	}
	s.glyphs.Reset()
	s.cells.Reset()
	clear(s.words[:cap(s.words)])
	scratches.Put(s)
}

// copied returns a copy of glyphs.
func (s *scratch) copied(glyphs []Glyph) []Glyph {
	return append(s.glyphs.List(len(glyphs)), glyphs...)
}

// first returns the first of n places, in order, that is not before x.
func first(n int, x float64, at func(int) float64) int {
	from := 0
	for from < n {
		if m := int(uint(from+n) >> 1); cmp.Less(at(m), x) {
			from = m + 1
		} else {
			n = m
		}
	}
	return from
}
