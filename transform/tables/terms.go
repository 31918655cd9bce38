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
	applicants    bool   // labels of several applicants that ran into one another
	own           string // the request's own label, where its group's stands before it
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
	column := func(x *label.Index) term {
		t := find(x)
		if t.how != label.Exact && t.how != label.NotFound && several(x, label.Strip(text)) {
			return term{how: label.NotFound}
		}
		return t
	}
	applicant := find(v.applicants)
	applicants := applicant.how != label.Exact && several(v.applicants, label.Strip(text))
	if applicants {
		applicant = term{how: label.NotFound}
	}
	request, group := find(v.requests), find(v.groups)
	own := ""
	if request.how != label.Exact && group.how != label.Exact {
		if id, tail := underGroup(text); id != "" {
			request, group, own = term{id, label.Exact}, term{}, tail
		}
	}
	return &terms{
		caption: caption(text), applicant: applicant, applicants: applicants, request: request, group: group, own: own,
		pdRow: find(v.pdRows), pdColumn: column(v.pdColumns), pdCorner: find(v.pdCorner), block: find(v.blocks), outcome: column(v.outcomes),
		heading: headingOf(text), rows: exactRows(text),
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// mostGlued is the length of a text, in bytes, in which several labels are looked for:
// more than all the applicants in one, and than any that is read by a phrase of it.
const mostGlued = 256

// mostTries is the number of parts of a text that are looked up for it. One that needs
// more begins with label after label.
const mostTries = 1000

// several reports whether a text is several labels that ran into one another,
// "上一年项目数量本年增/减": a column under it may be that of either.
func several(x *label.Index, text string) bool {
	if len(text) > mostGlued {
		return false
	}
	var ends [mostGlued + 1]bool // where a label may end that begins where another ends
	ends[0] = true
	tries := 0
	for i := range text {
		if !ends[i] {
			continue
		}
		for j := range text[i:] {
			if j > 0 && !ends[i+j] {
				if tries++; tries > mostTries {
					return true
				}
				_, ends[i+j] = x.Exactly(text[i : i+j])
			}
		}
		if _, last := x.Exactly(text[i:]); last && i > 0 {
			return true
		}
	}
	return false
}

// mostInOne is the length of a text, in bytes, that may be a group's label and a row's.
const mostInOne = 256

// underGroup reads the label of a row that stands in one cell with its group's,
// "（五）不予处理2.重复申请": the group must be known, and the row one of its own.
func underGroup(text string) (id, tail string) {
	v, s := vocab(), label.Strip(text)
	if len(s) > mostInOne {
		return "", ""
	}
	for i, r := range s {
		if i == 0 || !strings.ContainsRune("123456789", r) {
			continue
		}
		if ord, _ := label.CutOrdinal(s[i:]); ord.Form != label.Arabic {
			continue
		}
		g, ok := v.groups.Exactly(s[:i])
		if !ok {
			continue
		}
		if id, ok := v.requests.Exactly(s[i:]); ok && v.kindOf[id].Group == g {
			return id, s[i:]
		}
	}
	return "", ""
}
