package page

import (
	"cmp"
	"slices"
)

// A larger table without rules is none that anybody could read. Each cell is held
// against all columns, and each label against the rows above.
const (
	mostRows    = 500
	mostColumns = 40
	mostHead    = 30 // rows of titles
)

// settle finds a table's columns and what its cells span, and reports whether
// there is no doubt of either.
func (u *unruled) settle() bool {
	if len(u.rows) > mostRows || slices.ContainsFunc(u.rows, func(r []*patch) bool { return len(r) > mostColumns }) {
		return false
	}
	u.joinTorn()
	for u.head < len(u.rows) && !hasNumber(u.rows[u.head]) {
		u.head++
	}
	u.dropBlanks()
	if u.head == 0 || u.head > mostHead || u.head == len(u.rows) || !slices.ContainsFunc(u.rows[:u.head], func(r []*patch) bool { return len(r) > 1 }) {
		return false
	}
	if u.dropHeads() {
		u.joinTorn()
	}
	if u.mayWrap() || u.mayBeTwo() {
		return false
	}
	u.findColumns()
	if len(u.columns) < 2 || len(u.columns) > mostColumns || !u.closeColumns() {
		return false
	}
	u.place()
	return u.inOrder() && !u.hasMet() && u.spanHead() && u.spanLabels()
}

// hasMet reports whether two numbers may have met in one: where a column of which
// no number shows the place is blank beside one that is wider than its title and
// reaches over that way, or where digits stand unevenly.
func (u *unruled) hasMet() bool {
	_, titled, numbered := u.beside()
	titles := make([]Box, len(u.columns))
	for r, row := range u.rows[:u.head] {
		for _, p := range row {
			if p.lo == p.hi && !u.standsOver(p, r+1) {
				titles[p.lo] = p.Box
			}
		}
	}
	silent := func(c int) bool { return c >= 0 && c < len(titled) && titled[c] && !numbered[c] }
	for _, row := range u.rows[u.head:] {
		for _, p := range row {
			if p.isUneven() {
				return true
			}
			t, digit := titles[p.lo], 0.4*p.lines[0].size
			if !p.isNumber || t.X1 == 0 || p.X0 > t.X0+graze || p.X1 < t.X1-graze {
				continue
			}
			if t.X0-p.X0 > digit && silent(p.lo-1) || p.X1-t.X1 > digit && silent(p.lo+1) {
				return true
			}
		}
	}
	return false
}

// dropBlanks takes the labels of blank rows off the head's end: they stand alone,
// where the first row with numbers has a label.
func (u *unruled) dropBlanks() {
	if u.head == len(u.rows) || u.rows[u.head][0].isNumber {
		return
	}
	label := u.rows[u.head][0]
	for u.head > 1 && len(u.rows[u.head-1]) == 1 && u.rows[u.head-1][0].X0 < label.X1 {
		u.head--
	}
}

// joinTorn puts the rest of a row that a page's end tore to what stands before.
// What is left of a number stays apart from its beginning: it is no number.
func (u *unruled) joinTorn() {
	for r := len(u.rows) - 1; r > 0; r-- {
		row, above := u.rows[r], u.rows[r-1]
		if row[0].page == above[0].page || hasNumber(row) && !hasNumber(above) || !tornFrom(above, row) {
			continue
		}
		mates := make([]*patch, len(row))
		for i, p := range row {
			for _, o := range above {
				if o.X0 < p.X1 && o.X1 > p.X0 && o.isNumber == p.isNumber {
					mates[i] = o
				}
			}
		}
		if slices.Contains(mates, nil) {
			continue
		}
		for i, p := range row {
			if p.isNumber {
				mates[i].text += "\n"
			}
			mates[i].text += p.text
			mates[i].spots = append(mates[i].spots, p.spots...)
			mates[i].goesOn = true
		}
		u.rows = slices.Delete(u.rows, r, r+1)
	}
}

// tornFrom reports whether a page's first row may be the rest of the one above: it
// begins no entry, and lacks numbers or a label.
func tornFrom(above, row []*patch) bool {
	return !entry.MatchString(row[0].text) &&
		(numbers(row) < numbers(above) || len(row) < len(above) && !hasNumber(above) || row[0].isNumber && !above[0].isNumber)
}

