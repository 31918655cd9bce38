package scan

import (
	"cmp"
	"slices"
)

// Measures of ruling lines, in points.
const (
	minAcross  = 22.0 // length of a line across: more than a character of a heading
	minDown    = 11.5 // length of a line down: the lowest row, more than a stroke of its text
	minPiece   = 6.0  // an unbroken piece of a line in one row of pixels
	maxGap     = 1.5  // between pieces of a broken line
	maxThick   = 4.0  // more is a bar or a picture
	straddle   = 3.0  // how far from its end a line may meet another
	maxPieces  = 400_000
	maxRulings = 4000
)

// A run is ink without a gap in one row of pixels, [from, to).
type run struct{ y, from, to int }

// A ruling is a ruling line as found: at is its middle across its direction, from
// and to where it begins and ends along it, in pixels.
type ruling struct {
	at, from, to float64
	thick        float64
	runs         []run
}

// rulings finds the lines that run from left to right. unit is the pixels of a
// point. Lines may be broken and may stray by a few pixels.
func (k *ink) rulings(unit, minLength float64) []ruling {
	piece, gap := max(8, int(minPiece*unit)), max(1, int(maxGap*unit))
	var rows [][]run
	total := 0
	for y := range k.h {
		r := k.pieces(y, piece, gap)
		if total += len(r); total > maxPieces {
			return nil // a halftone picture
		}
		rows = append(rows, r)
	}
	var out []ruling
	for _, g := range group(rows, gap) {
		if r, ok := g.ruling(unit, minLength); ok && k.clean(r, unit) {
			out = append(out, r)
		}
	}
	return out
}

// pieces lists the runs of a row that are at least so long, gaps closed.
func (k *ink) pieces(y, least, gap int) []run {
	var out []run
	line := k.bits[y*k.w : (y+1)*k.w]
	from, last, solid := -1, 0, 0
	end := func() {
		// Half of a piece must be ink: rows of dots and of text have less.
		if from >= 0 && last+1-from >= least && solid*4 >= (last+1-from)*3 {
			out = append(out, run{y, from, last + 1})
		}
		from = -1
	}
	for x, b := range line {
		if b == 0 {
			continue
		}
		if from >= 0 && x-last > gap+1 {
			end()
		}
		if from < 0 {
			from, solid = x, 0
		}
		last = x
		solid++
	}
	end()
	return out
}

// A bundle is runs that lie on or beside one another.
type bundle struct{ runs []run }

// group bundles the runs of neighbouring rows.
func group(rows [][]run, gap int) []bundle {
	type open struct {
		at   int // index of the bundle
		last run
	}
	var bundles []bundle
	parent := []int{}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	var before []open
	for y, row := range rows {
		var now []open
		for _, r := range row {
			at := -1
			for _, o := range before {
				if o.last.from > r.to+gap || r.from > o.last.to+gap {
					continue
				}
				if at < 0 {
					at = find(o.at)
				} else {
					parent[find(o.at)] = at
				}
			}
			if at < 0 {
				at = len(bundles)
				bundles, parent = append(bundles, bundle{}), append(parent, at)
			}
			bundles[at].runs = append(bundles[at].runs, r)
			now = append(now, open{at, r})
		}
		// A line that is one pixel thin may skip a row where it strays.
		for _, o := range before {
			if y-o.last.y < 2 {
				now = append(now, o)
			}
		}
		before = now
	}
	for i := range bundles {
		if root := find(i); root != i {
			bundles[root].runs = append(bundles[root].runs, bundles[i].runs...)
			bundles[i].runs = nil
		}
	}
	return slices.DeleteFunc(bundles, func(b bundle) bool { return b.runs == nil })
}

// ruling makes a line of a bundle, where it is long and thin.
func (b bundle) ruling(unit, minLength float64) (ruling, bool) {
	first := b.runs[0]
	from, to, area, moment := first.from, first.to, 0.0, 0.0
	for _, r := range b.runs {
		from, to = min(from, r.from), max(to, r.to)
		n := float64(r.to - r.from)
		area += n
		moment += n * (float64(r.y) + 0.5)
	}
	length := float64(to - from)
	thick := area / length
	if length < minLength*unit || thick > maxThick*unit {
		return ruling{}, false
	}
	return ruling{at: moment / area, from: float64(from), to: float64(to), thick: thick, runs: b.runs}, true
}

// clean tells a line from the strokes of a row of characters: it has paper along
// at least one of its sides, and few gaps where it is short.
func (k *ink) clean(r ruling, unit float64) bool {
	n := int(r.to - r.from)
	top, low := make([]int, n), make([]int, n) // rows of the line's ink, from 1
	for _, p := range r.runs {
		for x := p.from; x < p.to; x++ {
			if i := x - int(r.from); k.at(x, p.y) {
				if top[i] == 0 || p.y+1 < top[i] {
					top[i] = p.y + 1
				}
				low[i] = max(low[i], p.y+1)
			}
		}
	}
	solid, above, below := 0, 0, 0
	off := 1 + max(1, int(0.7*unit))
	for i := range n {
		if top[i] == 0 {
			continue
		}
		solid++
		x := int(r.from) + i
		if y := top[i] - 1 - off; y >= 0 && k.at(x, y) {
			above++
		}
		if y := low[i] - 1 + off; y < k.h && k.at(x, y) {
			below++
		}
	}
	least := 60
	if r.to-r.from < 72*unit {
		least = 85
	}
	return solid*100 >= n*least && min(above, below)*100 <= solid*22
}

// grid finds the ruling lines of a page: those across, and of those down the ones
// that lie between two of them or continue another. Strokes of characters don't.
func (k *ink) grid(unit float64) (across, down []ruling, _ float64) {
	across = k.rulings(unit, minAcross)
	down = k.turned().rulings(unit, minDown)
	if len(across)+len(down) > maxRulings {
		return nil, nil, unit
	}
	slices.SortFunc(across, func(a, b ruling) int { return cmp.Compare(a.at, b.at) })
	near := straddle * unit
	meets := func(x, y float64) bool {
		i, _ := slices.BinarySearchFunc(across, y-near, func(r ruling, y float64) int { return cmp.Compare(r.at, y) })
		for ; i < len(across) && across[i].at <= y+near; i++ {
			if across[i].from <= x+near && across[i].to >= x-near {
				return true
			}
		}
		return false
	}
	down = slices.DeleteFunc(down, func(d ruling) bool {
		return !meets(d.at, d.from) && !meets(d.at, d.to) || d.to-d.from < 40*unit && (!meets(d.at, d.from) || !meets(d.at, d.to))
	})
	return across, down, unit
}

// erase takes lines out of the page and out of its ink. turned says that the runs
// go down.
func (k *ink) erase(lines []ruling, turned bool, white func(x, y int)) {
	for _, l := range lines {
		for _, r := range l.runs {
			for y := r.y - 1; y <= r.y+1; y++ {
				for x := r.from - 1; x < r.to+1; x++ {
					px, py := x, y
					if turned {
						px, py = y, x
					}
					if px >= 0 && py >= 0 && px < k.w && py < k.h {
						k.bits[py*k.w+px] = 0
						white(px, py)
					}
				}
			}
		}
	}
}
