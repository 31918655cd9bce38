package canon

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// Every data file says at its head what it is and where it comes from.
func TestFilesSayTheirSource(t *testing.T) {
	err := fs.WalkDir(files, "data", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := files.ReadFile(path)
		if err != nil {
			return err
		}
		head, _, _ := strings.Cut(string(b), "\n"+firstKey(string(b)))
		if !strings.HasPrefix(head, "# ") || len(strings.Split(head, "\n")) < 3 {
			t.Errorf("%s: want a header of at least three comment lines", path)
		}
		if !strings.Contains(strings.ToLower(head), "source") {
			t.Errorf("%s: the header names no source", path)
		}
		if !utf8.Valid(b) || strings.Contains(string(b), "\t") && strings.HasSuffix(path, ".yaml") || strings.Contains(string(b), "\r") {
			t.Errorf("%s: not plain UTF-8 with LF and without tabs", path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func firstKey(s string) string {
	for _, l := range strings.Split(s, "\n") {
		if l != "" && !strings.HasPrefix(l, "#") {
			return l
		}
	}
	return "\x00"
}

// The forms have the number of cells that the State Council's office prescribed.
func TestCellsOfForms(t *testing.T) {
	got := map[string]int{}
	for _, i := range Get().Indicators {
		for _, tpl := range i.Templates {
			n := 1
			if i.ByApplicant {
				n = len(Get().Applicants.List)
			}
			got[tpl] += n
		}
	}
	if got[T2019] != 198 || got[T2021] != 200 {
		t.Errorf("cells: t2019 %d, t2021 %d; want 198 and 200", got[T2019], got[T2021])
	}
}

var id = regexp.MustCompile(`^[a-z0-9_]+(\.[a-z0-9_]+)*$`)

func TestIndicators(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range Get().Indicators {
		if seen[i.ID] || !id.MatchString(i.ID) {
			t.Errorf("%s: twice, or no id", i.ID)
		}
		seen[i.ID] = true
		if i.ZH == "" || i.EN == "" || i.Unit == "" || i.Kind == "" || len(i.Templates) == 0 || !slices.Contains([]string{"A", "B", "C", "D"}, i.Grade) {
			t.Errorf("%s: incomplete: %+v", i.ID, i)
		}
		if (i.Kind == Money) != (i.Unit == "CNY") {
			t.Errorf("%s: kind %s in %s", i.ID, i.Kind, i.Unit)
		}
		for _, tpl := range i.Templates {
			if Get().Template(tpl) == nil {
				t.Errorf("%s: template %s is unknown", i.ID, tpl)
			}
		}
	}
}

// No label of an axis stands for two things.
func TestLabelsMeanOneThing(t *testing.T) {
	c := Get()
	axes := map[string][]Label{"applicants": c.Applicants.List, "pd rows": c.Proactive.Rows, "blocks": c.Challenges.Blocks}
	for _, k := range c.Proactive.Columns {
		axes["pd columns"] = append(axes["pd columns"], k.Label)
	}
	for _, r := range c.Requests.Rows {
		axes["request rows"] = append(axes["request rows"], r.Label)
	}
	for _, g := range c.Requests.Groups {
		axes["request groups"] = append(axes["request groups"], g.Label)
	}
	for _, o := range c.Challenges.Outcomes {
		axes["outcomes"] = append(axes["outcomes"], o.Label)
	}
	for _, r := range c.Statistics.Rows {
		l := r.Label
		if r.Heading {
			continue
		}
		// The form numbers its parts, so that 被依法纠错数 stands under two parents.
		l.ZH = r.Parent + "/" + l.ZH
		for i := range l.Aliases {
			l.Aliases = append([]string{}, l.Aliases...)
			l.Aliases[i] = r.Parent + "/" + l.Aliases[i]
		}
		axes["statistics"] = append(axes["statistics"], l)
	}
	for axis, labels := range axes {
		means, ids := map[string]string{}, map[string]bool{}
		for _, l := range labels {
			if l.ID == "" || l.ZH == "" || ids[l.ID] {
				t.Errorf("%s: %q: no id, no label or twice", axis, l.ID)
			}
			ids[l.ID] = true
			for _, n := range l.Names() {
				if n == "" || n != strings.TrimSpace(n) {
					t.Errorf("%s %s: alias %q", axis, l.ID, n)
				}
				if old, ok := means[n]; ok {
					t.Errorf("%s: %q stands for %s and %s", axis, n, old, l.ID)
				}
				means[n] = l.ID
			}
		}
	}
}

// What one file refers to stands in another.
func TestNoOrphans(t *testing.T) {
	c := Get()
	rows, cols := map[string]bool{}, map[string]bool{}
	for _, r := range c.Proactive.Rows {
		rows[r.ID] = true
	}
	for _, k := range c.Proactive.Columns {
		cols[k.ID] = true
		for r := range k.Labels {
			if !rows[r] {
				t.Errorf("column %s: label for row %s, which is unknown", k.ID, r)
			}
		}
	}
	used := map[string]bool{}
	for _, s := range c.Proactive.Subtables {
		for tpl, f := range s.Forms {
			if c.Template(tpl) == nil || len(f.Rows) == 0 || len(f.Columns) == 0 {
				t.Errorf("sub-table %s: form %s", s.ID, tpl)
			}
			for _, r := range f.Rows {
				used[r] = true
				if !rows[r] {
					t.Errorf("sub-table %s: row %s is unknown", s.ID, r)
				}
			}
			for _, k := range f.Columns {
				used["column "+k] = true
				if !cols[k] {
					t.Errorf("sub-table %s: column %s is unknown", s.ID, k)
				}
			}
		}
	}
	for r := range rows {
		if !used[r] {
			t.Errorf("row %s stands in no sub-table", r)
		}
	}
	for k := range cols {
		if !used["column "+k] {
			t.Errorf("column %s stands in no sub-table", k)
		}
	}
	groups := map[string]bool{"": true}
	for _, g := range c.Requests.Groups {
		groups[g.ID] = true
	}
	for _, r := range c.Requests.Rows {
		if !groups[r.Group] {
			t.Errorf("row %s: group %s is unknown", r.ID, r.Group)
		}
	}
	ids := map[string]bool{}
	for _, m := range c.Metrics {
		if ids[m.ID] || m.ZH == "" || m.EN == "" || m.Caveat == "" || m.CaveatZH == "" || m.Unit == "" || len(m.Numerator) == 0 || !slices.Contains([]string{"neutral", "up", "down"}, m.Direction) ||
			!slices.Contains([]string{"A", "B", "C", "D"}, m.Grade) || !slices.Contains([]string{"", "median", "hhi", "top"}, m.Aggregate) ||
			!slices.Contains([]string{"", "report", "panel", "registry", "area", "outside"}, m.Source) || (m.Source == "outside") != (m.Absent != "") {
			t.Errorf("metric %s: incomplete, or twice", m.ID)
		}
		ids[m.ID] = true
		for _, s := range append(slices.Clone(m.Numerator), m.Denominator...) {
			o := ParseOperand(s)
			if i := c.Indicator(o.Indicator); m.Source == "" && (i == nil || !i.ByApplicant && o.Applicant != "total" ||
				!slices.ContainsFunc(c.Applicants.List, func(l Label) bool { return l.ID == o.Applicant })) {
				t.Errorf("metric %s: operand %s is unknown", m.ID, s)
			}
		}
		if (len(m.Denominator) > 0) != (m.Kind == "rate" || m.Kind == "ratio") || len(m.Denominator) == 0 && m.Kind != "count" || m.Kind == "rate" && m.Unit != "rate" ||
			m.Unit == "rate" && (m.RankFrom == 0 || m.ShowFrom == 0) {
			t.Errorf("metric %s: a rate has a denominator, and thresholds", m.ID)
		}
	}
	for _, p := range c.Phrases {
		if !ids[p.Metric] || len(p.Words) == 0 || !slices.ContainsFunc(c.Sections, func(s Section) bool { return s.ID == p.Section }) {
			t.Errorf("phrase %s: its metric or section is unknown", p.ID)
		}
	}
	for _, v := range Divisions().All() {
		n := 0
		for _, r := range c.Regions {
			if slices.Contains(r.Provinces, v.Code[:2]) {
				n++
			}
		}
		if n != 1 && !slices.Contains([]string{"71", "81", "82"}, v.Code[:2]) {
			t.Errorf("division %s stands in %d regions", v.Code, n)
		}
	}
	parents := map[string]bool{"": true}
	for _, r := range c.Statistics.Rows {
		parents[r.ID] = true
		if !parents[r.Parent] {
			t.Errorf("statistics %s: parent %s does not stand before it", r.ID, r.Parent)
		}
	}
	for _, r := range c.Rules {
		if r.ZH == "" || r.EN == "" || !slices.Contains([]string{"error", "warning", "info"}, r.Severity) || !regexp.MustCompile(`^[A-ET]?P?-\d\d$`).MatchString(r.ID) {
			t.Errorf("rule %s: incomplete", r.ID)
		}
	}
	if !slices.IsSortedFunc(c.Rules, func(a, b Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("rules are not in the order of their ids")
	}
	for i, s := range c.Series {
		if s.Rule == "" || s.Grade == "" || i > 0 && s.From < 2014 {
			t.Errorf("series %s: incomplete", s.ID)
		}
	}
	for i, s := range c.Sections {
		if s.ID != "s"+string(rune('1'+i)) || len(s.Words) == 0 || s.EN == "" {
			t.Errorf("section %d: %+v", i+1, s)
		}
	}
}

func TestExpected(t *testing.T) {
	for year, want := range map[int]string{2013: "", 2014: T2014, 2018: T2014, 2019: T2019, 2020: T2019, 2021: T2021, 2030: T2021, 0: ""} {
		if got := Get().Expected(year); got != want {
			t.Errorf("form of %d: %q, want %q", year, got, want)
		}
	}
}
