package page

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// room is how wide a line may be: of words, and of a number, of which a wrong guess
// makes another number. Nothing has room in a line of running text, which is full.
type room struct{ words, number float64 }

// flow joins the lines of a text. A line was wrapped where the next one's first
// word would not have fitted on it: then they are one text, without any space that
// nobody typed. So the label that runs down a column of one character's width is a
// word again, and so is a number that was too long for its cell. Else the break is
// the author's. Lines of which all is struck out say nothing, but take part in the
// wrapping.
func flow(ls []line, r room) string {
	var b strings.Builder
	between := ""
	for i, l := range ls {
		if i > 0 {
			between = wider(between, joint(ls[i-1], ls[i:], r))
		}
		if l.text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(between)
		}
		between = ""
		b.WriteString(l.text)
	}
	return b.String()
}

// wider returns the stronger of two joints.
func wider(a, b string) string {
	if a == "\n" || b == "" {
		return a
	}
	return b
}

// joint returns what stands between a line and those that follow it: "", " " or
// "\n".
func joint(a line, after []line, r room) string {
	const slack = 0.2 // of the size; padding is estimated low and advances are rounded
	b := after[0]
	left, _ := utf8.DecodeLastRuneInString(a.glyphs[len(a.glyphs)-1].Text)
	right, _ := utf8.DecodeRuneInString(b.glyphs[0].Text)
	free := r.words - a.width() - slack*b.size
	switch {
	case r.number > 0 && cutInside(a, after, r.number):
		return ""
	case unicode.IsDigit(left) && unicode.IsDigit(right):
		// Two numbers one below the other are never made one: the break must be
		// where the very next digit found no room.
		next := b.glyphs[0].width()
		if isWide(right) {
			next += slack * b.size
		}
		if noRoom(a, next, r.number) {
			return ""
		}
	case isWide(left) || isWide(right):
		if free < firstWord(b) {
			return ""
		}
	case free < firstWord(b):
		return " "
	}
	return "\n"
}

// cutInside reports whether a wrap cut a word in two because it is longer than a
// line: the very next character found no room.
func cutInside(a line, after []line, room float64) bool {
	b := after[0]
	left, _ := utf8.DecodeLastRuneInString(a.glyphs[len(a.glyphs)-1].Text)
	right, _ := utf8.DecodeRuneInString(b.glyphs[0].Text)
	if isWide(left) || isWide(right) {
		return false
	}
	next, rest := b.glyphs[0].width(), firstWord(b)
	if unicode.IsDigit(left) && unicode.IsDigit(right) {
		if w := takenAlong(after); w > 0 {
			next, rest = w, w
		}
	}
	return lastWord(a)+rest > room && noRoom(a, next, room)
}

// takenAlong returns the width of a digit, the opening bracket behind it and what
// the bracket holds first, where lines begin with that. LibreOffice neither leaves
// a bracket at a line's end nor breaks between a digit and one: it prints 3305 over
// 7（含上年1件）, and if need be 7 over （含.
func takenAlong(after []line) float64 {
	width, n := 0.0, 0
	for _, l := range after {
		for _, g := range l.glyphs {
			if n == 1 && !strings.Contains(openers, g.Text) {
				return 0
			}
			width += g.width()
			if n++; n == 3 {
				return width
			}
		}
	}
	return 0
}

// noRoom reports whether a line had no room for one thing more. Advances are
// rounded.
func noRoom(l line, width, room float64) bool {
	const rounded = 0.97
	return room-l.width() < width*rounded
}

// closers may not begin a line, openers not end one.
const (
	closers = "、，。；：？！）》”’」』】〕,.;:?!)]%％"
	openers = "（《“‘「『【〔(["
)

// firstWord returns the width of what a wrap keeps together at a line's start:
// a character and the punctuation behind it, or a word.
func firstWord(l line) float64 {
	end := l.glyphs[0].X1
	for i := 1; i < len(l.glyphs) && together(l.glyphs[i-1], l.glyphs[i]); i++ {
		end = l.glyphs[i].X1
	}
	return end - l.X0
}

// lastWord returns the width of what a wrap keeps together at a line's end.
func lastWord(l line) float64 {
	i := len(l.glyphs) - 1
	for i > 0 && together(l.glyphs[i-1], l.glyphs[i]) {
		i--
	}
	return l.X1 - l.glyphs[i].X0
}

// together reports whether no line ends between two glyphs.
func together(a, b Glyph) bool {
	prev, _ := utf8.DecodeLastRuneInString(a.Text)
	c, _ := utf8.DecodeRuneInString(b.Text)
	return !isWide(prev) && !isWide(c) && !unicode.IsSpace(c) && !unicode.IsSpace(prev) ||
		strings.ContainsRune(closers, c) || strings.ContainsRune(openers, prev)
}
