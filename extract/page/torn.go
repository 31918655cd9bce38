package page

import (
	"regexp"
	"strings"
)

// ordinal matches what a new entry begins with, and the rest of a torn one never
// does: "1.", "2、", "（三）", "四、".
var ordinal = regexp.MustCompile(`^(?:[0-9]{1,2}[.．、]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[一二三四五六七八九十]{1,3}、)`)

// over returns the cell in the last row that has the columns of one in l's first,
// or nil.
func (t *table) over(k *cell, l *lattice) *cell {
	if k.top != 0 || len(t.xs) != len(l.xs) {
		return nil
	}
	if a := t.cell(t.rows()-1, k.left); a.left == k.left && a.right == k.right {
		return a
	}
	return nil
}

// torn reports whether the page's end went through a row: the last row here and
// the first one there have the same columns, no cell is full on both sides but
// for a text that flows over, and
//
//   - no rule closes it on either page (Chromium draws one of the two between
//     whole rows), or
//   - nothing is left of it but empty cells, or
//   - a text flows over while other cells stay empty, on that page, or, where the
//     text had broken before, on this one.
func (t *table) torn(l *lattice) bool {
	open := t.openBottom && l.openTop
	flows, first, rest := 0, 0, 0 // cells full on both sides, on this one, on that one
	wrapped := false              // one of those that flow had broken before
	empty := true                 // the rest of the row
	for c := 0; c < l.cols(); {
		b := l.cell(0, c)
		a := t.over(b, l)
		if a == nil {
			return false
		}
		c = b.right
		if b.bottom == 1 && b.text != "" {
			empty = false
		}
		switch {
		case a.top < t.rows()-1:
			continue // spans rows above; may go on whether or not this row does
		case b.text == "" && a.text != "":
			first++
		case a.text == "" && b.text != "":
			rest++
		case a.text != "" && !a.flowsInto(b, open):
			return false
		case a.text != "":
			flows++
			wrapped = wrapped || len(a.lines) > 1
		}
	}
	if open {
		return flows+first+rest > 0
	}
	return first > 0 && (flows > 0 || empty) || first == 0 && rest > 0 && wrapped
}

// conflicts reports whether numbers stand in the same column on both sides: two
// rows, whatever rules were left undrawn between them.
func (t *table) conflicts(l *lattice) bool {
	for c := 0; c < l.cols(); c = l.cell(0, c).right {
		b := l.cell(0, c)
		if a := t.over(b, l); a != nil && a.text != "" && b.text != "" && !isLabel(a.text) && !isLabel(b.text) {
			return true
		}
	}
	return false
}

// flowsInto reports whether a text reads on in the next page's part of its cell:
// it fills its own from top to bottom, its last line is full, and the other part
// doesn't begin with an ordinal. That need not begin at the top: LibreOffice
// centres each part by itself. Numbers never
// flow: a label may well stand above one. Where no rule is drawn on either page, the
// cell is one anyway.
func (k *cell) flowsInto(b *cell, open bool) bool {
	if len(k.lines) == 0 || len(b.lines) == 0 || ordinal.MatchString(b.text) ||
		!isLabel(k.text) || !isLabel(b.text) || open && k.text == b.text {
		return false
	}
	if open {
		return true
	}
	const edge = 1.5 // of the size
	top, last := k.lines[0], k.lines[len(k.lines)-1]
	return top.Y0-k.area.Y0 < edge*top.size && k.area.Y1-last.Y1 < edge*last.size &&
		joint(last, b.lines[0], k.room) != "\n"
}

// goesOnIn reports whether a cell that spans rows spans on over the page's end:
// no rule closes it (Chromium draws none there), or it plainly spans rows already.
// Word and WPS print its text in one of the parts or let it flow over; the other
// part is empty.
func (k *cell) goesOnIn(b *cell, l *lattice) bool {
	several := k.bottom-k.top > 1 || b.bottom-b.top > 1 || k.openBottom && b.openTop
	switch {
	case b.text == "" && k.text != "":
		return several || k.left == 0 && isLabel(k.text) && l.saysRightOf(b)
	case b.text == "":
		return several
	case k.text == "":
		return k.bottom-k.top > 1 || k.openBottom && b.openTop
	}
	return several && (k.text == b.text && isLabel(k.text) || k.flowsInto(b, k.openBottom && b.openTop))
}

// isLabel reports whether a text has letters.
func isLabel(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return isWide(c) && c > 0x3000 })
}

// saysRightOf reports whether a cell's first row has text further right.
func (l *lattice) saysRightOf(k *cell) bool {
	for c := k.right; c < l.cols(); c++ {
		if l.cell(k.top, c).text != "" {
			return true
		}
	}
	return false
}

// take adds the text of the next page's part.
func (k *cell) take(b *cell) {
	switch {
	case b.text == "" || b.text == k.text:
	case k.text == "":
		k.text = b.text
	default:
		k.text += joint(k.lines[len(k.lines)-1], b.lines[0], k.room) + b.text
	}
	if len(b.lines) > 0 {
		k.lines = b.lines
	}
	k.area = b.area
}
