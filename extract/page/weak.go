package page

import "slices"

// dissolve makes text again of what is framed and no table, and reports whether
// anything was, unless it belongs to a table on the page before or behind: the
// title row that is left alone at a page's foot, or the last row at a page's head.
func dissolve(sheets []sheet, room *scratch) (some bool) {
	first, last := make([]*lattice, len(sheets)), make([]*lattice, len(sheets))
	for i := range sheets {
		first[i], last[i] = edge(sheets[i].items, 0), edge(sheets[i].items, -1)
	}
	for i := range sheets {
		s := &sheets[i]
		var loose []Glyph
		s.items = slices.DeleteFunc(s.items, func(it item) bool {
			l := it.table
			if l == nil || !l.weak || linked(sheets, first, last, i, l) {
				return false
			}
			for _, k := range l.cells {
				loose = append(loose, k.drawn...)
			}
			return true
		})
		if loose != nil {
			s.addLines(loose, room)
			some = true
		}
	}
	return some
}

// linked reports whether a weak table is the end of one begun on the page before
// or the beginning of one on the next.
func linked(sheets []sheet, first, last []*lattice, i int, l *lattice) bool {
	if before := i - 1; before >= 0 && l == first[i] {
		if a := last[before]; a != nil && !a.weak {
			return (&table{*a, before}).continuedBy(l, i, sheets)
		}
	}
	if next := i + 1; next < len(sheets) && l == last[i] {
		if b := first[next]; b != nil && !b.weak {
			return (&table{*l, i}).continuedBy(b, next, sheets)
		}
	}
	return false
}

// edge returns the table that is a page's first item (0) or last (-1), furniture
// aside, or nil.
func edge(items []item, which int) *lattice {
	for k := range items {
		it := &items[k]
		if which < 0 {
			it = &items[len(items)-1-k]
		}
		if !it.furniture {
			return it.table
		}
	}
	return nil
}
