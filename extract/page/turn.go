package page

import "math"

// commonDir returns the direction of most glyphs.
func commonDir(glyphs []Glyph) Dir {
	var n [4]int
	best := Right
	for i := range glyphs {
		d := glyphs[i].Dir
		n[d]++
		if n[d] > n[best] {
			best = d
		}
	}
	return best
}

// upright turns a page whose text is mostly turned: a wide table on a page that
// was never marked as rotated.
func (p *Page) upright() {
	d := commonDir(p.Glyphs)
	if d == Right {
		return
	}
	// Vertical writing on an upright page is turned as well: its columns become
	// lines, and the columns of a table its rows. A table in which only the head is
	// vertical has more glyphs that aren't.
	turn(p.Glyphs, d, p.Width, p.Height)
	for i, r := range p.Rules {
		x0, y0 := turnPoint(r.X0, r.Y0, d, p.Width, p.Height)
		x1, y1 := turnPoint(r.X1, r.Y1, d, p.Width, p.Height)
		p.Rules[i] = Rule{x0, y0, x1, y1}
	}
	for i, b := range p.Shapes {
		p.Shapes[i] = turnBox(b, d, p.Width, p.Height)
	}
	if d != Left {
		p.Width, p.Height = p.Height, p.Width
	}
}

// turn lays glyphs of a direction flat, in an area that reaches to (w, h).
func turn(glyphs []Glyph, d Dir, w, h float64) {
	for i := range glyphs {
		g := &glyphs[i]
		g.Box = turnBox(g.Box, d, w, h)
		g.Dir = (g.Dir + 4 - d) % 4
	}
}

func turnBox(b Box, d Dir, w, h float64) Box {
	x0, y0 := turnPoint(b.X0, b.Y0, d, w, h)
	x1, y1 := turnPoint(b.X1, b.Y1, d, w, h)
	return Box{min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)}
}

// turnPoint moves a point as the turn does that makes d point to the right.
func turnPoint(x, y float64, d Dir, w, h float64) (float64, float64) {
	switch d {
	case Down:
		return y, w - x
	case Left:
		return w - x, h - y
	case Up:
		return h - y, x
	}
	return x, y
}

// drawnDownwards reports whether upright glyphs were drawn one below the other in
// several columns, as WPS draws vertical text: only the order tells them from
// lines, because a column may be as close to the next as a line to its next. One
// column alone reads the same either way.
func drawnDownwards(glyphs []Glyph) bool {
	down, across, columns := 0, 0, 0
	for i := 1; i < len(glyphs); i++ {
		a, b := glyphs[i-1], glyphs[i]
		dx, dy := b.midX()-a.midX(), b.Y0-a.Y0
		switch {
		case math.Abs(dx) < 0.3*a.Size && dy > 0.5*a.Size:
			down++
		case dy < -0.5*a.Size && dx < -0.5*a.Size:
			columns++
		default:
			across++
		}
	}
	return columns > 0 && down > 2 && across*4 <= down
}
