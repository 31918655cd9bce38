package page

import "slices"

// closeGaps gives the cells that go on from the page before the empty ones below
// them. Chromium takes the height that was left under the last row on that page
// off a cell that spans rows, and ends it so much too early; two such cells leave
// one gap below them.
func (t *table) closeGaps(l *lattice, left float64) {
	ends := map[*cell]float64{} // where they should have
	for _, k := range l.cells {
		if above := t.over(k, l); above != nil && k.goesOnFromAbove() {
			above.unused += left
			ends[k] = k.Y1 + above.unused
		}
	}
	l.closeGapsOf(l.endsEarly)
	// An early end may be that of a row by chance.
	l.closeGapsOf(func(k *cell) bool { return l.cell(k.bottom, k.left).Y1 < ends[k]+snap/2 })
}

// closeGapsOf does so for the cells that end too early.
func (l *lattice) closeGapsOf(early func(*cell) bool) {
	some := false
	for _, k := range l.cells {
		for k.goesOnFromAbove() && k.bottom < l.rows() && early(k) {
			b := l.cell(k.bottom, k.left)
			if !l.isGap(b) {
				break
			}
			l.handUp(b)
			some = true
		}
	}
	if some {
		l.cells = slices.DeleteFunc(l.cells, func(k *cell) bool { return k.left == k.right })
		l.pruneRows()
	}
}

func (k *cell) goesOnFromAbove() bool { return k.top == 0 && k.openTop && k.left < k.right }

// endsEarly reports whether a cell ends where no row does: all that begins there
// is blank, and other cells go on.
func (l *lattice) endsEarly(k *cell) bool {
	crosses := false
	for c := 0; c < l.cols(); {
		b := l.cell(k.bottom, c)
		c = b.right
		switch {
		case b.top < k.bottom:
			crosses = true
		case !b.isBlank():
			return false
		}
	}
	return crosses
}

func (k *cell) isBlank() bool { return k.text == "" && len(k.drawn) == 0 }

// isGap reports whether a cell is blank and lies below cells only that go on from
// the page before. Of one that goes on for a point, Chromium draws only the end.
func (l *lattice) isGap(b *cell) bool {
	for c := b.left; c < b.right; {
		o := l.cell(b.top-1, c)
		c = o.right
		if o.top > 0 || !o.openTop && !o.isBlank() || o.left < b.left || o.right > b.right {
			return false
		}
	}
	return b.isBlank()
}

// handUp gives each cell above b the part of b below it.
func (l *lattice) handUp(b *cell) {
	for c := b.left; c < b.right; {
		o := l.cell(b.top-1, c)
		c = o.right
		o.bottom = b.bottom
		for r := b.top; r < b.bottom; r++ {
			for x := o.left; x < o.right; x++ {
				l.at[r*l.cols()+x] = o
			}
		}
	}
	b.right = b.left // gone
}
