package tables

import (
	"sync"

	"gongkai"
	"gongkai/canon"
)

// facts holds facts by their cells. The zero value is empty.
type facts struct {
	known  []*gongkai.Fact // cells of the forms, by number
	others map[key]**gongkai.Fact

	asked  string // indicator that was looked up last: a row's cells come together
	number int    // of it, -1 for none of the forms
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

// at returns the place of a cell's fact, which is nil until it is told.
func (f *facts) at(cell key) **gongkai.Fact {
	n := numbered()
	ind := f.numberOf(cell.indicator)
	col, fits := 0, true
	if cell.applicant != "" {
		col, fits = n.applicants[cell.applicant]
	}
	if ind >= 0 && fits && col < columnsOf {
		if f.known == nil {
			f.known = make([]*gongkai.Fact, columnsOf*len(n.indicators))
		}
		return &f.known[columnsOf*ind+col]
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
