package scanned

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

// Accept settles the facts that were read in a scan's tables. A number stands, as
// repaired, where every sum of the form that it is part of closes on numbers
// alone, of which at most one was read with doubt: the others then say what it
// is. All other numbers become NULL, with an issue each; tables without sums
// keep none. It changes facts.
func Accept(doc *gongkai.Document, facts []gongkai.Fact) []gongkai.Issue {
	j := newJury(doc, facts)
	held, broken := map[string]bool{}, map[string]bool{}
	ordered := j.inOrder()
	for _, s := range sums(facts) {
		closes := ordered && j.closes(s)
		for _, n := range s.cells() {
			if closes {
				held[n] = true
			} else {
				broken[n] = true
			}
		}
	}
	var issues []gongkai.Issue
	for i := range facts {
		f := &facts[i]
		n := name(f.Indicator, f.Applicant)
		switch {
		case held[n] && !broken[n]:
			f.Status, f.Method = gongkai.Repaired, gongkai.ByOCR
			continue
		case f.Status == gongkai.Blank:
			f.Method = gongkai.ByOCR
			continue
		case f.Status == gongkai.Missing:
			issues = append(issues, doubt(f, "the scan's cell was not found"))
		case !held[n] && !broken[n]:
			issues = append(issues, doubt(f, fmt.Sprintf("recognised in a scan as %q; no sum of the form bears it out", f.Raw)))
		default:
			issues = append(issues, doubt(f, fmt.Sprintf("recognised in a scan as %q; the sums of its row and column do not bear it out", f.Raw)))
		}
		f.Value, f.Approx, f.Status, f.Method = decimal.NullDecimal{}, false, gongkai.Unparsed, gongkai.ByOCR
	}
	return issues
}

func doubt(f *gongkai.Fact, message string) gongkai.Issue {
	return gongkai.Issue{Rule: "T-03", Severity: gongkai.Severity(canon.Get().Rule("T-03").Severity), Message: message, Indicator: f.Indicator, Applicant: f.Applicant}
}

// A jury knows what may be said of each number.
type jury struct {
	number  map[string]decimal.Decimal // plain digits in a cell found by its labels
	certain map[string]bool
	place   map[string]gongkai.Locator
}

func newJury(doc *gongkai.Document, facts []gongkai.Fact) *jury {
	tables := doc.Tables()
	j := &jury{map[string]decimal.Decimal{}, map[string]bool{}, map[string]gongkai.Locator{}}
	for i := range facts {
		f := &facts[i]
		if f.Status != gongkai.Reported || f.Method != gongkai.ByLabel || f.Raw == "" || strings.Trim(f.Raw, "0123456789") != "" {
			continue
		}
		s, ok := spotOf(f.Locator)
		if !ok || s.table >= len(tables) || s.row >= len(tables[s.table].Grid) || s.col >= len(tables[s.table].Grid[s.row]) {
			continue
		}
		n := name(f.Indicator, f.Applicant)
		j.number[n], j.place[n] = f.Value.Decimal, f.Locator
		k := &tables[s.table].Grid[s.row][s.col]
		j.certain[n] = !slices.Contains(tables[s.table].Doubts, gongkai.Doubt{Row: k.Row, Col: k.Col})
	}
	return j
}

// closes reports whether a sum holds, on different cells, at most one of them
// doubtful.
func (j *jury) closes(s sum) bool {
	seen := map[gongkai.Locator]bool{}
	doubts := 0
	for _, n := range s.cells() {
		if _, ok := j.number[n]; !ok || seen[j.place[n]] {
			return false
		}
		seen[j.place[n]] = true
		if !j.certain[n] {
			doubts++
		}
	}
	return doubts <= 1 && j.add(s.left).Equal(j.add(s.right))
}

func (j *jury) add(cells []string) decimal.Decimal {
	total := decimal.Zero
	for _, n := range cells {
		total = total.Add(j.number[n])
	}
	return total
}

func name(indicator, applicant string) string {
	if applicant == "" {
		return indicator
	}
	return indicator + "@" + applicant
}
