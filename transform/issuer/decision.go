package issuer

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai"
	"gongkai/canon"
)

// Decision is what a person decided about a report. Empty fields stay as resolved.
type Decision struct {
	Agency, Division string // both or neither
	Function, Scope  string
	Year             int
	By               string // who, when and why
}

// Decide puts a decision in the place of what was resolved. The evidence against
// it stays; issues that it settles go, and a placeholder in the title no longer
// bars the report from league tables.
func (o *Result) Decide(d Decision) {
	drop := func(rules ...string) {
		o.Issues = slices.DeleteFunc(o.Issues, func(i gongkai.Issue) bool { return slices.Contains(rules, i.Rule) })
	}
	var value []string
	if d.Year != 0 {
		o.Year = d.Year
		value = append(value, strconv.Itoa(d.Year))
		drop("P-02")
	}
	if d.Agency != "" {
		div := canon.Divisions().ByCode(d.Division, yearOr(o.Year))
		if div == nil {
			o.Agency, o.DivisionCode, o.DivisionLevel, o.Confidence = "", "", "", 0
			o.Issues = append(o.Issues, gongkai.Issue{Rule: "P-13", Severity: gongkai.SeverityError,
				Message: fmt.Sprintf("an override gives division %s, which did not stand at the end of %d (%s)", d.Division, o.Year, d.By)})
			return
		}
		m := names().read(fold(d.Agency), o.Year)
		o.Agency, o.DivisionCode, o.DivisionLevel, o.Confidence = d.Agency, div.Code, string(div.Level), 1
		o.Functions, o.Function = m.ids, m.function()
		o.Scope, o.ScopeConfidence = scopeOf(&m)
		value = append(value, div.Code, d.Agency)
		drop("P-13", "P-15")
		for i := range o.Issues {
			if o.Issues[i].Rule == "P-01" {
				o.Issues[i].Severity = gongkai.SeverityWarning
			}
		}
	}
	if d.Function != "" {
		o.Function = d.Function
		o.Functions = append([]string{d.Function}, slices.DeleteFunc(slices.Clone(o.Functions), func(f string) bool { return f == d.Function })...)
		value = append(value, d.Function)
	}
	if d.Scope != "" {
		o.Scope, o.ScopeConfidence = d.Scope, 1
		value = append(value, d.Scope)
	}
	o.Decided = true
	o.Evidence = append(o.Evidence, gongkai.Evidence{Signal: "override", Text: d.By, Value: strings.Join(value, " "), Weight: 1})
}

// scopeOf returns what the numbers of an agency of this name count, and how sure
// that is. A government's office often prints the government's sums as its own.
func scopeOf(m *mention) (string, float64) {
	switch f := m.function(); {
	case f == canon.FunctionGovernment && m.printedName():
		return gongkai.ScopeJurisdiction, 0.95
	case f == canon.FunctionGovernment: // 三明市2018年…
		return gongkai.ScopeJurisdiction, 0.85
	case f == canon.FunctionOffice:
		return gongkai.ScopeOffice, 0.8
	case m.zone != nil && m.zone.Class == canon.SpecialZone && m.agency == "":
		return gongkai.ScopeJurisdiction, 0.8 // 平潭综合实验区 reports for its county
	case f == "":
		return gongkai.ScopeAgency, 0.7
	}
	return gongkai.ScopeAgency, 0.95
}

// printedName reports whether the agency's kind was printed and not inferred.
func (m *mention) printedName() bool { return hasAny(m.name, "政府", "公署", "行署") }

// officeSums takes from the scope of an office whose text counts for the whole
// county: 全县共受理, 各乡镇、各部门.
func (r *resolver) officeSums() {
	if r.out.Scope != gongkai.ScopeOffice {
		return
	}
	for _, p := range r.in.Body {
		if hasAny(p, "全县", "全市", "全区", "全省", "全州", "全旗") && hasAny(p, "共收到", "共受理", "共办理", "各部门", "各乡镇", "各街道", "累计受理") {
			r.out.ScopeConfidence = 0.5
			r.evidence("scope_text", p[:min(len(p), cut(p, 120))], "the text counts for the whole place", 0.5)
			r.issue("P-15", gongkai.SeverityWarning, "the office reports, and its text counts for the whole place: its own numbers or the government's sums")
			return
		}
	}
}

// cut returns the largest number of bytes up to n that ends at a character.
func cut(s string, n int) int {
	for n < len(s) && n > 0 && s[n]&0xc0 == 0x80 {
		n--
	}
	return n
}
