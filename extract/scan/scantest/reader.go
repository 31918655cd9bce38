package scantest

import (
	"context"
	"image"
	"math"

	"gongkai/extract/scan"
)

// A Reader recognises what a [Page] prints, of the characters that it knows.
type Reader struct {
	shapes map[rune]glyph
	// Misread changes what is read, where it is set.
	Misread func(how scan.Manner, text string) string
}

// NewReader returns a reader that knows figures and the characters of texts.
func NewReader(texts ...string) *Reader {
	r := &Reader{shapes: map[rune]glyph{}}
	for c := range figures {
		r.shapes[c] = glyphOf(c)
	}
	for _, t := range texts {
		for _, c := range t {
			r.shapes[c] = glyphOf(c)
		}
	}
	return r
}

// Recognise reads pictures of one line each.
func (r *Reader) Recognise(ctx context.Context, how scan.Manner, pictures []*image.Gray) ([][]scan.Word, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	out := make([][]scan.Word, len(pictures))
	for i, p := range pictures {
		text := r.line(p, how)
		if r.Misread != nil {
			text = r.Misread(how, text)
		}
		if text != "" {
			out[i] = []scan.Word{{Text: text, Confidence: 0.95}}
		}
	}
	return out, nil
}

// line reads the characters of a line: pieces of ink more than a dot apart.
func (r *Reader) line(p *image.Gray, how scan.Manner) string {
	ink := func(x, y int) bool { return p.Pix[y*p.Stride+x] < 140 }
	w, h := p.Rect.Dx(), p.Rect.Dy()
	top, low := h, -1
	column := make([]bool, w)
	for y := range h {
		for x := range w {
			if ink(x, y) {
				top, low, column[x] = min(top, y), max(low, y), true
			}
		}
	}
	if low < top {
		return ""
	}
	dot := float64(low+1-top) / 7
	var text []rune
	for x := 0; x < w; {
		if !column[x] {
			x++
			continue
		}
		end, gap := x, 0
		for k := x; k < w && float64(gap) < 1.2*dot; k++ {
			if column[k] {
				end, gap = k+1, 0
			} else {
				gap++
			}
		}
		if c := r.match(ink, x, end, top, dot); how == scan.Line || how == scan.Block || c >= '/' && c <= '9' {
			text = append(text, c)
		}
		x = end
	}
	return string(text)
}

// match returns the character that is most alike: in its dots, and in its width.
func (r *Reader) match(ink func(x, y int) bool, from, to, top int, dot float64) rune {
	wide := float64(to-from) / dot
	best, at := -1.0, '?'
	for c, g := range r.shapes {
		across := float64(to-from) / float64(g.wide)
		same := 0
		for y := range 7 {
			for x := range g.wide {
				cx, cy, n := from+int((float64(x)+0.5)*across), top+int((float64(y)+0.5)*dot), 0
				for _, d := range [5][2]int{{0, 0}, {1, 0}, {-1, 0}, {0, 1}, {0, -1}} {
					if ink(cx+d[0], cy+d[1]) {
						n++
					}
				}
				if (n > 2) == (g.rows[y]>>x&1 != 0) {
					same++
				}
			}
		}
		if s := float64(same)/float64(7*g.wide) - 0.05*math.Abs(wide-float64(g.wide)); s > best || s == best && c < at {
			best, at = s, c
		}
	}
	return at
}