func numbers(row []*patch) (n int) {
	for _, p := range row {
		if p.isNumber {
			n++
		}
	}
	return n
}

// dropHeads leaves out the head where it is printed again on a page.
func (u *unruled) dropHeads() (some bool) {
	same := func(a, b []*patch) bool {
		return slices.EqualFunc(a, b, func(p, o *patch) bool { return p.text == o.text })
	}
	for r := u.head; r+u.head <= len(u.rows); r++ {
		if u.rows[r][0].page != u.rows[r-1][0].page && slices.EqualFunc(u.rows[:u.head], u.rows[r:r+u.head], same) {
			for i := range u.head {
				for _, p := range u.rows[r+i] {
					u.rows[i][0].spots = append(u.rows[i][0].spots, p.spots...)
				}
			}
			u.rows, some = slices.Delete(u.rows, r, r+u.head), true
		}
	}
	return some
}

// findColumns takes the narrowest cells for columns first, of the rows with most
// labels; what lies over two of them spans both. A label makes no column wider: it
// may stand in the middle of several. The head's cells come last, from the lowest
// row up; titles of others of the head make no columns.
func (u *unruled) findColumns() {
	type cell struct {
		*patch
		labels int // in its row
	}
	var all []cell
	for _, row := range u.rows[u.head:] {
		for _, p := range row {
			all = append(all, cell{p, len(row) - numbers(row)})
		}
	}
	slices.SortStableFunc(all, func(a, b cell) int {
		return cmp.Or(cmp.Compare(b.labels, a.labels), cmp.Compare(a.width(), b.width()))
	})
	for _, p := range all {
		u.addColumn(p.Box, p.isNumber)
	}
	for r := u.head - 1; r >= 0; r-- {
		for _, p := range u.rows[r] {
			if !u.standsOver(p, r+1) && !u.standsBetween(p, r+1) {
				u.addColumn(p.Box, true)
			}
		}
	}
}

// addColumn makes a column of a box that lies over none, or the one that it lies
// over wider.
func (u *unruled) addColumn(b Box, wider bool) {
	if len(u.columns) > mostColumns {
		return
	}
	switch from, to := u.over(b); to - from {
	case 0:
		u.columns = slices.Insert(u.columns, from, b)
	case 1:
		if wider {
			u.columns[from] = u.columns[from].union(b)
		}
	}
}

// standsBetween reports whether a cell of the head stands between two columns with
// cells in the head's rows below: in the middle of both.
func (u *unruled) standsBetween(p *patch, below int) bool {
	from, to := u.over(p.Box)
	if from != to || from == 0 || from == len(u.columns) {
		return false
	}
	return u.standsOver(&patch{Box: u.columns[from-1]}, below) && u.standsOver(&patch{Box: u.columns[from]}, below)
}

// standsOver reports whether a row of the head from one on has a cell below
// another.
func (u *unruled) standsOver(p *patch, from int) bool {
	for r := from; r < u.head; r++ {
		if slices.ContainsFunc(u.rows[r], func(o *patch) bool { return o.X0 < p.X1 && o.X1 > p.X0 }) {
			return true
		}
	}
	return false
}

// graze is how far what stands beside something may reach into it.
const graze = 0.75

// over returns the columns [from, to) that a box lies over.
func (u *unruled) over(b Box) (from, to int) {
	for from < len(u.columns) && u.columns[from].X1 <= b.X0+graze {
		from++
	}
	to = from
	for to < len(u.columns) && u.columns[to].X0 < b.X1-graze {
		to++
	}
	return from, to
}

