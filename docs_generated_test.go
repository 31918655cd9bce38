package gongkai_test

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai/canon"
	schema "gongkai/sql"
)

// TestDocsGenerated holds the tables of docs/rules.md, docs/metrics.md and
// docs/dictionary.md against canon and the warehouse.
func TestDocsGenerated(t *testing.T) {
	for name, make := range map[string]func(*testing.T) string{
		"docs/rules.md": rulesTable, "docs/metrics.md": metricsTable, "docs/dictionary.md": dictionary,
	} {
		t.Run(name, func(t *testing.T) {
			text := readDoc(t, name)
			got, want := generated(text), "\n"+make(t)+"\n"
			if got == want {
				return
			}
			if got == "" {
				t.Fatalf("no part between %q and %q", generatedFrom, generatedTo)
			}
			if !*update {
				t.Fatalf("out of step with its source; run go test -update .\n%s", firstDifference(got, want))
			}
			writeDoc(t, name, strings.Replace(text, generatedFrom+got, generatedFrom+want, 1))
		})
	}
}

const (
	generatedFrom = "<!-- generated: go test -update . -->"
	generatedTo   = "<!-- end -->"
)

func generated(text string) string {
	_, text, _ = strings.Cut(text, generatedFrom)
	text, _, _ = strings.Cut(text, generatedTo)
	return text
}

func firstDifference(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			return "missing: " + b[i]
		case i >= len(b):
			return "too much: " + a[i]
		case a[i] != b[i]:
			return "has:  " + a[i] + "\nwant: " + b[i]
		}
	}
	return ""
}

// rulesTable is made from canon, and from the sources for what no code raises.
func rulesTable(t *testing.T) string {
	var code strings.Builder
	for _, dir := range []string{"transform", "load"} {
		err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
				return err
			}
			b, err := os.ReadFile(name)
			code.Write(b)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	raised := map[string]bool{} // by claims, and by queries over several reports
	for _, k := range canon.Claims().Claims {
		raised[k.Rule] = true
	}
	for _, q := range schema.Rules() {
		raised[q.ID] = true
	}
	var b strings.Builder
	var idle []string
	b.WriteString("| rule | severity | it fails where this does not hold, or this is found | 中文 | rests on |\n|---|---|---|---|---|\n")
	for _, r := range canon.Get().Rules {
		fmt.Fprintf(&b, "| `%s` | %s | %s | %s | %s |\n", r.ID, r.Severity, cell(r.EN), cell(r.ZH), cell(r.Law))
		if len(r.Checks) == 0 && !raised[r.ID] && !strings.Contains(code.String(), `"`+r.ID+`"`) {
			idle = append(idle, "`"+r.ID+"`")
		}
	}
	b.WriteString("\nWhat is checked, as `canon/data/rules.yaml` writes it:\n\n| rule | holds | applies |\n|---|---|---|\n")
	for _, r := range canon.Get().Rules {
		for _, c := range r.Checks {
			applies := c.When
			if c.Otherwise {
				applies = strings.TrimSuffix("otherwise, "+applies, ", ")
			}
			fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", r.ID, cell(c.Holds), cell(applies))
		}
	}
	if len(idle) > 0 {
		fmt.Fprintf(&b, "\nNamed here, but not yet raised by any code: %s.\n", strings.Join(idle, ", "))
	}
	return b.String()
}

