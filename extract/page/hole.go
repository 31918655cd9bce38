package page

import (
	"cmp"
	"slices"
)

// fillHoles closes what LibreOffice leaves open where it breaks a table between
// pages: in a cell that spans rows, it draws the rule below some rows too early,
// and the rest of the cell without any side of its own. That shows at the table's
// sides, which nothing else interrupts, and would else leave rows without their
// label, or give them that of the cell below.
func (f *frame) fillHoles(glyphs []Glyph) {
	for _, side := range []float64{f.X0, f.X1} {
		var along []span
		for _, p := range f.v {
			if abs(p.at-side) <= snap {
				along = append(along, p)
			}
		}
		if len(along)*(len(f.h)+2*len(f.v)+len(glyphs)) > maxMeetings {
			return
		}
		slices.SortFunc(along, func(a, b span) int { return cmp.Compare(a.from, b.from) })
		for i := 1; i < len(along); i++ {
			if hole, ok := f.hole(side, along[i-1].to, along[i].from); ok && !anyIn(glyphs, hole) {
				f.fillHole(hole)
			}
		}
	}
}

// hole returns the box of what lies open at a side between two heights, ok where
// it is a hole: closed above all along, not at all below, where the rule of the
// rows beside it ends, and with nothing drawn in it.
func (f *frame) hole(side, y0, y1 float64) (b Box, ok bool) {
	if y1-y0 <= 2*snap {
		return b, false
	}
	b = Box{side, y0, side, y1}
	if next, ok := f.nextTo(side, y0, y1); !ok {
		return b, false
	} else {
		b.X0, b.X1 = min(side, next), max(side, next)
	}
	beside := Box{b.X1, y0, b.X1 + 2*snap, y1}
	if side == f.X1 {
		beside = Box{b.X0 - 2*snap, y0, b.X0, y1}
	}
	if covered(f.h, y0, b.X0, b.X1) < b.width()-snap || covered(f.h, y1, beside.X0, beside.X1) < snap {
		return b, false
	}
	for _, p := range f.h {
		if p.at > y0+snap && p.at <= y1+snap && min(p.to, b.X1)-max(p.from, b.X0) > snap {
			return b, false
		}
	}
	// The cell above is as wide, or it has nothing to do with the hole.
	for _, p := range f.v {
		if p.at > b.X0+snap && p.at < b.X1-snap && p.from < y1-snap && p.to > y0-2*snap {
			return b, false
		}
	}
	return b, covered(f.v, b.X0+b.X1-side, y0-2*snap, y0) > snap
}

// nextTo returns the rule nearest to a side that runs between two heights.
func (f *frame) nextTo(side, y0, y1 float64) (next float64, ok bool) {
	for _, p := range f.v {
		if abs(p.at-side) > snap && min(p.to, y1)-max(p.from, y0) > y1-y0-snap && (!ok || abs(p.at-side) < abs(next-side)) {
			next, ok = p.at, true
		}
	}
	return next, ok
}

// fillHole moves the rule from above a hole below it, and draws its side.
func (f *frame) fillHole(b Box) {
	var h []span
	for _, p := range f.h {
		if abs(p.at-b.Y0) > snap || p.to <= b.X0+snap || p.from >= b.X1-snap {
			h = append(h, p)
			continue
		}
		for _, q := range []span{{p.at, p.from, b.X0}, {p.at, b.X1, p.to}} {
			if q.to-q.from > snap {
				h = append(h, q)
			}
		}
	}
	f.h = append(h, span{b.Y1, b.X0, b.X1})
	for _, x := range []float64{f.X0, f.X1} {
		if x == b.X0 || x == b.X1 {
			f.v = append(f.v, span{x, b.Y0, b.Y1})
		}
	}
	byPlace := func(a, c span) int { return cmp.Compare(a.at, c.at) }
	slices.SortStableFunc(f.h, byPlace)
	slices.SortStableFunc(f.v, byPlace)
}

// anyIn reports whether a character stands in a box.
func anyIn(glyphs []Glyph, b Box) bool {
	return slices.ContainsFunc(glyphs, func(g Glyph) bool {
		return g.midX() > b.X0 && g.midX() < b.X1 && g.midY() > b.Y0 && g.midY() < b.Y1
	})
}