// closeColumns makes one of two columns of which no row has both, one of them
// with a title only and the other with numbers only: the numbers at the left of a
// cell, and the title in its middle. Columns of labels stay as they are. It reports
// false where one could be joined on either side, where a single one would be (it may as
// well be a blank column beside one that has lost its title), and where numbers are
// left without a title.
func (u *unruled) closeColumns() bool {
	apart, titled, numbered := u.beside()
	before, behind := 0, 0 // titles joined with the numbers behind them, or before
	var out []Box
	for c := 0; c < len(u.columns); c++ {
		b := u.columns[c]
		named := titled[c]
		if c+1 < len(u.columns) && !apart[c] && !(titled[c] && titled[c+1]) {
			if numbered[c] == numbered[c+1] || titled[c] == titled[c+1] || c+2 < len(u.columns) && !apart[c+1] && !(titled[c+1] && titled[c+2]) {
				return false
			}
			if titled[c] {
				before++
			} else {
				behind++
			}
			b, named = b.union(u.columns[c+1]), true
			c++
		}
		if !named && numbered[c] {
			return false
		}
		out = append(out, b)
	}
	u.columns = out
	return before*behind == 0 && before+behind != 1
}

// beside tells of the columns whether a row has one and the next, whether the head
// names one, and whether a number stands in it.
func (u *unruled) beside() (apart, titled, numbered []bool) {
	n := len(u.columns)
	apart, titled, numbered = make([]bool, n), make([]bool, n), make([]bool, n)
	for r, row := range u.rows {
		has := make([]bool, n+1)
		for _, p := range row {
			from, to := u.over(p.Box)
			if to-from != 1 {
				continue
			}
			has[from] = true
			switch {
			case r < u.head:
				titled[from] = titled[from] || !u.standsOver(p, r+1)
			case p.isNumber:
				numbered[from] = true
			default:
				apart[from] = true
				apart[max(from-1, 0)] = true
			}
		}
		for c := range n {
			apart[c] = apart[c] || has[c] && has[c+1]
		}
	}
	return apart, titled, numbered
}

// place gives the cells the columns that they lie over.
func (u *unruled) place() {
	for r, row := range u.rows {
		for _, p := range row {
			from, to := u.over(p.Box)
			p.lo, p.hi, p.below = from, to-1, r+1
			if from == to { // between two
				p.lo, p.hi = max(from-1, 0), min(from, len(u.columns)-1)
			}
		}
		// A wide label of another row may have made a column too wide.
		for i := 1; i < len(row); i++ {
			if a, b := row[i-1], row[i]; b.lo <= a.hi && b.hi > a.hi && !b.isNumber {
				b.lo = a.hi + 1
			} else if b.lo <= a.hi && a.lo < b.lo && !a.isNumber {
				a.hi = b.lo - 1
			}
		}
	}
}

// inOrder reports whether rows and cells are where they were drawn: the numbers of
// a row beside one another and below those of the row before, each in a column of
// its own.
func (u *unruled) inOrder() bool {
	tops, middles := 0, 0
	page, above := -1, 0.0 // where the numbers of the row before begin
	for r, row := range u.rows {
		if r > 0 && row[0].page == u.rows[r-1][0].page && highest(row) <= highest(u.rows[r-1]) {
			return false
		}
		var number *patch
		lowest := above
		for i, p := range row {
			if i > 0 && p.lo <= row[i-1].hi {
				return false
			}
			if !p.isNumber || r < u.head {
				continue
			}
			if p.hi != p.lo {
				return false
			}
			if p.page != page {
				page, above, lowest = p.page, 0, 0
			}
			if p.Y0 < above {
				return false // where the row before has numbers, too
			}
			lowest = max(lowest, p.Y0)
			if number == nil || len(p.lines) < len(number.lines) {
				number = p
			}
		}
		if number == nil {
			continue
		}
		above = lowest + number.lines[0].size/2
		for i, p := range row {
			// The last label of the row is its own, others may be those of several rows.
			if p.isNumber || p.goesOn || len(p.lines) < 2 || len(number.lines) > 1 || i+1 < len(row) && !row[i+1].isNumber {
				continue
			}
			switch same := 0.5 * p.lines[0].size; {
			case abs(p.Y0-number.Y0) < same:
				tops++
			case abs(p.midY()-number.midY()) < same:
				middles++
			default:
				return false
			}
		}
	}
	return tops == 0 || middles == 0
}

// highest returns where a row begins.
func highest(row []*patch) float64 {
	return slices.MinFunc(row, func(a, b *patch) int { return cmp.Compare(a.Y0, b.Y0) }).Y0
}
