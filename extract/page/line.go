package page

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A line is a row of glyphs on one baseline.
type line struct {
	Box
	glyphs []Glyph // from left to right
	size   float64 // of most of it
	text   string
}

// lines groups glyphs written to the right into lines, top to bottom. A glyph
// belongs to a line that it shares half its height with, so that marks set higher
// (①) stay on the line that they mark.
func lines(glyphs []Glyph, room *scratch) []line {
	if len(glyphs) == 0 {
		return nil
	}
	order := room.copied(glyphs)
	sortGlyphs(order, func(g *Glyph) float64 { return g.midY() })
	var out []line
	from := 0
	band := order[0].Box // of the line's tallest glyph: small ones at its edges don't widen it
	for i := 1; i < len(order); i++ {
		g := &order[i]
		overlap := min(band.Y1, g.Y1) - max(band.Y0, g.Y0)
		if overlap >= min(g.height(), band.height())/2 {
			if g.height() > band.height() {
				band = g.Box
			}
			continue
		}
		out = appendLine(out, order[from:i:i])
		from, band = i, g.Box
	}
	return appendLine(out, order[from:])
}

// appendLine makes a line of glyphs, unless they are only blanks.
func appendLine(out []line, glyphs []Glyph) []line {
	sortGlyphs(glyphs, func(g *Glyph) float64 { return g.X0 })
	glyphs = unweave(printedTwice(glyphs))
	for len(glyphs) > 0 && isBlank(glyphs[0].Text) {
		glyphs = glyphs[1:]
	}
	for len(glyphs) > 0 && isBlank(glyphs[len(glyphs)-1].Text) {
		glyphs = glyphs[:len(glyphs)-1]
	}
	if len(glyphs) == 0 {
		return out
	}
	l := line{Box: glyphs[0].Box, glyphs: glyphs}
	for i := range glyphs {
		l.Box = l.union(glyphs[i].Box)
		l.size = max(l.size, glyphs[i].Size)
	}
	l.text = spell(glyphs)
	return append(out, l)
}

// sortGlyphs sorts glyphs by a place; those at the same one stay in their order.
// Most are drawn in order.
func sortGlyphs(glyphs []Glyph, at func(*Glyph) float64) {
	for i := 1; i < len(glyphs); i++ {
		if cmp.Less(at(&glyphs[i]), at(&glyphs[i-1])) {
			slices.SortStableFunc(glyphs, func(a, b Glyph) int { return cmp.Compare(at(&a), at(&b)) })
			return
		}
	}
}

// unweave takes texts apart that were drawn over one another, glyphs sorted from
// left to right: a label too long for its cell runs into the number beside it, and
// the digits of one must not stand between those of the other. Each stays whole.
func unweave(glyphs []Glyph) []Glyph {
	woven := false
	for i := 1; i < len(glyphs) && !woven; i++ {
		woven = drawnOver(&glyphs[i-1], &glyphs[i])
	}
	if !woven {
		return glyphs
	}
	slices.SortStableFunc(glyphs, func(a, b Glyph) int { return cmp.Compare(a.order, b.order) })
	var runs [][]Glyph
	from := 0
	for i := 1; i <= len(glyphs); i++ {
		if i < len(glyphs) && glyphs[i].order == glyphs[i-1].order+1 && glyphs[i].X0 >= glyphs[i-1].X0 && glyphs[i].X0-glyphs[i-1].X1 < glyphs[i].Size {
			continue
		}
		runs = append(runs, glyphs[from:i])
		from = i
	}
	slices.SortStableFunc(runs, func(a, b []Glyph) int { return cmp.Compare(a[0].X0, b[0].X0) })
	return slices.Concat(runs...)
}

// drawnOver reports whether a glyph begins on one that it doesn't continue.
// Glyphs of one text that was drawn in pieces may touch; those drawn one after the
// other overlap more where an office squeezed them into a cell.
func drawnOver(a, b *Glyph) bool {
	over := 0.2 // of the size
	if b.order == a.order+1 {
		over = 0.6
	}
	return a.X1-b.X0 > over*b.Size
}

// printedTwice drops the copies by which a bold face or a shadow is imitated.
func printedTwice(glyphs []Glyph) []Glyph {
	const shift = 0.2 // of the size
	out := glyphs[:0]
	for k := range glyphs {
		g, twice := &glyphs[k], false
		for i := len(out) - 1; i >= 0 && i >= len(out)-3; i-- {
			o := &out[i]
			if o.Text == g.Text && g.X0-o.X0 < shift*g.Size && abs(g.Y0-o.Y0) < shift*g.Size && o.X1 > g.X0 {
				twice = true
			}
		}
		if !twice {
			out = append(out, *g)
		}
	}
	return out
}

// spell writes glyphs as text. Where a space was meant, some programs draw none
// and move on: a gap is one where it is wider than what stands between such
// characters anyway. Word puts a quarter of the size between 年 and 2024.
func spell(glyphs []Glyph) string {
	if len(glyphs) == 1 && !glyphs[0].struck {
		return strings.TrimSpace(glyphs[0].Text)
	}
	length := 0
	for i := range glyphs {
		length += len(glyphs[i].Text) + 1
	}
	var b strings.Builder
	b.Grow(length)
	for i := range glyphs {
		g := &glyphs[i]
		if i > 0 && !isBlank(g.Text) && !isBlank(glyphs[i-1].Text) {
			prev := &glyphs[i-1]
			left, _ := utf8.DecodeLastRuneInString(prev.Text)
			right, _ := utf8.DecodeRuneInString(g.Text)
			if g.X0-prev.X1 > gap(left, right)*max(prev.Size, g.Size) || drawnOver(prev, g) {
				b.WriteByte(' ')
			}
		}
		if !g.struck {
			b.WriteString(g.Text)
		}
	}
	return strings.TrimSpace(b.String())
}

// gap returns the widest gap between two characters that is no space, as a part
// of the font size.
func gap(left, right rune) float64 {
	switch wide := isWide(left); {
	case wide && isWide(right):
		return 0.45
	case wide || isWide(right):
		return 0.33
	}
	return 0.2
}

// isWide reports whether a character fills a square: ideographs and the
// punctuation that goes with them.
func isWide(c rune) bool {
	return c >= 0x2E80 && c <= 0xD7FF || c >= 0xF900 && c <= 0xFAFF || c >= 0xFE30 && c <= 0xFE4F ||
		c >= 0xFF00 && c <= 0xFF60 || c >= 0x20000 && c <= 0x3FFFF ||
		c >= 0x2460 && c <= 0x24FF || strings.ContainsRune("“”‘’…—·", c)
}

// isBlank reports whether a text is nothing but spaces. Of ASCII all are up to ' ',
// and beyond U+4000 there are none.
func isBlank(s string) bool {
	if s != "" && (s[0] > ' ' && s[0] < utf8.RuneSelf || s[0] >= 0xE4) {
		return false
	}
	return strings.TrimFunc(s, unicode.IsSpace) == ""
}

func abs(x float64) float64 { return max(x, -x) }
