package docx

import (
	"slices"

	"gongkai/extract/story"
)

const (
	// unit is the width that columns count as where widths can't be had.
	unit = 1000
	// narrow is the width, in twips, that no column with something in it has.
	narrow = 50
	// uneven is how far apart, in twips, the right ends of rows may lie whose
	// cells' widths are to give the columns.
	uneven = 150
)

// story gives every cell its edges. Columns are counted as Word counts them: a
// row begins after gridBefore columns, and each cell takes as many as its
// gridSpan says.
//
// Some programs write tables without gridSpan, so that rows of one table come to
// different numbers of columns. Word sets them by the cells' widths, and so are
// they read where all cells have one and the rows end at the same place.
func (t *table) story() *story.Table {
	t.across()
	if !t.even() {
		if st := t.byWidth(); st != nil {
			return st
		}
	}
	place := t.ruler()
	st := &story.Table{Ruler: place}
	for i := range t.rows {
		r := &t.rows[i]
		at := r.before
		out := story.Row{Cells: make([]story.Cell, 0, len(r.cells))}
		for j := range r.cells {
			c := &r.cells[j]
			out.Cells = append(out.Cells, c.story(place[at], place[at+c.span]))
			at += c.span
		}
		if r.after > 0 {
			out.Reach = place[at+r.after]
		}
		st.Rows = append(st.Rows, out)
	}
	return st
}

func (c *cell) story(left, right int) story.Cell {
	return story.Cell{Left: left, Right: right, Starts: c.down == restart, Above: c.down == continued, Items: c.items}
}

// across joins cells that continue the one to their left.
func (t *table) across() {
	for i := range t.rows {
		r := &t.rows[i]
		kept := r.cells[:0]
		for _, c := range r.cells {
			if n := len(kept); c.across == continued && n > 0 && kept[n-1].across != alone {
				kept[n-1].span += c.span
				kept[n-1].width += c.width
				kept[n-1].items = append(kept[n-1].items, c.items...)
				continue
			}
			kept = append(kept, c)
		}
		r.cells = kept
	}
}

// columns returns the number of columns of a row.
func (r *row) columns() int {
	n := r.before + r.after
	for i := range r.cells {
		n += r.cells[i].span
	}
	return n
}

// even reports whether all rows come to the same number of columns.
func (t *table) even() bool {
	for i := range t.rows {
		if t.rows[i].columns() != t.rows[0].columns() {
			return false
		}
	}
	return true
}

// ruler returns the places of the edges of columns: by the widths of the grid,
// so that a column which is only a step between rows that don't quite meet can
// be told from one that holds something; or one unit each.
func (t *table) ruler() []int {
	most := 0
	for i := range t.rows {
		most = max(most, t.rows[i].columns())
	}
	place := make([]int, most+1)
	if len(t.grid) >= max(most, 1) {
		for i := range most {
			place[i+1] = place[i] + t.grid[i]
		}
		if slices.Min(t.grid) > 0 && t.fits(place) {
			return place
		}
	}
	for i := range place {
		place[i] = i * unit
	}
	return place
}

// fits reports whether no cell is too narrow for widths to be believed.
func (t *table) fits(place []int) bool {
	if place[len(place)-1] < unit {
		return false
	}
	for i := range t.rows {
		r := &t.rows[i]
		at := r.before
		for j := range r.cells {
			c := &r.cells[j]
			if w := place[at+c.span] - place[at]; w == 0 || w < narrow && len(c.items) > 0 {
				return false
			}
			at += c.span
		}
	}
	return true
}

// byWidth gives cells their edges by their own widths, or returns nil.
func (t *table) byWidth() *story.Table {
	st := &story.Table{}
	least, most := 0, 0
	for i := range t.rows {
		r := &t.rows[i]
		if r.before > 0 && r.indent < 0 || r.after > 0 {
			return nil
		}
		at := max(r.indent, 0)
		out := story.Row{}
		for j := range r.cells {
			c := &r.cells[j]
			if c.width < narrow || c.percent != t.rows[0].cells[0].percent {
				return nil
			}
			out.Cells = append(out.Cells, c.story(at, at+c.width))
			at += c.width
		}
		if i == 0 || at < least {
			least = at
		}
		most = max(most, at)
		st.Rows = append(st.Rows, out)
	}
	if most-least > uneven {
		return nil
	}
	for i := range st.Rows {
		cells := st.Rows[i].Cells
		cells[len(cells)-1].Right = most
	}
	return st
}
