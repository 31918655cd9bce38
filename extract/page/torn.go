package page

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
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
//   - a number longer than its cell is wide goes on, in a row that has no label of
//     its own or one that flows over as well, or
//   - no rule closes it on either page (Chromium draws one of the two between
//     whole rows), or
//   - nothing is left of it but empty cells, or
//   - a text flows over while other cells stay empty, on that page, or, where the
//     text had broken before, on this one, or
//   - what is full on that page only stands where this one shows struck out text:
//     the change that a tracked document prints behind it.
func (t *table) torn(l *lattice) bool {
	s := seam{open: t.openBottom && l.openTop, empty: true}
	for c := 0; c < l.cols(); {
		b := l.cell(0, c)
		a := t.over(b, l)
		if a == nil {
			return false
		}
		c = b.right
		if b.bottom == 1 && b.text != "" {
			s.empty = false
		}
		// A cell that spans rows above may go on whether or not this row does.
		if a.top == t.rows()-1 && !s.add(a, b) {
			return false
		}
	}
	switch {
	case s.heads > 1 || s.heads > 0 && s.first == 0:
		return false
	case s.first > 0 && s.struck > 0 && s.struck == s.cuts+s.rest:
		return true
	case s.cuts+s.heads > 0:
		return s.labelled || s.flows > 0
	case s.open:
		return s.flows+s.first+s.rest > 0
	}
	return s.first > 0 && (s.flows > 0 || s.empty) || s.first == 0 && s.rest > 0 && s.wrapped
}

// A seam counts what stands on both sides of a page's end, in the cells of one row
// or of two.
type seam struct {
	open        bool // no rule closes the row on either page
	first, rest int  // cells full on this page only, on that one only
	struck      int  // of rest, those struck out on this page, or of cuts
	flows       int  // labels that flow over
	cuts        int  // numbers begun on this one and ended on that one
	heads       int  // words that a number may belong to: 约 over 20, or a header
	wrapped     bool // one of those that flow had broken before
	labelled    bool // one of those full on this one says what the row is
	empty       bool // the rest of the row
}

// add counts a cell's two parts and reports whether they may be one.
func (s *seam) add(a, b *cell) bool {
	if a.text == "" && len(a.lines) > 0 && b.text != "" {
		s.struck++
	}
	switch {
	case a.isCut(b):
		if a.text == "" || strings.ContainsFunc(a.text, unicode.IsDigit) {
			s.cuts++
		} else {
			s.heads++
		}
	case b.text == "" && a.text != "":
		s.first++
		s.labelled = s.labelled || isLabel(a.text)
	case a.text == "" && b.text != "":
		s.rest++
	case a.text != "":
		s.flows++
		s.wrapped = s.wrapped || len(a.lines) > 1
		return a.flowsInto(b, s.open)
	}
	return true
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
	if len(k.lines) == 0 || len(b.lines) == 0 || !isLabel(b.text) || ordinal.MatchString(b.text) {
		return false
	}
	if first, _ := utf8.DecodeRuneInString(b.text); strings.ContainsRune(closers, first) && k.full() {
		return true
	}
	if !isLabel(k.text) && !ordinal.MatchString(strings.ReplaceAll(k.text, "\n", "")) || open && k.text == b.text {
		return false
	}
	return open || k.full() && joint(k.lines[len(k.lines)-1], b.lines, k.room) != "\n"
}

// isCut reports whether a text with a number in it goes on in the next page's part
// of its cell, because all of it is longer than the cell is wide.
func (k *cell) isCut(b *cell) bool {
	return len(k.lines) > 0 && len(b.lines) > 0 && !(isLabel(k.text) && isLabel(b.text)) &&
		k.full() && joint(k.lines[len(k.lines)-1], b.lines, k.room) == ""
}

// full reports whether a text fills its cell from top to bottom.
func (k *cell) full() bool {
	const edge = 1.51 // of the size; LibreOffice's lines come to 1.5
	top, last := k.lines[0], k.lines[len(k.lines)-1]
	return top.Y0-k.area.Y0 < edge*top.size && k.area.Y1-last.Y1 < edge*last.size
}

// leavesOpen reports whether the table leaves cells open at the page's end: then
// those that are closed there have ended.
func (t *table) leavesOpen() bool {
	last := t.rows() - 1
	for c := 0; c < t.cols(); c = t.cell(last, c).right {
		if t.cell(last, c).openBottom {
			return true
		}
	}
	return false
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
		return k.bottom-k.top > 1 || k.openBottom && b.openTop || k.left == 0 && b.bottom > 1 && isLabel(b.text)
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
		k.text += joint(k.lines[len(k.lines)-1], b.lines, k.room) + b.text
	}
	if len(b.lines) > 0 {
		k.lines = b.lines
	}
	k.area = b.area
}
