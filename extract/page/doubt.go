package page

import (
	"slices"
	"strings"
	"unicode"

	"gongkai"
)

// isTable reports whether rows of several cells without a number stand over some
// with one: a head that says what the numbers are.
func isTable(rows [][]*patch) bool {
	head := false
	for _, row := range rows {
		if hasNumber(row) && head {
			return true
		}
		head = head || len(row) > 1 && !hasNumber(row)
	}
	return false
}

// keepText keeps lines from being rows of a ragged table: what their columns are
// stands above them.
func (w *writer) keepText(run []spot) {
	for _, at := range run {
		w.sheets[at.page].items[at.item].noRow = true
	}
}

// doubt gives up a table whose columns can't be told. It stays text where each row
// is one line, so that no number can stand in another row's; else its lines say
// nothing of what a number belongs to.
func (w *writer) doubt(rows [][]*patch) {
	if isPlain(rows) {
		return
	}
	var spots []spot
	for _, row := range rows {
		for _, p := range row {
			spots = append(spots, p.spots...)
		}
	}
	slices.SortFunc(spots, spot.compare)
	w.giveUp(slices.Compact(spots))
}

// giveUp has the lines with digits written as a table whose columns can't be told.
// One without digits may be a section's heading.
func (w *writer) giveUp(spots []spot) {
	u := &unruled{}
	for _, at := range spots {
		it := &w.sheets[at.page].items[at.item]
		if !strings.ContainsFunc(it.line.text, unicode.IsDigit) {
			continue
		}
		if len(u.lines) == 0 {
			u.first = at
		}
		it.noRow = true
		u.lines = append(u.lines, on{at.page, it})
		w.unruled[at] = nil
	}
	if len(u.lines) > 0 {
		w.unruled[u.first] = u
	}
}

// An on is a line and its page.
type on struct {
	page int
	*item
}

// isPlain reports whether each row with a number is a line of its own: a label
// and what stands behind it.
func isPlain(rows [][]*patch) bool {
	of := map[spot]int{} // the row that a line is of
	for r, row := range rows {
		number := hasNumber(row)
		for _, p := range row {
			for _, at := range p.spots {
				if other, ok := of[at]; ok && other != r && (number || hasNumber(rows[other])) {
					return false
				}
				of[at] = r
				if number && at != row[0].spots[0] {
					return false
				}
			}
		}
		if number && row[0].isNumber {
			return false
		}
	}
	return true
}

// writeLines makes a block of the lines of a table whose columns can't be told.
func (u *unruled) writeLines() gongkai.Block {
	t := &gongkai.Table{Layout: gongkai.Unsettled}
	for r, l := range u.lines {
		t.Grid = append(t.Grid, []gongkai.Cell{{Text: l.line.text, Row: r, RowSpan: 1, ColSpan: 1, Place: l.Box.on(l.page)}})
	}
	return gongkai.Block{Kind: gongkai.TableBlock, Table: t, Page: u.first.page + 1}
}

// mayWrap reports whether a row without numbers may be the rest of the label above
// it, or the beginning of the one below: no new entry begins between them, and they
// stand no further apart than lines of a cell do.
func (u *unruled) mayWrap() bool {
	const more = 0.2 // of the size
	leading := 0.0
	for _, p := range slices.Concat(u.rows...) {
		for i := 1; i < len(p.lines); i++ {
			leading = max(leading, (p.lines[i].Y0-p.lines[i-1].Y1)/p.lines[i].size)
		}
	}
	if leading == 0 {
		leading = 1
	}
	for r := u.head + 1; r < len(u.rows); r++ {
		row, above := u.rows[r], u.rows[r-1]
		if hasNumber(row) && hasNumber(above) {
			continue
		}
		for _, p := range row {
			for _, o := range above {
				if p.isNumber || o.isNumber || entry.MatchString(p.text) || p.X0 > o.X1 || p.X1 < o.X0 {
					continue
				}
				if size := p.lines[0].size; p.page != o.page || p.Y0-o.Y1 < (leading+more)*size {
					return true
				}
			}
		}
	}
	return false
}

// mayBeTwo reports whether a title of several lines may be two, the upper one at
// the end of the row above: its lower lines stand where the others of its row do.
func (u *unruled) mayBeTwo() bool {
	for _, row := range u.rows[:u.head] {
		for i := 1; i+1 < len(row); i++ {
			if row[i].linesAbove(row[i+1:]) > 0 {
				return true
			}
		}
	}
	return false
}
