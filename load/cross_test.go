package load

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"gongkai"
	"gongkai/canon"
	"gongkai/internal/mutant"
	schema "gongkai/sql"
)

type crossFixture struct {
	Rule, Name, Want string
	Reports          []struct {
		Year                int
		Form, Agency, Scope string
		Cells               map[string]any
		Text                string  // name of the text that the narrative is made from; "short" for one too short to compare
		Like                float64 // share of that text in it; 0 for all
	}
	id int64 // of the last report
}

// crossFixtures loads the fixtures, each in a county of its own, and returns them
// with a transaction in which rules can be checked.
func crossFixtures(t *testing.T) ([]crossFixture, *sql.Tx) {
	b, err := os.ReadFile("testdata/cross.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var list []crossFixture
	if err := yaml.UnmarshalWithOptions(b, &list, yaml.DisallowUnknownField()); err != nil {
		t.Fatal(err)
	}
	var in []input
	texts := map[string]gongkai.Sketch{"short": nil}
	random := rand.New(rand.NewPCG(7, 8))
	for k := range list {
		f := &list[k]
		for n, r := range f.Reports {
			rep := &gongkai.Report{Agency: "agency" + r.Agency, DivisionCode: fmt.Sprint(900000 + k), Function: "education",
				Scope: r.Scope, Year: r.Year, Template: r.Form, Title: fmt.Sprint(n), PublishedOn: fmt.Sprintf("%d-01-%02d", r.Year+1, n+1)}
			for _, i := range canon.Get().Indicators {
				applicants := []string{""}
				if i.ByApplicant {
					applicants = nil
					for _, a := range canon.Get().Applicants.List {
						applicants = append(applicants, a.ID)
					}
				}
				for _, a := range applicants {
					if !i.In(r.Form) {
						continue
					}
					v := ""
					if x, ok := r.Cells[canon.Cell(i.ID, a)]; ok && x != "blank" {
						v = fmt.Sprint(x)
					}
					rep.Facts = append(rep.Facts, fact(i.ID, a, r.Form, v))
				}
			}
			if r.Text != "" {
				rep.Sections = []gongkai.Section{{ID: "s1", Text: r.Text}}
				if _, drawn := texts[r.Text]; !drawn {
					texts[r.Text] = drawSketch(random, nil, 0)
				}
				if s := slices.Clone(texts[r.Text]); s != nil {
					if r.Like > 0 {
						other := drawSketch(random, nil, 0)
						for i := int(r.Like * gongkai.SketchLanes); i < gongkai.SketchLanes; i++ {
							s[2*i], s[2*i+1] = other[2*i], other[2*i+1]
						}
					}
					rep.Sketch = s
				}
			}
			in = append(in, found(page(fmt.Sprint(k, n), fmt.Sprint(k, n)), rep))
			f.id = ReportID(AgencyID(rep.DivisionCode, rep.Agency), rep.Year, scope(rep))
		}
	}
	path := warehouse(t)
	ingest(t, path, night, in...)
	run, err := Begin(context.Background(), path, night)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(run.Abort)
	tx, err := run.conn.BeginTx(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tx.Rollback() })
	return list, tx
}

// ends returns how a rule ends on a fixture.
func (f *crossFixture) ends(t *testing.T, tx *sql.Tx) string {
	t.Helper()
	var parts []string
	var n [4]int
	if err := tx.QueryRow(`SELECT pass, fail, not_assessable, not_applicable FROM rule_result WHERE report_id = ? AND rule = ?`, f.id, f.Rule).Scan(&n[0], &n[1], &n[2], &n[3]); err != nil {
		return err.Error()
	}
	for i, what := range map[int]string{0: "pass", 2: "not assessable", 3: "not applicable"} {
		if n[i] > 0 {
			parts = append(parts, fmt.Sprintf("%s %d", what, n[i]))
		}
	}
	slices.Sort(parts)
	if len(parts) == 2 && strings.HasPrefix(parts[1], "pass") {
		parts[0], parts[1] = parts[1], parts[0]
	}
	if n[1] > 0 {
		var severity string
		if err := tx.QueryRow(`SELECT any_value(severity) FROM issue WHERE report_id = ? AND rule = ?`, f.id, f.Rule).Scan(&severity); err != nil {
			return err.Error()
		}
		parts = append(parts, fmt.Sprintf("fail %d %s", n[1], severity))
	}
	return strings.Join(parts, ", ")
}

// Rules over several reports end as their fixtures say, and of their mutants at
// least nine in ten turn one red.
func TestCrossRules(t *testing.T) {
	list, tx := crossFixtures(t)
	has := map[string]bool{}
	for k := range list {
		f := &list[k]
		got := f.ends(t, tx)
		if got != f.Want {
			t.Errorf("%s %s: %s, want %s", f.Rule, f.Name, got, f.Want)
		}
		for _, how := range []string{"pass", "fail", "not assessable"} {
			if strings.Contains(got, how) {
				has[f.Rule+how] = true
			}
		}
	}
	mutants, killed := 0, 0
	try := func(rule, what string, rules []canon.Rule, queries []schema.Query) {
		mutants++
		err := crossCheck(context.Background(), tx, rules, queries, true)
		if err != nil {
			t.Fatalf("%s: %v", what, err)
		}
		if slices.ContainsFunc(list, func(f crossFixture) bool { return f.Rule == rule && f.ends(t, tx) != f.Want }) {
			killed++
		} else {
			t.Logf("%s survives: %s", rule, what)
		}
	}
	rules := canon.Get().Rules
	for k := range rules {
		r := &rules[k]
		instances, err := canon.Get().Instances(r)
		if err != nil {
			t.Fatal(err)
		}
		query := slices.IndexFunc(schema.Rules(), func(q schema.Query) bool { return q.ID == r.ID })
		if query < 0 && (len(instances) == 0 || !instances[0].Cross) {
			continue
		}
		for _, how := range []string{"pass", "fail", "not assessable"} {
			if !has[r.ID+how] {
				t.Errorf("%s has no fixture that ends in %s", r.ID, how)
			}
		}
		if query >= 0 {
			q := schema.Rules()[query]
			for _, flip := range [][2]string{{">=", "<"}, {"<>", "="}, {" < 10 ", " < 11 "}, {" * 95 ", " * 90 "}, {"NOT d.superseded", "d.superseded"}, {"> 0 THEN", "> 1 THEN"}, {" > a.received", " < a.received"}, {"* 10 ", "* 11 "}, {"< 20", "< 19"}, {"IS NULL", "IS NOT NULL"},
				{"comparables > 1", "comparables > 0"}, {"NOT a.narrated", "a.narrated"}, {"t.year - 1", "t.year - 2"}, {"c.kind = a.kind", "c.kind <> a.kind"}} {
				if strings.Contains(q.SQL, flip[0]) {
					try(r.ID, fmt.Sprint(flip), nil, []schema.Query{{ID: q.ID, SQL: strings.Replace(q.SQL, flip[0], flip[1], 1)}})
				}
			}
			continue
		}
		for _, m := range mutant.Of(r) {
			if got, err := canon.Get().Instances(&m.Rule); err != nil || !got[0].Cross {
				mutants++
				killed++ // the rule would be gone from the warehouse
				continue
			}
			try(r.ID, m.What, []canon.Rule{m.Rule}, nil)
		}
	}
	t.Logf("%d of %d mutants turn a fixture red: %.1f %%", killed, mutants, 100*float64(killed)/float64(mutants))
	if mutants < 60 || killed*10 < mutants*9 {
		t.Errorf("%d of %d mutants turn a fixture red, want nine in ten", killed, mutants)
	}
}
