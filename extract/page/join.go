package page

import (
	"slices"

	"gongkai"
)

// A table is a lattice that may have gone on over pages. Its cells' rows count
// through; height is the last part's place on its page.
type table struct {
	lattice
	page int // of the last part
}

// addTable writes a table: into the open one where it is its continuation.
func (w *writer) addTable(l *lattice, page int) {
	for _, k := range l.cells { // before rows of several pages have no common height
		k.place = k.on(page)
	}
	if w.table != nil && w.table.continuedBy(l, page, w.sheets) && w.table.add(l, page) {
		return
	}
	w.flushTable()
	w.table, w.tableOn = &table{*l, page}, page
}

func (w *writer) flushTable() {
	if w.table == nil {
		return
	}
	w.blocks = append(w.blocks, gongkai.Block{Kind: gongkai.TableBlock, Table: w.table.grid(), Page: w.tableOn + 1})
	w.table = nil
}

// grid expands the cells.
func (l *lattice) grid() *gongkai.Table {
	rows, cols := l.rows(), l.cols()
	flat := make([]gongkai.Cell, rows*cols)
	t := &gongkai.Table{Grid: make([][]gongkai.Cell, rows)}
	for r := range rows {
		t.Grid[r] = flat[r*cols : (r+1)*cols : (r+1)*cols]
		for c := range cols {
			k := l.cell(r, c)
			t.Grid[r][c] = gongkai.Cell{Text: k.text, Row: k.top, Col: k.left, RowSpan: k.bottom - k.top, ColSpan: k.right - k.left, Place: k.place}
		}
	}
	return t
}

// sameSide is how far the sides of a table's parts may differ from page to page.
const sameSide = 4.0

// continuedBy reports whether a table is the next page's part of this one. Only
// furniture stands between them, as the caller sees to; both are as wide; and
// this one reaches down to where pages end, or has the other's very columns.
func (t *table) continuedBy(l *lattice, page int, sheets []sheet) bool {
	if page != t.page+1 || abs(t.width()-l.width()) > sameSide {
		return false
	}
	if t.Y1 > 0.6*sheets[t.page].height && l.Y0 < 0.4*sheets[page].height {
		return true
	}
	return len(t.xs) == len(l.xs) && slices.EqualFunc(t.xs, l.xs, func(a, b float64) bool {
		return abs((a-t.X0)-(b-l.X0)) <= sameSide
	})
}

// add puts the next page's part below this one: on common columns, without the
// head where it was printed again, and with the row that the page's end tore. It
// reports false, and changes nothing, where there are no common columns.
func (t *table) add(l *lattice, page int) bool {
	if !t.share(l) {
		return false
	}
	left := 0.0
	if t.openBottom {
		left = t.trim(t.rows() - 1)
	}
	t.closeGaps(l, left)
	if l.openTop {
		l.trim(0)
	}
	l.drop(t.repeated(l))
	if l.rows() > 0 {
		t.append(l, left > 0 || t.leavesOpen())
	}
	t.page, t.Y1, t.openBottom = page, l.Y1, l.openBottom
	return true
}

// share gives both parts the columns of either, or reports that they stand closer
// than columns do.
func (t *table) share(l *lattice) bool {
	shifted := make([]float64, len(l.xs))
	for i := range l.xs {
		shifted[i] = l.xs[i] + t.X0 - l.X0
	}
	if slices.EqualFunc(t.xs, shifted, func(a, b float64) bool { return abs(a-b) < snap }) {
		return true
	}
	var spans []span
	for _, x := range slices.Concat(t.xs, shifted) {
		spans = append(spans, span{at: x})
	}
	all := boundaries(spans, min(t.xs[0], shifted[0]), max(t.xs[len(t.xs)-1], shifted[len(shifted)-1]))
	mine, theirs := places(t.xs, all), places(shifted, all)
	if mine == nil || theirs == nil {
		return false
	}
	t.widen(all, mine)
	l.widen(all, theirs)
	return true
}

