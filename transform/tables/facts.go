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
	ind, ok := n.indicators[cell.indicator]
	col, fits := 0, true
	if cell.applicant != "" {
		col, fits = n.applicants[cell.applicant]
	}
	if ok && fits && col < columnsOf {
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
