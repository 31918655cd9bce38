package tables

import (
	"strings"

	"gongkai/transform/label"
	"gongkai/transform/values"
)

// terms are all that a cell's text may stand for, on every axis of the forms.
// Most cells of all reports print the same few hundred labels: what they mean is
// looked up once.
type terms struct {
	blank, number bool
	caption       string // id of the sub-table that it announces
	applicant     term
	request       term
	group         term
	pdRow         term
	pdColumn      term
	pdCorner      term
	block         term
	outcome       term
	heading       heading  // of a column of the statistics form
	rows          []string // of the statistics form, by their exact labels
}

// term is what a label stands for on one axis, and how it was found.
type term struct {
	id  string
	how label.How
}

func (t term) find() (string, label.How) { return t.id, t.how }

var (
	aNumber = &terms{number: true}
	aBlank  = &terms{blank: true}
	known   = label.NewGlossary(lookUp)
)

func termsOf(text string) *terms {
	switch {
	case text == "":
		return aBlank
	case label.Digits(text) && values.IsValue(text):
		return aNumber
	}
	return known.Of(text)
}

// heads says what column of the statistics form a cell heads: see [statisticsColumn].
func (c *cell) heads() heading {
	if t := c.means(); !t.number {
		return t.heading
	}
	return headingOf(c.text)
}

func headingOf(text string) heading {
	kind, year := statisticsColumn(text)
	return heading{kind, year}
}

// exactRows is [exactRows] of the cell's text.
func (c *cell) exactRows() []string {
	if t := c.means(); !t.number {
		return t.rows
	}
	return exactRows(c.text)
}

func lookUp(text string) *terms {
	if label.Strip(text) == "" {
		return aBlank
	}
	if strings.IndexFunc(text, isDigit) >= 0 && values.IsValue(text) {
		return aNumber
	}
	v := vocab()
	find := func(x *label.Index) term {
		id, how := x.Find(text)
		return term{id, how}
	}
	return &terms{
		caption: caption(text), applicant: find(v.applicants), request: find(v.requests), group: find(v.groups),
		pdRow: find(v.pdRows), pdColumn: find(v.pdColumns), pdCorner: find(v.pdCorner), block: find(v.blocks), outcome: find(v.outcomes),
		heading: headingOf(text), rows: exactRows(text),
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
