package page

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// read makes a cell's text of its glyphs: lines that a wrap broke are one, others
// stand below one another.
func (k *cell) read(pad float64) {
	k.room = k.area.width() - 2*pad
	if k.stacked() {
		k.room = 0
	}
	k.text = flow(k.lines, k.room)
}

// stacked reports whether the text runs down the cell, a character a line, with
// the punctuation that must not begin one. Some columns would hold two.
func (k *cell) stacked() bool {
	if len(k.lines) < 3 {
		return false
	}
	for _, l := range k.lines {
		if c, _ := utf8.DecodeRuneInString(l.text); !isWide(c) || firstWord(l) < l.width()-0.1 {
			return false
		}
	}
	return true
}

// turnAndLine finds a cell's lines. Vertical and turned text is laid flat first;
// such a cell is read as though it were turned on its side.
func (k *cell) turnAndLine() {
	d := commonDir(k.glyphs)
	if d == Right && drawnDownwards(k.glyphs) {
		d = Down
		k.glyphs = slices.Clone(k.glyphs)
		for i := range k.glyphs {
			k.glyphs[i].Dir = d
		}
	}
	k.area, k.drawn = k.Box, k.glyphs
	if d != Right {
		k.glyphs = slices.Clone(k.glyphs)
		turn(k.glyphs, d, k.X1, k.Y1)
		k.area = turnBox(k.Box, d, k.X1, k.Y1)
	}
	k.lines = lines(k.glyphs)
}

// padding estimates the space between a cell's side and its text from the
// narrowest in the table. Word's is 5.4 pt, LibreOffice's 2.8, Chromium's 0.75.
// Punctuation may hang over.
func padding(cells []*cell) float64 {
	const most = 6.0
	pad := most
	for _, k := range cells {
		for _, l := range k.lines {
			right := k.area.X1 - l.X1
			if last := l.glyphs[len(l.glyphs)-1]; strings.ContainsAny(last.Text, closers) {
				right += last.width()
			}
			pad = min(pad, max(0, l.X0-k.area.X0), max(0, right))
		}
	}

	return pad
}

// flow joins the lines of a text that may be as wide as room. A line was wrapped
// where the next one's first word would not have fitted on it: then they are one
// text, without any space that nobody typed. So the label that runs down a
// column of one character's width is a word again, and so is a number that was
// too long for its cell. Else the break is the author's.
func flow(ls []line, room float64) string {
	var b strings.Builder
	for i, l := range ls {
		if i > 0 {
			b.WriteString(joint(ls[i-1], l, room))
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// joint returns what stands between two lines: "", " " or "\n".
func joint(a, b line, room float64) string {
	const slack = 0.2 // of the size; padding is estimated low and advances are rounded
	left, _ := utf8.DecodeLastRuneInString(a.text)
	right, _ := utf8.DecodeRuneInString(b.text)
	free := room - a.width() - slack*b.size
	switch {
	case isWide(left) || isWide(right):
		if free < firstWord(b) {
			return ""
		}
	case unicode.IsDigit(left) && unicode.IsDigit(right):
		// Two numbers one below the other are never made one: the break must be
		// where the very next digit found no room.
		if room-a.width() < b.glyphs[0].width()*0.9 {
			return ""
		}
	case free < firstWord(b):
		return " "
	}
	return "\n"
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
	for i := 1; i < len(l.glyphs); i++ {
		prev, _ := utf8.DecodeLastRuneInString(l.glyphs[i-1].Text)
		c, _ := utf8.DecodeRuneInString(l.glyphs[i].Text)
		together := !isWide(prev) && !isWide(c) && !unicode.IsSpace(c) && !unicode.IsSpace(prev)
		if !together && !strings.ContainsRune(closers, c) && !strings.ContainsRune(openers, prev) {
			break
		}
		end = l.glyphs[i].X1
	}
	return end - l.X0
}
