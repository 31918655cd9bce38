package tables

import "gongkai"

// A column is a column of values as a header announces it.
type column struct {
	id       string // what it counts; "" where its label is unknown
	from, to int    // grid columns; from is -1 where the header's places are unknown
	text     string // the header's text, for its unit
	lost     bool   // its label is lost: known by its place among the others
	year     int    // that its label names; 0 for none
}

// placed reports whether the columns' places are known and ascending.
func placed(cols []column) bool {
	for i, c := range cols {
		if c.from < 0 || i > 0 && c.from < cols[i-1].to {
			return false
		}
	}
	return len(cols) > 0
}

// A slot is what a row holds under a column: its cell, or a status that says
// why none can be given.
type slot struct {
	cell   *cell
	status gongkai.Status // where there is no cell, or the cell tells nothing
	number *int64         // read from a run of digits; status is then derived or reported
}

// offsets remembers where rows of a shape (number of cells behind the label)
// had their values, for rows whose blanks leave that open.
type offsets map[int]int

// align lays the cells behind a row's label under the columns. sameTable says
// that header and row stand in one ruled grid, so that places can be compared.
// It returns nil where the row cannot be laid out.
func align(cols []column, cells []cell, sameTable bool, seen offsets) ([]slot, gongkai.Method) {
	n := len(cols)
	if n == 0 || len(cells) == 0 {
		return nil, ""
	}
	if (sameTable || spanned(cols)) && placed(cols) {
		if s := byPlace(cols, cells); s != nil {
			return s, gongkai.ByLabel
		}
	}
	header := unsaid // where in the row the header has the numbers
	if placed(cols) && cols[n-1].to-cols[0].from == n {
		header = cols[0].from - cells[0].from
	}
	if len(cells) == n {
		seen.compare(header, 0)
		return inOrder(cells, 0, n), gongkai.ByLabel
	}
	if len(cells) < n {
		return nil, ""
	}
	if gaps(cols) {
		if printed := filled(cells); len(printed) == n {
			return inOrder(printed, 0, n), gongkai.ByPosition
		}
		return nil, "" // a blank among the values may be a cell or the rest of a span
	}
	at, ways := -1, 0
	for i := 0; i+n <= len(cells); i++ {
		if fits(cells, i, n) {
			at = i
			ways++
		}
	}
	switch {
	case ways == 1:
		seen.compare(header, at)
		seen[len(cells)] = at
		if at == header {
			return inOrder(cells, at, n), gongkai.ByLabel
		}
	case ways > 1 && fits(cells, header, n):
		// A blank at the row's edge leaves its place open. The header decides, but
		// not where rows of this table have stood beside it: with 四、结转下年度继续办理
		// a column further right than the header, the last blank may be a total.
		if seen[strayed] != 0 {
			return nil, ""
		}
		return inOrder(cells, header, n), gongkai.ByLabel
	case ways > 1:
		var ok bool
		if at, ok = seen[len(cells)]; !ok || !fits(cells, at, n) {
			return nil, ""
		}
	default:
		return nil, ""
	}
	return inOrder(cells, at, n), gongkai.ByPosition
}

const (
	unsaid  = -1 << 30 // no place
	strayed = -1       // in offsets: a row stood beside its header
)

// compare notes whether a row's only place is another than the header's.
func (o offsets) compare(header, at int) {
	if header != unsaid && at != header {
		o[strayed] = 1
	}
}

// spanned reports whether a column is wider than one place.
func spanned(cols []column) bool {
	for _, c := range cols {
		if c.to-c.from > 1 {
			return true
		}
	}
	return false
}

// gaps reports whether places between the columns belong to none: what is left
// of spans in a dump, where the values are told by their order only.
func gaps(cols []column) bool {
	if !placed(cols) {
		return false
	}
	covered := 0
	for _, c := range cols {
		covered += c.to - c.from
	}
	return cols[len(cols)-1].to-cols[0].from > covered
}

func filled(cells []cell) []cell {
	var out []cell
	for i := range cells {
		if !cells[i].blank() {
			out = append(out, cells[i])
		}
	}
	return out
}

// fits reports whether all that is printed lies within cells [at, at+n).
func fits(cells []cell, at, n int) bool {
	if at < 0 || at+n > len(cells) {
		return false
	}
	for i := range cells {
		if (i < at || i >= at+n) && !cells[i].blank() {
			return false
		}
	}
	return true
}

func inOrder(cells []cell, at, n int) []slot {
	s := make([]slot, n)
	for i := range s {
		s[i].cell = &cells[at+i]
	}
	return s
}

// byPlace lays cells under the columns they stand under. It gives up (nil)
// where a printed cell stands under no column or under two, as where the rows'
// spans differ from the header's, or where a column has two different values.
func byPlace(cols []column, cells []cell) []slot {
	s := make([]slot, len(cols))
	for i := range cells {
		c := &cells[i]
		hits := 0
		for k := range cols {
			if c.from >= cols[k].to || c.to <= cols[k].from {
				continue
			}
			hits++
			switch have := s[k].cell; {
			case have == nil || have.blank():
				s[k].cell = c
			case !c.blank() && c.text != have.text:
				return nil
			}
		}
		if hits != 1 && !c.blank() {
			return nil
		}
	}
	for k := range s {
		if s[k].cell == nil {
			return nil
		}
	}
	return s
}
