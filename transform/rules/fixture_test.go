package rules

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
	"gongkai/internal/mutant"
)

// A fixture is a report made of cells, and how a rule ends on it. Cells of the
// form that are not named are blank.
type fixture struct {
	Rule    string
	Name    string
	Form    string         // t2019 or t2021; "" for t2021
	Cells   map[string]any // a number; a status where there is none
	Numbers map[string]any // measured of the document; null for unknown
	Said    []string       // issues of reading: "P-01", "C-09 pd.fees.amount_cny"
	Want    string         // "pass 7, fail 0, …": only what is not 0, in the order of the results
	Issues  []string       // cells that the issues name
	Repair  []string       // of the first issue
}

func fixtures(t testing.TB) []fixture {
	t.Helper()
	names, err := filepath.Glob("testdata/*.yaml")
	if err != nil || len(names) < 4 {
		t.Fatalf("%d files: %v", len(names), err)
	}
	var out []fixture
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var list []fixture
		if err := yaml.UnmarshalWithOptions(b, &list, yaml.DisallowUnknownField()); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		out = append(out, list...)
	}
	return out
}

// assess runs an engine on a fixture and returns its rule's results and issues.
func (f *fixture) assess(e *engine) (string, []gongkai.Issue) {
	form := f.Form
	if form == "" {
		form = canon.T2021
	}
	r := &gongkai.Report{Template: form, Year: 2022}
	for n, key := range e.keys {
		ind := canon.Get().Indicator(key.indicator)
		if !ind.In(form) || f.Cells == nil {
			continue
		}
		fact := gongkai.Fact{Indicator: key.indicator, Applicant: key.applicant, Template: form, Status: gongkai.Blank}
		v, ok := f.Cells[e.names[n]]
		if !ok {
			v, ok = f.Cells[strings.SplitN(key.indicator, ".", 2)[0]+".*"]
		}
		switch s := fmt.Sprint(v); {
		case !ok:
		case s[0] >= '0' && s[0] <= '9' || s[0] == '-':
			fact.Status, fact.Raw, fact.Value = gongkai.Reported, s, decimal.NewNullDecimal(decimal.RequireFromString(s))
		default:
			fact.Status, fact.Raw = gongkai.Status(s), "?"
		}
		r.Facts = append(r.Facts, fact)
	}
	for _, s := range f.Said {
		rule, cell, _ := strings.Cut(s, " ")
		indicator, applicant, _ := strings.Cut(cell, "@")
		r.Issues = append(r.Issues, gongkai.Issue{Rule: rule, Severity: gongkai.SeverityError, Indicator: indicator, Applicant: applicant})
	}
	override := func(c *run) {
		for name, v := range f.Numbers {
			delete(c.doc, name)
			if v != nil {
				n, err := decimal.NewFromString(fmt.Sprint(v))
				if err != nil {
					panic(err)
				}
				c.doc[name] = number{v: n.IntPart() * unit, ok: true}
			}
		}
	}
	issues, counts := e.checkWith(&Subject{Report: r}, override)
	var own []gongkai.Issue
	for _, i := range issues {
		if i.Rule == f.Rule {
			own = append(own, i)
		}
	}
	for _, n := range counts {
		if n.Rule != f.Rule {
			continue
		}
		var parts []string
		for _, p := range []struct {
			what string
			n    int
		}{{"pass", n.Pass}, {"fail", n.Fail}, {"not assessable", n.NotAssessable}, {"not applicable", n.NotApplicable}} {
			if p.n > 0 {
				parts = append(parts, fmt.Sprintf("%s %d", p.what, p.n))
				if p.what == "fail" && len(own) > 0 && string(own[0].Severity) != canon.Get().Rule(f.Rule).Severity {
					parts = append(parts, "as "+string(own[0].Severity))
				}
			}
		}
		return strings.Join(parts, ", "), own
	}
	return "no such rule", own
}

// elsewhere are rules that stand in the warehouse's SQL: their fixtures are in
// package load.
func elsewhere(r *canon.Rule) bool {
	if strings.HasPrefix(r.ID, "D-") || strings.HasPrefix(r.ID, "T-") || strings.HasPrefix(r.ID, "E-") || len(r.Checks) == 0 {
		return true
	}
	instances, _ := canon.Get().Instances(r)
	return instances[0].Cross
}

// Every rule has a fixture that passes, one that fails and one that cannot be
// assessed, and ends as they say.
func TestFixtures(t *testing.T) {
	has := map[string]map[string]int{}
	for _, f := range fixtures(t) {
		got, issues := f.assess(shared())
		if got != f.Want {
			t.Errorf("%s %s: %s, want %s", f.Rule, f.Name, got, f.Want)
		}
		if f.Issues != nil || f.Repair != nil {
			var cells []string
			for _, i := range issues {
				cells = append(cells, canon.Cell(i.Indicator, i.Applicant))
			}
			if f.Issues != nil && !slices.Equal(cells, f.Issues) {
				t.Errorf("%s %s: issues name %v, want %v", f.Rule, f.Name, cells, f.Issues)
			}
			if f.Repair != nil && (len(issues) == 0 || !slices.Equal(issues[0].Repair, f.Repair)) {
				t.Errorf("%s %s: %+v, want repair %q", f.Rule, f.Name, issues, f.Repair)
			}
		}
		if has[f.Rule] == nil {
			has[f.Rule] = map[string]int{}
		}
		for _, how := range []string{"pass", "fail", "not assessable"} {
			if strings.Contains(got, how) {
				has[f.Rule][how]++
			}
		}
	}
	n := 0
	for k := range canon.Get().Rules {
		r := &canon.Get().Rules[k]
		if elsewhere(r) {
			continue
		}
		n++
		for _, how := range []string{"pass", "fail", "not assessable"} {
			if has[r.ID][how] == 0 {
				t.Errorf("%s has no fixture that ends in %s", r.ID, how)
			}
		}
		delete(has, r.ID)
	}
	for _, id := range slices.Sorted(maps.Keys(has)) {
		t.Errorf("fixtures of %s, which is no rule of this package", id)
	}
	t.Logf("%d rules", n)
}

// Of the rules' mutants, each with one operator, sign, number, operand, condition
// or need changed, at least nine in ten turn a fixture red.
func TestMutants(t *testing.T) {
	all := fixtures(t)
	by := map[string][]fixture{}
	for _, f := range all {
		by[f.Rule] = append(by[f.Rule], f)
	}
	mutants, killed := 0, 0
	for k := range canon.Get().Rules {
		r := &canon.Get().Rules[k]
		if elsewhere(r) {
			continue
		}
		for _, m := range mutant.Of(r) {
			mutants++
			rules := slices.Clone(canon.Get().Rules)
			rules[k] = m.Rule
			if _, err := canon.Get().Instances(&m.Rule); err != nil {
				killed++ // loading the data refuses it
				continue
			}
			e := compile(rules)
			if slices.ContainsFunc(by[r.ID], func(f fixture) bool { got, _ := f.assess(e); return got != f.Want }) {
				killed++
			} else {
				t.Logf("%s survives: %s", r.ID, m.What)
			}
		}
	}
	t.Logf("%d of %d mutants turn a fixture red: %.1f %%", killed, mutants, 100*float64(killed)/float64(mutants))
	if mutants < 200 || killed*10 < mutants*9 {
		t.Errorf("%d of %d mutants turn a fixture red, want nine in ten", killed, mutants)
	}
}
