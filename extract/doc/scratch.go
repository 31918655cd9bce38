package doc

import (
	"sync"

	"gongkai"
	"gongkai/extract/arena"
)

// A scratch is memory that one document after another is read with. Nothing in it
// stays in a document.
type scratch struct {
	units []uint16 // characters of the text
	papx  []run    // paragraph properties by file position
	looks []look
	cells arena.Arena[cell]
	items arena.Arena[item]
	rows  arena.Arena[row]
	slots []slot
	edges []edge
	order []uint64
	known [64]knownProps

	places  [64]knownPlace
	props   props // of a paragraph whose properties none of the two holds
	styles  []style
	blocks  []gongkai.Block
	layouts arena.Arena[layout]
	across  arena.Arena[merge]
	twips   arena.Arena[int]
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// mostKept is the number of characters beyond which a document's memory isn't
// kept for the next one. A report has some ten thousand.
const mostKept = 1 << 18

func (s *scratch) giveBack() {
	if cap(s.units) > mostKept || cap(s.papx) > mostKept || s.cells.Room() > mostKept || s.items.Room() > mostKept || s.rows.Room() > mostKept || cap(s.slots) > mostKept ||
		cap(s.blocks) > mostKept || s.layouts.Room() > mostKept || s.across.Room() > mostKept || s.twips.Room() > mostKept {
		return
	}
	s.cells.Reset()
	s.items.Reset()
	s.rows.Reset()
	clear(s.slots[:cap(s.slots)])
	clear(s.edges[:cap(s.edges)])
	s.layouts.Reset()
	s.across.Reset()
	s.twips.Reset()
	clear(s.known[:])
	clear(s.places[:])
	s.props = props{}
	clear(s.styles)
	clear(s.blocks)
	s.styles, s.blocks = s.styles[:0], s.blocks[:0]
	scratches.Put(s)
}
