package ofd

import (
	"math"
	"strings"
	"unicode/utf8"

	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// A writing is what the texts of a text object have in common.
type writing struct {
	matrix
	size   float64  // in the object's units
	square float64  // how wide an ideograph is, in the same
	em     float64  // size, in points
	read   int      // where the next character stands, in quarter turns
	dir    page.Dir // how each of them is turned
	hidden bool
}

// text places the characters of a text object. Each TextCode begins where it says,
// or else where the one before did; each character stands a step from the last.
func (d *drawer) text(n *node, m matrix) error {
	size := n.number("Size", 0)
	opacity := ink(n)
	w := &writing{
		matrix: m,
		size:   size,
		square: size * n.number("HScale", 1),
		em:     size * math.Hypot(m[2], m[3]),
		read:   quarters(n, "ReadDirection"),
		// Characters may be turned against the line that they stand on.
		dir:    (page.Direction(m[0], m[1]) + page.Dir(quarters(n, "CharDirection"))) % 4,
		hidden: opacity == 0 || !n.flag("Fill", true) && !n.flag("Stroke", false),
	}
	switch {
	case !(w.em > 0):
		d.unsized++
		return nil
	case opacity > 0 && opacity < pale, page.Slanted(m[0], m[1]):
		return nil // a watermark
	}
	transforms := transforms(n)
	x, y, before := 0.0, 0.0, 0
	for _, k := range n.kids {
		if k.name != "TextCode" {
			continue
		}
		x, y = k.number("X", x), k.number("Y", y)
		text := unbroken.Replace(k.text)
		count := utf8.RuneCountInString(text)
		if n := len(d.page.Glyphs) + count; n > page.MaxGlyphs {
			return limit.Exceeded("characters", n, page.MaxGlyphs)
		}
		dx, dy := steps(k.attr("DeltaX"), maxGlyphs*count), steps(k.attr("DeltaY"), maxGlyphs*count)
		d.write(w, x, y, signs(text, before, transforms, max(len(dx), len(dy))), dx, dy)
		before += count
	}
	return nil
}

// unbroken takes out line breaks, which stand in no one's steps.
var unbroken = strings.NewReplacer("\r", "", "\n", "")

func quarters(n *node, attr string) int { return (int(n.number(attr, 0))/90%4 + 4) % 4 }

// write places signs from a point on. Where no steps are given, each stands behind
// the last one.
func (d *drawer) write(w *writing, x, y float64, signs []sign, dx, dy []float64) {
	digit := digitWidth(signs, dx, w.square)
	step := 0
	for _, s := range signs {
		width := 0.0
		for _, c := range s.text {
			switch {
			case c >= '0' && c <= '9':
				width += digit
			case c < 0x2000:
				width += w.square / 2
			default:
				width += w.square
			}
		}
		if room := ahead(dx, step, s.steps); room > 0 {
			width = min(width, room)
		}
		d.glyph(w, s.text, x, y, width)
		for range s.steps {
			switch {
			case len(dx) > 0 || len(dy) > 0:
				x, y = x+nth(dx, step), y+nth(dy, step)
			case w.read == 1:
				y += w.size
			case w.read == 2:
				x -= width
			case w.read == 3:
				y -= w.size
			default:
				x += width
			}
			step++
		}
	}
}

func (d *drawer) glyph(w *writing, s string, x, y, width float64) {
	if s != " " && s != "\u3000" {
		d.Glyphs++
		if w.hidden {
			d.Hidden++
		}
		if !page.Known(s) {
			d.Unknown++
			d.Font, s = "in it", page.Unknown
		}
	}
	x, y = w.apply(x, y)
	width *= math.Hypot(w.matrix[0], w.matrix[1])
	d.page.Glyphs = append(d.page.Glyphs, page.Glyph{Text: s, Size: w.em, Dir: w.dir, Box: page.Place(x, y, width, w.em, w.dir)})
}

// pale is how opaque text must be, of 255, to be read: watermarks are laid over
// tables half transparent.
const pale = 128

// ink returns how opaque an object is: 255 is wholly so, 0 invisible. Some writers
// count to 1 instead.
func ink(n *node) float64 {
	a := min(n.number("Alpha", 255), n.first("FillColor").number("Alpha", 255))
	if a <= 1 {
		a *= 255
	}
	return a
}
