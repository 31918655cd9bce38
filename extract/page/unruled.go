package page

import (
	"cmp"
	"slices"

	"gongkai"
)

// A spot is where a line outside tables stands: its page and its item there.
type spot struct{ page, item int }

// findUnruled finds the tables without rules, which may go on over pages. What
// they leave stays text.
func (w *writer) findUnruled() {
	w.unruled = map[spot]*unruled{}
	var run []spot
	several := 0 // lines with gaps
	end := func() {
		if several >= 2 {
			w.addUnruled(run)
		}
		run, several = run[:0], 0
	}
	for i := range w.sheets {
		s := &w.sheets[i]
		for j := range s.items {
			it := &s.items[j]
			switch {
			case it.furniture:
			case it.table != nil:
				end()
			case it.line.hasGap():
				several++
				run = append(run, spot{i, j})
			case it.width() > 0.6*(w.margins(i).right-w.margins(i).left):
				end()
			default:
				run = append(run, spot{i, j})
			}
		}
	}
	end()
}

// hasGap reports whether a line has a gap that no space makes, or several that are
// hardly one: a row of numbers as wide as their columns.
func (l *line) hasGap() bool {
	small := 0
	for i := 1; i < len(l.glyphs); i++ {
		switch free := l.glyphs[i].X0 - l.glyphs[i-1].X1; {
		case free >= 1.5*l.size:
			return true
		case free > 0.45*l.size:
			small++
		}
	}
	return small > 2
}

// An unruled is a table without rules.
type unruled struct {
	rows    [][]*patch
	columns []Box
	first   spot
	head    int  // rows above the first number
	lines   []on // of one whose columns can't be told: all that it is written as
}

// mostGlyphs is the characters of a run of lines that are looked at: more than the
// longest reports have.
const mostGlyphs = 1 << 17

// addUnruled makes tables of a run of lines: what was drawn row by row, its rows
// cells that stand below one another. Where order and place don't agree the table
// is none of which the columns are told.
func (w *writer) addUnruled(run []spot) {
	n := 0
	for _, at := range run {
		n += len(w.sheets[at.page].items[at.item].line.glyphs)
	}
	if n > mostGlyphs {
		w.giveUp(run)
		return
	}
	glyphs := make([]placed, 0, n)
	for _, at := range run {
		for _, g := range w.sheets[at.page].items[at.item].line.glyphs {
			glyphs = append(glyphs, placed{g, at})
		}
	}
	slices.SortStableFunc(glyphs, func(a, b placed) int {
		return cmp.Or(cmp.Compare(a.spot.page, b.spot.page), cmp.Compare(a.order, b.order))
	})
	rows := rowsOf(patches(glyphs))
	parts := inParts(rows)
	all := slices.Concat(rows...)
	if isTable(rows) {
		w.keepText(run)
	}
	if len(parts)*len(all) > maxMeetings {
		w.doubt(rows)
		return
	}
	for _, part := range parts {
		u := &unruled{rows: slices.Clone(part)}
		if mixed(part, all) || w.cuts(part) || !u.settle() {
			w.doubt(part)
			continue
		}
		w.put(u)
	}
}

// cuts reports whether a number reaches beyond where the page's text may end, as
// far from its edge as it begins: browsers print no character that begins behind
// that, and the rest of the number may be missing.
func (w *writer) cuts(part [][]*patch) bool {
	return slices.ContainsFunc(slices.Concat(part...), func(p *patch) bool {
		return p.isNumber && p.X1 > w.sheets[p.page].width-w.margins(p.page).begin+1
	})
}

// put has a table written where its first line stands, and its other lines not.
func (w *writer) put(u *unruled) {
	u.first = u.rows[0][0].spots[0]
	for _, row := range u.rows {
		for _, p := range row {
			for _, at := range p.spots {
				w.unruled[at] = nil
				w.sheets[at.page].items[at.item].noRow = true
				if at.compare(u.first) < 0 {
					u.first = at
				}
			}
		}
	}
	w.unruled[u.first] = u
}

func (s spot) compare(o spot) int {
	return cmp.Or(cmp.Compare(s.page, o.page), cmp.Compare(s.item, o.item))
}

// mixed reports whether something that is not of a part stands between its rows:
// then more than it is not what it seems to be.
func mixed(part [][]*patch, all []*patch) bool {
	own := map[*patch]bool{}
	reach := map[int]Box{} // by page
	for _, p := range slices.Concat(part...) {
		own[p] = true
		b, ok := reach[p.page]
		if !ok {
			b = p.Box
		}
		reach[p.page] = b.union(p.Box)
	}
	return slices.ContainsFunc(all, func(p *patch) bool {
		b, ok := reach[p.page]
		return ok && !own[p] && p.midY() > b.Y0 && p.midY() < b.Y1
	})
}

// inParts takes rows apart where a row of one cell stands over a head: that is the
// title of what follows. The ends of each part that have one cell are text.
func inParts(rows [][]*patch) (out [][][]*patch) {
	from := 0
	cut := func(to int) {
		part := rows[from:to]
		for len(part) > 0 && len(part[0]) < 2 {
			part = part[1:]
		}
		last := len(part)
		for last > 0 && len(part[last-1]) < 2 && !part[last-1][0].goesOn {
			last--
		}
		if last > 1 {
			out = append(out, part[:last])
		}
		from = to
	}
	for r := 1; r+1 < len(rows); r++ {
		if len(rows[r]) == 1 && len(rows[r+1]) > 1 && !hasNumber(rows[r+1]) && isHeadOf(rows[r+1:]) {
			cut(r)
		}
	}
	cut(len(rows))
	return out
}

// isHeadOf reports whether rows begin with those of a head: several cells, none a
// number, until a row has one that is. The page's end may tear them.
func isHeadOf(rows [][]*patch) bool {
	for r, row := range rows {
		if hasNumber(row) {
			return true
		}
		if torn := r > 0 && row[0].page != rows[r-1][0].page; len(row) < 2 && !torn {
			return false
		}
	}
	return false
}

func hasNumber(row []*patch) bool {
	return slices.ContainsFunc(row, func(p *patch) bool { return p.isNumber })
}

// write makes the table's block.
func (u *unruled) write() gongkai.Block {
	if u.lines != nil {
		return u.writeLines()
	}
	t := &gongkai.Table{Grid: make([][]gongkai.Cell, len(u.rows))}
	n := len(u.columns)
	for r := range t.Grid {
		t.Grid[r] = make([]gongkai.Cell, n)
		for c := range n {
			t.Grid[r][c] = gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1}
		}
	}
	for r, row := range u.rows {
		for _, p := range row {
			k := gongkai.Cell{Text: p.text, Row: r, Col: p.lo, RowSpan: p.below - r, ColSpan: p.hi - p.lo + 1, Place: p.on(p.page)}
			for y := r; y < p.below; y++ {
				for x := p.lo; x <= p.hi; x++ {
					t.Grid[y][x] = k
				}
			}
		}
	}
	return gongkai.Block{Kind: gongkai.TableBlock, Table: t, Page: u.first.page + 1}
}
