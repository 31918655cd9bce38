package page

import (
	"math"
	"strings"
	"unicode/utf8"
)

// read makes a cell's text of its glyphs: lines that a wrap broke are one, others
// stand below one another.
func (k *cell) read(pad margin) {
	k.room = room{k.area.width() - 2*pad.width, k.area.width() - 2*pad.width}
	if k == pad.only {
		k.room.number = k.area.width()
	}
	if k.stacked() {
		k.room = room{}
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
func (k *cell) turnAndLine(room *scratch) {
	d := commonDir(k.glyphs)
	if d == Right && drawnDownwards(k.glyphs) {
		d = Down
		k.glyphs = room.copied(k.glyphs)
		for i := range k.glyphs {
			k.glyphs[i].Dir = d
		}
	}
	k.area, k.drawn = k.Box, k.glyphs
	if d != Right {
		k.glyphs = room.copied(k.glyphs)
		turn(k.glyphs, d, k.X1, k.Y1)
		k.area = turnBox(k.Box, d, k.X1, k.Y1)
	}
	k.lines = lines(k.glyphs, room)
}

// A margin is the space between a cell's sides and its text.
type margin struct {
	width float64
	only  *cell // the one that shows it, where no other does
}

// padding estimates the margin from the narrowest in the table. Word's is 5.4 pt,
// LibreOffice's 2.8, Chromium's 0.75. Punctuation may hang over; a text that
// leaves its cell says nothing.
func padding(cells []*cell) margin {
	const most, alike = 6.0, 1.0
	pad := margin{width: most}
	next := most // the narrowest of the other cells
	for _, k := range cells {
		m := k.margin()
		switch {
		case m < pad.width:
			pad, next = margin{m, k}, pad.width
		case m < next:
			next = m
		}
	}
	if next-pad.width <= alike {
		pad.only = nil
	}
	return pad
}

// margin returns the narrowest space beside a cell's lines.
func (k *cell) margin() float64 {
	m := math.Inf(1)
	for _, l := range k.lines {
		left, right := l.X0-k.area.X0, k.area.X1-l.X1
		if last := l.glyphs[len(l.glyphs)-1]; strings.ContainsAny(last.Text, closers) {
			right += last.width()
		}
		if left >= 0 {
			m = min(m, left)
		}
		if right >= 0 {
			m = min(m, right)
		}
	}
	return m
}
