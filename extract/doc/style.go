package doc

import "slices"

// A style is what the stylesheet says of the paragraphs and characters that
// follow it, its ancestors' properties included.
type style struct {
	level        int // of a heading, from 1; 0 for body text
	hidden       bool
	list, listAt int // as in props
	base         int
	builtIn      int
	para, char   []byte // sprms of its own
}

const (
	noStyle    = 0xFFF
	titleStyle = 62 // built-in styles 1 to 9 are headings
)

// stylesheet reads the styles into room; their index is what paragraphs refer to.
func stylesheet(b []byte, room []style) []style {
	head := 2 + int(u16(b, 0))
	if head > len(b) {
		return room[:0]
	}
	count, fixed := int(u16(b, 2)), int(u16(b, 4))
	b = b[head:]
	count = min(count, 4096)
	styles := slices.Grow(room[:0], count)
	for len(styles) < count && len(b) >= 2 {
		n := int(u16(b, 0))
		if 2+n > len(b) {
			break
		}
		styles = append(styles, readStyle(b[2:2+n], fixed))
		b = b[min(2+n+n&1, len(b)):]
	}
	done := make([]bool, len(styles))
	for i := range styles {
		resolve(styles, done, i, 0)
	}
	return styles
}

// readStyle reads a style's own properties: a fixed part, its name, and a list
// of sprms each for paragraphs and characters.
func readStyle(b []byte, fixed int) style {
	s := style{base: noStyle}
	if len(b) < 10 || fixed < 10 {
		return s
	}
	s.builtIn, s.base = int(u16(b, 0)&0xFFF), int(u16(b, 2)>>4)
	kind, lists := u16(b, 2)&0xF, int(u16(b, 4)&0xF)
	at := fixed + 2 + 2*int(u16(b, fixed)) + 2
	for i := range min(lists, 2) {
		n := int(u16(b, at))
		if at+2+n > len(b) || kind > 2 {
			break
		}
		upx := b[min(at+2, len(b)):min(at+2+n, len(b))]
		switch {
		case kind == 1 && i == 0 && len(upx) >= 2:
			s.para = upx[2:]
		case kind == 1 && i == 1, kind == 2 && i == 0:
			s.char = upx
		}
		at += 2 + n + n&1
	}
	return s
}

// resolve adds what a style inherits. Word nests a dozen styles at most; a
// circle ends at the depth allowed.
func resolve(styles []style, done []bool, i, depth int) {
	s := &styles[i]
	if done[i] || depth > 64 {
		return
	}
	done[i] = true
	if s.base < len(styles) && s.base != i {
		resolve(styles, done, s.base, depth+1)
		b := &styles[s.base]
		s.level, s.hidden, s.list, s.listAt = b.level, b.hidden, b.list, b.listAt
	}
	switch {
	case s.para != nil && s.builtIn >= 1 && s.builtIn <= 9:
		s.level = s.builtIn
	case s.para != nil && s.builtIn == titleStyle:
		s.level = 1
	}
	p := props{level: s.level, list: s.list, listAt: s.listAt}
	p.apply(s.para, nil)
	s.level, s.list, s.listAt = p.level, p.list, p.listAt
	c := character{}
	c.apply(s.char, nil)
	s.hidden = c.hidden.over(s.hidden)
}
