package page

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mostLines is the lines of a cell that are taken for one text.
const mostLines = 60

// A placed is a glyph of a line.
type placed struct {
	Glyph
	spot
}

// A patch is the text of a cell that has no rules around it.
type patch struct {
	Box
	page     int
	lines    []line
	spots    []spot
	text     string
	isNumber bool // or what stands for one
	goesOn   bool // text that the page's end tore stands in it
	lo, hi   int  // columns
	below    int  // the row behind its last
}

// aNumber matches what stands in a cell for a number, but not the label "3.其他".
var aNumber = regexp.MustCompile(`^(?:增加?|减少?)?[-+±—–－/\\0-9０-９.,，．\s%％]+(?:[件条个项份次宗人]|[万亿]?元)?$|^[无零〇]$`)

// restOfNumber matches what a wrap leaves of one, or of its unit.
var restOfNumber = regexp.MustCompile(`^[0-9０-９.,，\s%％]*(?:[件条个项份次宗人万亿元])*$`)

// glued matches a label that may have run into the number beside it.
var glued = regexp.MustCompile(`[\p{Han}）)]\s*[-+]?[0-9０-９][0-9０-９.,]*$`)

// entry matches what a new label begins with, however it is numbered.
var entry = regexp.MustCompile(`^(?:[0-9０-９]{1,2}[.．、]\D|[（(][一二三四五六七八九十0-9０-９]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳⑴-⒇])`)

// patches groups glyphs by the order in which they were drawn: a cell's lines
// follow one another, each below the one before and aligned with it.
func patches(glyphs []placed) (out []*patch) {
	for i := 0; i < len(glyphs); {
		j := i + 1
		for j < len(glyphs) && glyphs[j-1].continuedBy(&glyphs[j]) {
			j++
		}
		text := make([]Glyph, 0, j-i)
		var spots []spot
		for _, g := range glyphs[i:j] {
			text = append(text, g.Glyph)
			if !slices.Contains(spots, g.spot) {
				spots = append(spots, g.spot)
			}
		}
		page := glyphs[i].spot.page
		i = j
		l := appendLine(nil, text)
		if l == nil {
			continue
		}
		if len(out) > 0 && out[len(out)-1].goesOnIn(l[0], page) {
			p := out[len(out)-1]
			p.lines, p.spots = append(p.lines, l[0]), append(p.spots, spots...)
			p.read()
			continue
		}
		p := &patch{page: page, lines: l, spots: spots}
		p.read()
		out = append(out, p)
	}
	return out
}

// continuedBy reports whether a glyph stands behind another without a space, unless
// one was drawn. What stands further off is of another cell.
func (g *placed) continuedBy(next *placed) bool {
	overlap := min(g.Y1, next.Y1) - max(g.Y0, next.Y0)
	if g.spot.page != next.spot.page || overlap < min(g.height(), next.height())/2 || next.X0 < g.X0 {
		return false
	}
	left, _ := utf8.DecodeLastRuneInString(g.Text)
	right, _ := utf8.DecodeRuneInString(next.Text)
	return next.X0-g.X1 <= gap(left, right)*max(g.Size, next.Size)
}

// goesOnIn reports whether a line is the next of the same cell.
func (p *patch) goesOnIn(l line, page int) bool {
	const leading, same = 0.8, 0.6 // of the size
	last := p.lines[len(p.lines)-1]
	if page != p.page || len(p.lines) > mostLines || l.Y0 < last.midY() || l.Y0-last.Y1 > leading*l.size || entry.MatchString(l.text) {
		return false
	}
	if p.isNumber {
		return restOfNumber.MatchString(l.text) && l.X0 < last.X1 && l.X1 > last.X0
	}
	return (abs(l.X0-last.X0) < same*l.size || abs(l.X1-last.X1) < same*l.size || abs(l.midX()-last.midX()) < same*l.size)
}

