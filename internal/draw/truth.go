package draw

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// Truth is what a report must be read as. A cell is named as in an issue's
// operands: pd.rules.issued, req.granted@total.
type Truth struct {
	Title        string          `json:"title"`
	Agency       string          `json:"agency"`
	DivisionCode string          `json:"division_code"`
	Function     string          `json:"function"`
	Year         int             `json:"year"`
	Template     string          `json:"template"`
	Cells        map[string]Want `json:"cells"`
}

// Want is what a cell must be read as.
type Want struct {
	Value    string         `json:"value,omitempty"` // decimal; "" none
	Status   gongkai.Status `json:"status"`
	Template string         `json:"template"`
	Open     bool           `json:"open,omitempty"`   // the text cannot decide: none, or the true value as derived
	Sure     bool           `json:"sure,omitempty"`   // open, but its value may be read as well as derived
	Issue    bool           `json:"issue,omitempty"`  // an issue must name the cell
	Approx   bool           `json:"approx,omitempty"` // printed as about so much
}

// Fault is a cell that was not read as it should have been.
type Fault struct {
	Cell, Want, Got string
	Kind            FaultKind
	Flagged         bool // an issue names the cell
}

// FaultKind says how a cell was misread.
type FaultKind uint8

// The kinds of faults: another number, none where there is one, another status,
// and no issue where there must be one.
const (
	Wrong FaultKind = iota
	Lost
	Status
	Unsaid
)

func (f Fault) String() string {
	return fmt.Sprintf("%s: want %s, got %s (flagged %v)", f.Cell, f.Want, f.Got, f.Flagged)
}

// Compare holds the report's facts against the truth.
func (t *Truth) Compare(r *gongkai.Report) []Fault {
	var out []Fault
	got := map[string]*gongkai.Fact{}
	for i := range r.Facts {
		f := &r.Facts[i]
		got[name(f.Indicator, f.Applicant)] = f
	}
	names := make([]string, 0, len(t.Cells))
	for n := range t.Cells {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		if f := t.Cells[n].compare(got[n]); f != nil {
			f.Cell, f.Flagged = n, named(r, n) || got[n] == nil && tableAbsent(r, n)
			out = append(out, *f)
		} else if t.Cells[n].Issue && !named(r, n) {
			out = append(out, Fault{Cell: n, Want: "an issue: " + t.Cells[n].String(), Got: show(got[n]), Kind: Unsaid})
		}
	}
	for n, f := range got {
		if _, ok := t.Cells[n]; !ok {
			out = append(out, Fault{Cell: n, Want: "no such cell", Got: show(f), Kind: Wrong, Flagged: named(r, n)})
		}
	}
	return out
}

func name(indicator, applicant string) string {
	if applicant == "" {
		return indicator
	}
	return indicator + "@" + applicant
}

// named reports whether an issue is about a cell, its row or its column.
func named(r *gongkai.Report, cell string) bool {
	ind, app, _ := strings.Cut(cell, "@")
	return slices.ContainsFunc(r.Issues, func(i gongkai.Issue) bool {
		return i.Rule == "T-05" && slices.Contains(i.Cells, cell) || i.Indicator == ind && (i.Applicant == "" || i.Applicant == app) || i.Indicator == "" && app != "" && i.Applicant == app
	})
}

// tableAbsent reports whether no cell of a cell's table was read and an issue says
// that the report has none: one issue stands for all of them.
func tableAbsent(r *gongkai.Report, cell string) bool {
	table, _, _ := strings.Cut(cell, ".")
	names := map[string]string{"pd": "proactive disclosure", "req": "requests", "rl": "reviews and litigation"}
	return names[table] != "" &&
		!slices.ContainsFunc(r.Facts, func(f gongkai.Fact) bool { return strings.HasPrefix(f.Indicator, table+".") }) &&
		slices.ContainsFunc(r.Issues, func(i gongkai.Issue) bool {
			return i.Rule == "P-12" && strings.Contains(i.Message, names[table])
		})
}

func (w Want) String() string { return fmt.Sprintf("%q %s", w.Value, w.Status) }

func show(f *gongkai.Fact) string {
	if f == nil {
		return "no fact"
	}
	v := "-"
	if f.Value.Valid {
		v = f.Value.Decimal.String()
	}
	return fmt.Sprintf("%s %s (%q)", v, f.Status, f.Raw)
}

// compare returns what is wrong with a cell, nil where nothing is.
func (w Want) compare(f *gongkai.Fact) *Fault {
	fault := func(k FaultKind) *Fault { return &Fault{Want: w.String(), Got: show(f), Kind: k} }
	if f == nil {
		return fault(Lost)
	}
	same := false
	if f.Value.Valid && w.Value != "" {
		same = f.Value.Decimal.Equal(decimal.RequireFromString(w.Value))
	}
	switch {
	case f.Value.Valid != f.Status.HasValue():
		return fault(Status)
	case w.Open:
		if !f.Value.Valid || same && (f.Status == gongkai.Derived || w.Sure) {
			return nil
		}
		return fault(Wrong)
	case f.Value.Valid && !same:
		return fault(Wrong)
	case w.Value != "" && !f.Value.Valid:
		return fault(Lost)
	case f.Status != w.Status, w.Template != f.Template, w.Approx != f.Approx:
		k := fault(Status)
		k.Got += fmt.Sprintf(" %s, approx %v", f.Template, f.Approx)
		return k
	}
	return nil
}