// places returns the nearest of all for each place, or nil where two have the same.
func places(some, all []float64) []int {
	index := make([]int, len(some))
	for i, x := range some {
		for j := range all {
			if abs(all[j]-x) < abs(all[index[i]]-x) {
				index[i] = j
			}
		}
		if i > 0 && index[i] <= index[i-1] {
			return nil
		}
	}
	return index
}

// widen lays the cells on other columns.
func (l *lattice) widen(xs []float64, index []int) {
	for _, k := range l.cells {
		k.left, k.right = index[k.left], index[k.right]
	}
	l.xs = xs
	l.lay()
}

// repeated returns how many rows at a part's top repeat the table's own head. A
// row with a number in it is no head.
func (t *table) repeated(l *lattice) int {
	n := 0
	for n < min(t.rows(), l.rows()) && len(t.xs) == len(l.xs) {
		for c := range l.cols() {
			a, b := t.cell(n, c), l.cell(n, c)
			if a.text != b.text || a.left != b.left || a.right != b.right || bareNumber.MatchString(b.text) {
				return t.headEnd(n, l)
			}
		}
		n++
	}
	return t.headEnd(n, l)
}

// headEnd takes back rows of a head that a cell hangs over, and heads without text.
func (t *table) headEnd(n int, l *lattice) int {
	said := false
	for _, k := range l.cells {
		if k.top < n && k.bottom > n {
			n = k.top
		}
	}
	for _, k := range l.cells {
		said = said || k.top < n && k.text != ""
	}
	if !said {
		return 0
	}
	return n
}

// trim leaves out a part's last or first row where it is a strip without columns
// or text, and returns its height: Chromium draws a table's sides down to the
// page's end, also below the last row that found room there.
func (l *lattice) trim(row int) float64 {
	if l.rows() < 2 {
		return 0
	}
	own := 0
	for c := 0; c < l.cols(); c = l.cell(row, c).right {
		if k := l.cell(row, c); k.bottom-k.top == 1 {
			if own++; k.text != "" || k.right-k.left < 2 {
				return 0
			}
		}
	}
	if own != 1 {
		return 0
	}
	height := l.ys[row+1] - l.ys[row]
	if row == 0 {
		l.drop(1)
		return height
	}
	l.cells = slices.DeleteFunc(l.cells, func(k *cell) bool { return k.top == row })
	for _, k := range l.cells {
		k.bottom = min(k.bottom, row)
	}
	l.ys = l.ys[:row+1]
	l.fillFrom(0)
	return height
}

// drop leaves out the first n rows.
func (l *lattice) drop(n int) {
	if n == 0 {
		return
	}
	l.ys = l.ys[n:]
	l.cells = slices.DeleteFunc(l.cells, func(k *cell) bool { return k.bottom <= n })
	for _, k := range l.cells {
		k.top, k.bottom = max(0, k.top-n), k.bottom-n
	}
	l.openTop = false
	if l.rows() > 0 {
		l.lay()
	}
}

// append puts l's rows below. Where cells that go on are left open, others do not.
func (t *table) append(l *lattice, open bool) {
	torn := t.torn(l)
	if !torn && t.conflicts(l) {
		for _, k := range l.cells {
			k.openTop = false
		}
	}
	at := t.rows()
	if torn {
		at--
	}
	for _, k := range l.cells {
		above := t.over(k, l)
		if above != nil && (torn && k.top == 0 || (above.openBottom || !open) && above.goesOnIn(k, l)) {
			above.take(k)
			above.bottom, above.openBottom = at+k.bottom, k.openBottom
			continue
		}
		k.top, k.bottom = k.top+at, k.bottom+at
		t.cells = append(t.cells, k)
	}
	// Rows have no common height any more; only their number counts from here on.
	t.ys = append(t.ys[:at+1], l.ys[1:]...)
	t.fillFrom(at)
}

// fillFrom lays the cells of the rows from one on, by number; boxes stay those of
// each page.
func (l *lattice) fillFrom(row int) {
	cols := l.cols()
	l.at = append(l.at[:row*cols], make([]*cell, (l.rows()-row)*cols)...)
	for _, k := range l.cells {
		for r := max(row, k.top); r < k.bottom; r++ {
			for c := k.left; c < k.right; c++ {
				l.at[r*cols+c] = k
			}
		}
	}
}
