package doc

import (
	"cmp"
	"slices"
)

// A look is a stretch of the file, by position in the WordDocument stream, with
// properties of characters that change what is read. There is none for ordinary
// text.
type look struct {
	from, to uint32
	character
}

// character holds the properties of characters.
type character struct {
	hidden  toggle
	deleted bool
	raised  bool
	symbol  uint16 // that stands for a "("
}

// A toggle is a property that may be set against the style's.
type toggle uint8

const (
	unset toggle = iota
	off
	on
	opposite
)

func toggleOf(b int) toggle {
	switch b {
	case 0:
		return off
	case 0x80:
		return unset
	case 0x81:
		return opposite
	}
	return on
}

// over says what a toggle makes of the style's property.
func (t toggle) over(style bool) bool {
	switch t {
	case off:
		return false
	case on:
		return true
	case opposite:
		return !style
	}
	return style
}

// characterRuns reads the looks of all characters that have one, into room.
func characterRuns(f *fib, styles []style, room []look) ([]look, error) {
	looks := room[:0]
	err := pages(f, partChpx, 1, func(p []byte, _ uint32, n int) {
		for i := range n {
			at := 2 * int(p[4*(n+1)+i])
			if at == 0 || at+1+int(p[at]) >= pageSize {
				continue
			}
			c := character{}
			c.apply(p[at+1:at+1+int(p[at])], styles)
			if c != (character{}) {
				looks = append(looks, look{u32(p, 4*i), u32(p, 4*i+4), c})
			}
		}
	})
	byPlace := func(a, b look) int { return cmp.Compare(a.from, b.from) }
	if !slices.IsSortedFunc(looks, byPlace) {
		slices.SortStableFunc(looks, byPlace)
	}
	return looks, err
}

// apply changes properties by a list of sprms.
func (c *character) apply(list []byte, styles []style) {
	special := false
	for s, rest, ok := next(list); ok; s, rest, ok = next(rest) {
		switch s.code {
		case cStyle:
			if i := s.word(); i < len(styles) && styles[i].hidden && c.hidden == unset {
				c.hidden = on
			}
		case cHidden:
			c.hidden = toggleOf(s.byteOf(0))
		case cDeleted:
			c.deleted = s.on()
		case cRaised:
			c.raised = s.byteOf(0) == 1
		case cSymbol:
			c.symbol = u16(s.operand, 2)
		case cSpecial:
			special = s.on()
		}
	}
	if !special {
		c.symbol = 0
	}
}

// A lens finds looks for positions that mostly grow.
type lens struct {
	looks    []look
	from, to uint32 // where c holds
	c        character
}

func (l *lens) at(fc uint32) character {
	if len(l.looks) == 0 || l.from <= fc && fc < l.to {
		return l.c
	}
	i, found := slices.BinarySearchFunc(l.looks, fc, func(k look, fc uint32) int { return cmp.Compare(k.from, fc) })
	if !found {
		i--
	}
	l.c, l.from, l.to = character{}, 0, 1<<32-1
	if i+1 < len(l.looks) {
		l.to = l.looks[i+1].from
	}
	if i >= 0 {
		if k := &l.looks[i]; fc < k.to {
			l.c, l.from, l.to = k.character, k.from, min(k.to, l.to)
		} else {
			l.from = k.to
		}
	}
	return l.c
}