// isUneven reports whether the digits of a number stand further apart at one place
// than at others: two numbers may have met there.
func (p *patch) isUneven() bool {
	const even = 0.08 // of the size
	if !p.isNumber {
		return false
	}
	for _, l := range p.lines {
		least, most := math.Inf(1), math.Inf(-1)
		for i := 1; i < len(l.glyphs); i++ {
			if narrow(l.glyphs[i-1].Text) && narrow(l.glyphs[i].Text) {
				free := l.glyphs[i].X0 - l.glyphs[i-1].X1
				least, most = min(least, free), max(most, free)
			}
		}
		if most > max(least, 0)+even*l.size {
			return true
		}
	}
	return false
}

// read makes the text of the lines. Whether a number was wrapped can't be seen
// where no rule tells how wide its cell is: its parts stay apart.
func (p *patch) read() {
	var b strings.Builder
	p.Box = p.lines[0].Box
	for i, l := range p.lines {
		p.Box = p.union(l.Box)
		if i > 0 {
			left, _ := utf8.DecodeLastRuneInString(p.lines[i-1].text)
			right, _ := utf8.DecodeRuneInString(l.text)
			if !isWide(left) && !isWide(right) || unicode.IsDigit(left) && unicode.IsDigit(right) || p.isNumber {
				b.WriteByte('\n')
			}
		} else {
			p.isNumber = aNumber.MatchString(l.text)
		}
		b.WriteString(l.text)
	}
	p.text = b.String()
}

// rowsOf makes rows of cells in the order in which they were drawn: one that
// doesn't stand to the right of the one before, where that ends, begins the next
// row, and so does one below a number.
func rowsOf(all []*patch) (rows [][]*patch) {
	for i, p := range all {
		begins := i == 0
		if !begins {
			before := all[i-1]
			alone := len(rows[len(rows)-1]) == 1 && p.Y0-before.Y1 > 0.3*p.lines[0].size
			begins = alone || p.page != before.page || p.X0 < before.lines[len(before.lines)-1].X1 || before.isNumber && p.Y0 >= before.Y1
		}
		if begins {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], p)
	}
	return splitTitles(rows)
}

// splitTitles takes what was drawn before a cell, just above it, off that cell: a
// title, or a label whose own row is blank.
func splitTitles(rows [][]*patch) (out [][]*patch) {
	for _, row := range rows {
		for i := 0; i+1 < len(row); i++ {
			p := row[i]
			n := p.linesOver(row[i+1])
			if n == 0 && i == 0 {
				n = p.linesAbove(row[1:])
			}
			if n == 0 || len(p.spots) != len(p.lines) {
				continue
			}
			upper := &patch{page: p.page, lines: p.lines[:n:n], spots: p.spots[:n:n]}
			lower := &patch{page: p.page, lines: p.lines[n:], spots: p.spots[n:]}
			upper.read()
			lower.read()
			out = append(out, append(slices.Clip(row[:i]), upper))
			row, i = append([]*patch{lower}, row[i+1:]...), -1
		}
		out = append(out, row)
	}
	return out
}

// linesOver returns how many of a cell's lines stand above its row because one of
// them reaches over the next cell.
func (p *patch) linesOver(next *patch) int {
	for n := len(p.lines) - 1; n > 0; n-- {
		if p.lines[n-1].X1 > next.X0 {
			return n
		}
	}
	return 0
}

// linesAbove returns how many of a cell's lines stand above its row: it begins
// above the others, is not in their middle, and another line of it stands where
// they begin.
func (p *patch) linesAbove(others []*patch) int {
	same := 0.4 * p.lines[0].size
	level, several := true, false
	for _, o := range others {
		level = level && abs(o.Y0-others[0].Y0) < same
		several = several || len(o.lines) > 1
	}
	for _, o := range others {
		if abs(p.Y0-o.Y0) < same || abs(p.midY()-o.midY()) < same && !(level && several) {
			return 0
		}
	}
	for n := 1; n < len(p.lines); n++ {
		for _, o := range others {
			if abs(p.lines[n].Y0-o.Y0) < same {
				return n
			}
		}
	}
	return 0
}
