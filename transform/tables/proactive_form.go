package tables

import (
	"fmt"

	"gongkai/canon"
	"gongkai/transform/label"
)

// form is what a sub-table's header says: its template and its columns.
type form struct {
	template string
	columns  []string // ids of the template's columns
	cols     []column // as printed; nil where there was no readable header
	guessed  bool     // columns by position
}

// of returns the columns that hold for a row.
func (f form) of(r pdRow) []column {
	if f.cols != nil {
		return f.cols
	}
	cols := make([]column, len(f.columns))
	for i, id := range f.columns {
		cols[i] = column{id: id, from: -1}
	}
	return cols
}

// forms settles every sub-table that has rows. A sub-table without a readable
// header follows the others of its table, else the hint; its number of cells
// must then be the form's.
func (p *proactive) forms(hint string) map[string]form {
	out := map[string]form{}
	votes := map[string]int{}
	for _, r := range p.rows {
		s := vocab().subtableOf[r.id]
		if _, ok := out[s.ID]; ok {
			continue
		}
		if f, ok := p.readForm(s, r.header); ok {
			out[s.ID] = f
			votes[f.template]++
		}
	}
	if votes[canon.T2019] > 0 && votes[canon.T2021] == 0 {
		hint = canon.T2019
	}
	if votes[canon.T2021] > 0 && votes[canon.T2019] == 0 {
		hint = canon.T2021
	}
	for _, r := range p.rows {
		s := vocab().subtableOf[r.id]
		if _, ok := out[s.ID]; ok {
			continue
		}
		f, ok := s.Forms[hint]
		if !ok {
			continue
		}
		out[s.ID] = form{template: hint, columns: f.Columns, guessed: true}
	}
	for _, r := range p.rows {
		if _, ok := out[vocab().subtableOf[r.id].ID]; !ok {
			p.k.issue("T-03", fmt.Sprintf("row %s: no header tells its columns: %q left out", p.zh(r.id), joined(r.cells)), "", "")
		}
	}
	return out
}

// readForm finds the template whose columns the header prints.
func (p *proactive) readForm(s *canon.Subtable, header []cell) (form, bool) {
	cols, rest := p.headerColumns(header)
	if len(cols) == 0 {
		return form{}, false
	}
	best, bestScore := form{}, 0
	for _, t := range []string{canon.T2019, canon.T2021} {
		f, ok := s.Forms[t]
		if !ok {
			continue
		}
		if c, score := fit(cols, rest, f.Columns); score > bestScore {
			best, bestScore = form{template: t, columns: f.Columns, cols: c}, score
		}
	}
	return best, bestScore > 0
}

// headerColumns reads the header's cells; blanks within are columns whose label
// is lost, and those at the end, which may be no columns, are returned apart.
func (p *proactive) headerColumns(header []cell) (cols []column, rest []cell) {
	for len(header) > 0 && header[len(header)-1].blank() {
		header, rest = header[:len(header)-1], header[len(header)-1:len(header)+len(rest)]
	}
	for _, c := range header {
		id, how := c.means().pdColumn.find()
		if how == label.ByMisprint {
			p.k.issue("T-07", fmt.Sprintf("%q read as %s", oneLine(c.text), id), "", "")
		}
		if n := len(cols); n > 0 && id != "" && cols[n-1].id == id && cols[n-1].to == c.from {
			cols[n-1].to = c.to // a merged cell, repeated by an export
			continue
		}
		cols = append(cols, column{id: id, from: c.from, to: c.to, text: c.text})
	}
	return cols, rest
}

// fit lays a header over a form's columns; rest are the blanks behind it. The
// score is 0 where they contradict; more where more of the form is printed.
func fit(cols []column, rest []cell, want []string) ([]column, int) {
	index := map[string]int{}
	for i, id := range want {
		index[id] = i
	}
	known, strange, inPlace := map[string]bool{}, 0, true
	for i, c := range cols {
		if c.id == "" {
			continue
		}
		at, ok := index[c.id]
		if !ok || known[c.id] {
			strange++
			continue
		}
		known[c.id] = true
		if at != i {
			inPlace = false
		}
	}
	if len(known) == 0 || strange > 0 {
		return nil, 0
	}
	if len(known) == len(want) && len(cols) > len(want) && allNamed(cols) {
		// All labels are there, and blanks besides: what is left of column spans.
		var named []column
		for _, c := range cols {
			if c.id != "" {
				named = append(named, c)
			}
		}
		return named, 10*len(want) + len(known)
	}
	out := append([]column{}, cols...)
	if inPlace && len(cols) == len(want) {
		for i := range out {
			out[i].lost = out[i].id == ""
			out[i].id = want[i] // a lost label is known by its place
		}
		return out, 10*len(want) + len(known)
	}
	if n := len(cols); inPlace && n+1 == len(want) && len(rest) > 0 { // the last label is lost
		last := column{id: want[n], from: -1, lost: true} // in dumps blanks may be the rest of a span
		if len(rest) == 1 {
			last.from, last.to = rest[0].from, rest[0].to
		}
		return append(out, last), 10*len(want) + len(known)
	}
	return out, 10*len(known) - 2*(len(want)-len(known))
}

// allNamed reports whether every column with a label is one of the form's.
func allNamed(cols []column) bool {
	for _, c := range cols {
		if c.id == "" && !(&cell{text: c.text}).blank() {
			return false
		}
	}
	return true
}
