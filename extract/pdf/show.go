package pdf

import (
	"math"
	"strings"

	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// show draws the strings among operands; numbers move on by thousandths.
func (i *interpreter) show(operands []operand) error {
	s := &i.state
	if s.font == nil {
		for _, o := range operands {
			i.Glyphs += len(o.str)
			i.Unknown += len(o.str)
		}
		i.Font = "without a name"
		return nil
	}
	for _, o := range operands {
		switch o.kind {
		case number:
			i.advance(-o.num / 1000 * s.size)
		case text:
			for b := o.str; len(b) > 0; {
				c := s.font.next(b)
				b = b[c.size:]
				i.glyph(c)
			}
		}
	}
	if len(i.page.Glyphs) > page.MaxGlyphs || i.Glyphs > page.MaxGlyphs {
		return limit.Exceeded("characters", max(len(i.page.Glyphs), i.Glyphs), page.MaxGlyphs)
	}
	return nil
}

// advance moves along the line, by text units.
func (i *interpreter) advance(by float64) {
	if i.state.font.vertical {
		i.at = matrix{1, 0, 0, 1, 0, by}.times(i.at)
		return
	}
	i.at = matrix{1, 0, 0, 1, by * i.state.scale, 0}.times(i.at)
}

// glyph places a character and moves on. Text drawn invisibly is kept: it is what
// a recogniser read in the picture above it, or what a form's field says.
func (i *interpreter) glyph(c char) {
	const invisible, clipping = 3, 7
	s := &i.state
	m := (matrix{s.size * s.scale, 0, 0, s.size, 0, s.rise}).times(i.at).times(s.ctm)
	extra := s.char
	if c.size == 1 && c.code == ' ' {
		extra += s.word
	}
	if blank := strings.TrimSpace(c.text) == "" && c.text != ""; !blank {
		i.Glyphs++
		if s.mode == invisible || s.mode == clipping {
			i.Hidden++
		}
		if c.missing || !page.Known(c.text) {
			i.Unknown++
			i.Font = s.font.name
			c.text = page.Unknown
		}
	}
	em := math.Hypot(m[2], m[3]) * s.font.em
	if s.font.vertical {
		if m.sane() {
			i.page.Glyphs = append(i.page.Glyphs, vertical(c, m, em))
		}
		i.advance(-s.size + extra)
		return
	}
	if x, y := m[4], m[5]; m.sane() && em > 0 && !page.Slanted(m[0], m[1]) { // a slanted text is a watermark
		d := page.Direction(m[0], m[1])
		i.page.Glyphs = append(i.page.Glyphs, page.Glyph{
			Text: c.text, Size: em, Dir: d,
			Box: page.Place(x, y, c.width*math.Hypot(m[0], m[1]), em, d),
		})
	}
	i.advance(c.width*s.size + extra)
}

// vertical places a glyph of vertical writing: its square hangs from the origin.
func vertical(c char, m matrix, em float64) page.Glyph {
	x, y := m.apply(0, -0.5)
	return page.Glyph{
		Text: c.text, Size: em, Dir: page.Direction(-m[2], -m[3]),
		Box: page.Box{X0: x - em/2, Y0: y - em/2, X1: x + em/2, Y1: y + em/2},
	}
}
