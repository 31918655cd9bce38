package page

import "slices"

// spanHead lays the cells of the head over the columns that they are the titles
// of, and reports whether these could be told.
func (u *unruled) spanHead() bool {
	for r := range u.head {
		for _, p := range u.rows[r] {
			if !u.isTitled(r+1, p) {
				p.below = u.head
			}
		}
	}
	for r := u.head - 2; r >= 0; r-- {
		if !u.spanTitles(r) {
			return false
		}
	}
	return true
}

// isTitled reports whether a row of the head below has cells under a cell.
func (u *unruled) isTitled(from int, p *patch) bool {
	for r := from; r < u.head; r++ {
		if slices.ContainsFunc(u.rows[r], func(o *patch) bool { return o.lo <= p.hi && o.hi >= p.lo }) {
			return true
		}
	}
	return false
}

// spanTitles lays those of a row's cells that stand over others of the head over
// all of these: to the left where all begin with their first column, else around
// their middle.
func (u *unruled) spanTitles(row int) bool {
	free := make([]bool, len(u.columns)) // titled below, and nothing above
	for r := row + 1; r < u.head; r++ {
		for _, p := range u.rows[r] {
			for c := p.lo; c <= p.hi; c++ {
				free[c] = true
			}
		}
	}
	for r := 0; r <= row; r++ {
		for _, p := range u.rows[r] {
			if p.below > row+1 || r == row {
				for c := p.lo; c <= p.hi; c++ {
					free[c] = false
				}
			}
		}
	}
	var titles []*patch
	for _, p := range u.rows[row] {
		if u.isTitled(row+1, p) {
			titles = append(titles, p)
		}
	}
	flush := true
	for _, p := range titles {
		flush = flush && abs(p.X0-u.columns[p.lo].X0) < p.lines[0].size/2
	}
	for i, p := range titles {
		for p.lo > 0 && free[p.lo-1] && (i == 0 || !flush) {
			p.lo--
			free[p.lo] = false
		}
		end, best := p.hi, p.hi
		for end+1 < len(free) && free[end+1] {
			end++
			if flush || i+1 == len(titles) || u.off(p, end) < u.off(p, best) {
				best = end
			}
		}
		for p.hi < best {
			p.hi++
			free[p.hi] = false
		}
	}
	if slices.Contains(free, true) {
		return false
	}
	if len(titles) > 1 && !flush {
		for _, p := range titles {
			width := u.columns[p.lo].union(u.columns[p.hi]).width()
			if u.off(p, p.hi) > width/float64(2*(p.hi-p.lo+1)) {
				return false
			}
		}
	}
	return true
}

// off returns how far a title would be off the middle of its columns if these
// ended with one.
func (u *unruled) off(p *patch, last int) float64 {
	return abs(u.columns[p.lo].union(u.columns[last]).midX() - p.midX())
}

// spanLabels lays the labels over the columns before the numbers, and those of
// several rows over these. It reports false where texts of several cells may have
// run into one.
func (u *unruled) spanLabels() bool {
	labels := len(u.columns)
	used := make([]bool, len(u.columns))
	for _, row := range u.rows[u.head:] {
		for _, p := range row {
			if p.isNumber {
				labels = min(labels, p.lo)
			} else {
				for c := p.lo; c <= p.hi; c++ {
					used[c] = true
				}
			}
		}
	}
	for labels > 0 && !used[labels-1] {
		labels--
	}
	for r := u.head; r < len(u.rows); r++ {
		row := u.rows[r]
		for i, p := range row {
			if !p.isNumber && glued.MatchString(p.text) {
				return false
			}
			if p.lo >= labels {
				continue
			}
			if i+1 == len(row) || row[i+1].lo >= labels {
				p.hi = labels - 1
				continue
			}
			p.hi = row[i+1].lo - 1
			for p.below < len(u.rows) && u.rows[p.below][0].lo > p.hi && u.rows[p.below][0].lo < labels {
				p.below++
			}
		}
		if len(row) > 0 && row[0].lo < labels && row[0].lo > 0 && !u.covered(r, row[0].lo-1) {
			row[0].lo = u.leftmost(r, row[0].lo)
		}
	}
	// The head of the labels stands over all of them.
	for r := range u.head {
		for _, p := range u.rows[r] {
			if p.hi >= labels && p.hi > p.lo && !u.isTitled(r+1, p) {
				return false // titles of several columns that ran into one another
			}
			if p.lo < labels && p.below == u.head {
				next := labels
				for _, o := range u.rows[r] {
					if o.lo > p.lo {
						next = min(next, o.lo)
					}
				}
				p.hi = max(p.hi, next-1)
			}
		}
	}
	return true
}

// covered reports whether a label from above reaches over a place.
func (u *unruled) covered(row, col int) bool {
	for r := u.head; r < row; r++ {
		for _, p := range u.rows[r] {
			if p.below > row && p.lo <= col && p.hi >= col {
				return true
			}
		}
	}
	return false
}

// leftmost returns the first column left of one that no label from above covers.
func (u *unruled) leftmost(row, col int) int {
	for col > 0 && !u.covered(row, col-1) {
		col--
	}
	return col
}
