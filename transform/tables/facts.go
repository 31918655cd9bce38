package tables

import (
	"sync"

	"gongkai"
	"gongkai/canon"
)

// facts holds facts by their cells. The zero value is empty.
type facts struct {
	known  *knownCells // nil before the first is told
	others map[key]**gongkai.Fact

	asked  string // indicator that was looked up last: a row's cells come together
	number int    // of it, -1 for none of the forms
	column int    // of the applicant that was looked up last
}

// columnsOf is the room of an indicator: a total without applicant, and seven.
const columnsOf = 8

// cellNumbers number the indicators and applicants of the forms.
type cellNumbers struct{ indicators, applicants map[string]int }

var numbered = sync.OnceValue(func() *cellNumbers {
	n := &cellNumbers{map[string]int{}, map[string]int{}}
	for i := range canon.Get().Indicators {
		n.indicators[canon.Get().Indicators[i].ID] = i
	}
	for i, a := range canon.Get().Applicants.List {
		n.applicants[a.ID] = 1 + i
	}
	return n
})

// knownCells are facts of cells of the forms, by the cell's number.
type knownCells []*gongkai.Fact

var emptyKnown = sync.Pool{New: func() any {
	k := make(knownCells, columnsOf*len(numbered().indicators))
	return &k
}}

// release forgets the facts, which stand elsewhere.
func (f *facts) release() {
	if f.known != nil {
		clear(*f.known)
		emptyKnown.Put(f.known)
	}
	*f = facts{}
}

// at returns the place of a cell's fact, which is nil until it is told.
func (f *facts) at(cell key) **gongkai.Fact {
	ind := f.numberOf(cell.indicator)
	if col := f.columnOf(cell.applicant); ind >= 0 && col >= 0 && col < columnsOf {
		if f.known == nil {
			f.known = emptyKnown.Get().(*knownCells)
		}
		return &(*f.known)[columnsOf*ind+col]
	}
	if f.others == nil {
		f.others = map[key]**gongkai.Fact{}
	}
	p, ok := f.others[cell]
	if !ok {
		p = new(*gongkai.Fact)
		f.others[cell] = p
	}
	return p
}

// columnOf returns the column of an applicant, 0 for none, -1 where no form has it.
// Those of a row are mostly asked for in the form's order.
func (f *facts) columnOf(applicant string) int {
	if applicant == "" {
		return 0
	}
	list := canon.Get().Applicants.List
	if next := f.column + 1; next <= len(list) && list[next-1].ID == applicant {
		f.column = next
		return next
	}
	col, ok := numbered().applicants[applicant]
	if !ok {
		return -1
	}
	f.column = col
	return col
}

// numberOf returns the place of an indicator in canon's list, -1 for none.
func (f *facts) numberOf(indicator string) int {
	if indicator == f.asked && f.asked != "" {
		return f.number
	}
	n, ok := numbered().indicators[indicator]
	if !ok {
		n = -1
	}
	f.asked, f.number = indicator, n
	return n
}