func metricsTable(*testing.T) string {
	var b strings.Builder
	for _, m := range canon.Get().Metrics {
		join := sum
		if m.Source != "" {
			join = func(words []string) string { return strings.Join(words, " + ") }
		}
		formula := join(m.Numerator)
		if len(m.Denominator) > 0 {
			formula = "(" + formula + ") / (" + join(m.Denominator) + ")"
		}
		fmt.Fprintf(&b, "## `%s`\n\n%s, %s\n\n| | |\n|---|---|\n", m.ID, m.EN, m.ZH)
		fmt.Fprintf(&b, "| formula | %s |\n| unit | %s |\n", cell(formula), unit(m.Unit))
		fmt.Fprintf(&b, "| direction | %s |\n| comparability 2019 to 2021 form | %s |\n", direction(m.Direction), m.Grade)
		if m.RankFrom > 0 {
			fmt.Fprintf(&b, "| show from | denominator %d |\n| rank from | denominator %d |\n", m.ShowFrom, m.RankFrom)
		}
		if m.Absent != "" {
			fmt.Fprintf(&b, "| no numbers | %s |\n", cell(m.Absent))
		}
		fmt.Fprintf(&b, "| caveat | %s |\n| 注意 | %s |\n\n", cell(m.Caveat), cell(m.CaveatZH))
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// sum writes terms as a sum. Those that no form holds together stand for one
// another.
func sum(terms []string) string {
	var b strings.Builder
	for i, term := range terms {
		o := canon.ParseOperand(term)
		sep := " + "
		for _, t := range terms[:i] {
			if !slices.ContainsFunc(canon.Get().Indicator(o.Indicator).Templates, canon.Get().Indicator(canon.ParseOperand(t).Indicator).In) {
				sep = " or "
			}
		}
		if o.Factor < 0 {
			sep = strings.Replace(sep, "+", "-", 1)
		}
		if i > 0 {
			b.WriteString(sep)
		} else if o.Factor < 0 {
			b.WriteString("-")
		}
		b.WriteString("`" + strings.TrimPrefix(term, "-") + "`")
	}
	return b.String()
}

func unit(u string) string {
	if u == "rate" {
		return "fraction of 1"
	}
	return u
}

func direction(d string) string {
	switch d {
	case "up":
		return "up: more is better"
	case "down":
		return "down: less is better"
	}
	return "neutral: neither more nor less is better"
}

func cell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// dictionary is made from the comments in a warehouse.
func dictionary(t *testing.T) string {
	bin, err := program()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "empty.txt"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const query = `SELECT t.name, t.comment, t.is_view, c.column_name, c.data_type, coalesce(c.comment, '') AS column_comment
		FROM (SELECT table_name AS name, comment, false AS is_view FROM duckdb_tables()
			UNION ALL SELECT view_name, comment, true FROM duckdb_views() WHERE NOT internal) t
		JOIN duckdb_columns() c ON c.table_name = t.name AND NOT c.internal
		WHERE t.name NOT LIKE '%\_history' ESCAPE '\' ORDER BY t.is_view, t.name, c.column_index`
	out, err := shell(dir, bin, "gongkai ingest empty.txt >&2\ngongkai sql --format json", query)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	last := ""
	for line := range strings.Lines(out) {
		var row struct {
			Name, Comment string
			IsView        bool   `json:"is_view"`
			Column        string `json:"column_name"`
			Type          string `json:"data_type"`
			Says          string `json:"column_comment"`
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		if row.Name != last {
			last = row.Name
			kind := "table"
			if row.IsView {
				kind = "view"
			}
			fmt.Fprintf(&b, "\n## `%s`\n\n%s (%s)\n\n| column | type | |\n|---|---|---|\n", row.Name, cell(row.Comment), kind)
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", row.Column, row.Type, cell(row.Says))
	}
	return strings.TrimPrefix(b.String(), "\n") + macros(t, dir, bin)
}

// macros lists the functions that the warehouse adds to SQL.
func macros(t *testing.T, dir, bin string) string {
	out, err := shell(dir, bin, "gongkai sql --format json", `SELECT function_name AS name, any_value(parameters) AS parameters, any_value(comment) AS comment
		FROM duckdb_functions() WHERE NOT internal AND database_name = current_database() GROUP BY 1 ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	b := strings.Builder{}
	b.WriteString("\n## Macros\n\n| macro | |\n|---|---|\n")
	for line := range strings.Lines(out) {
		var row struct {
			Name, Comment string
			Parameters    []string
		}
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "| `%s(%s)` | %s |\n", row.Name, strings.Join(row.Parameters, ", "), cell(row.Comment))
	}
	return b.String()
}
