package review_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gongkai/ingest"
	"gongkai/ingest/review"
	"gongkai/internal/draw"
	"gongkai/load"
)

const head = "decisions:\n"

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "decisions.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func entry(sha, cell, rule, verdict, value string) string {
	return "  - {sha256: " + sha + ", cell: \"" + cell + "\", rule: \"" + rule + "\", verdict: " + verdict + ", value: \"" + value + "\", reason: 电话核实, who: Li, on: 2026-01-20}\n"
}

// A file that is not as it should be says which entry, and what it wants.
func TestRead(t *testing.T) {
	sha := strings.Repeat("ab", 32)
	good := entry(sha, "req.received@total", "", "correct", "12")
	for name, c := range map[string]struct{ text, want string }{
		"digest":     {entry("abc", "", "", "ignore", ""), "64 hex digits"},
		"indicator":  {entry(sha, "req.nothing", "", "ignore", ""), "no indicator req.nothing"},
		"applicant":  {entry(sha, "req.received@nobody", "", "ignore", ""), "no applicant nobody"},
		"whose":      {entry(sha, "req.received", "", "correct", "12"), "write req.received@total"},
		"whose of":   {entry(sha, "pd.fees.amount_cny@total", "", "accept", ""), "has no applicants; write pd.fees.amount_cny"},
		"rule":       {entry(sha, "", "Z-99", "ignore", ""), "Z-99"},
		"verdict":    {entry(sha, "", "", "perhaps", ""), "accept, correct, ignore"},
		"no value":   {entry(sha, "req.received@total", "", "correct", ""), "value belongs"},
		"no number":  {entry(sha, "req.received@total", "", "correct", "a dozen"), "plain number"},
		"too fine":   {entry(sha, "pd.fees.amount_cny", "", "correct", "1.23456"), "four decimals"},
		"not wanted": {entry(sha, "req.received@total", "", "accept", "3"), "value belongs"},
		"twice":      {good + good, "decision 2 is about the same as decision 1"},
		"key":        {"  - {sha: x}\n", "sha"},
		"reason":     {strings.Replace(good, "电话核实", "\"\"", 1), "say the reason"},
		"date":       {strings.Replace(good, "2026-01-20", "soon", 1), "a date such as"},
	} {
		if _, err := review.Read(write(t, head+c.text)); !errors.Is(err, review.ErrFile) || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if d, err := review.Read(write(t, head+good)); err != nil || len(d) != 1 || d[0].Value != "12" {
		t.Errorf("%v, %v", d, err)
	}
	row := entry(sha, "req.received", "T-05", "ignore", "") // as review prints a row that is absent
	if d, err := review.Read(write(t, head+row)); err != nil || len(d) != 1 {
		t.Errorf("%v, %v", d, err)
	}
	if d, err := review.Read(filepath.Join(t.TempDir(), "none.yaml")); err != nil || d != nil {
		t.Errorf("no file: %v, %v", d, err)
	}
	if d, err := review.Read(write(t, "")); err != nil || d == nil || len(d) != 0 {
		t.Errorf("an empty file: %v, %v", d, err)
	}
}

// What was decided on leaves the queue, stays out of it when the same is read
// again, comes back when the document changes, and no printed value moves.
func TestQueue(t *testing.T) {
	dir, path := t.TempDir(), filepath.Join(t.TempDir(), "w.duckdb")
	file := filepath.Join(dir, "a.html")
	body := draw.Draw(draw.Options{Seed: 11, Layout: draw.Clean, Template: draw.T2021, Free: true}).Bytes // its sums do not close
	put := func(b []byte) {
		t.Helper()
		if err := os.WriteFile(file, b, 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := ingest.Run(t.Context(), ingest.Options{Warehouse: path, Files: []string{file}, Now: time.Now()}); err != nil {
			t.Fatal(err)
		}
	}
	type answer struct {
		rows   [][]any
		states []review.State
		values string
	}
	ask := func(decided []review.Decision) (a answer) {
		t.Helper()
		db, err := load.OpenRead(path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if a.rows, err = review.Queue(t.Context(), db, decided, 0); err != nil {
			t.Fatal(err)
		}
		if a.states, err = review.States(t.Context(), db, decided); err != nil {
			t.Fatal(err)
		}
		if err := db.QueryRow(`SELECT string_agg(CAST(value AS VARCHAR), ',' ORDER BY indicator, applicant) FROM fact_request`).Scan(&a.values); err != nil {
			t.Fatal(err)
		}
		return a
	}
	put(body)
	first := ask(nil)
	if len(first.rows) < 2 || first.rows[0][1] != true {
		t.Fatalf("%d rows, the first %v", len(first.rows), first.rows)
	}
	var decided []review.Decision
	top := first.rows[0]
	d := review.Decision{SHA256: load.Text(top[9], ""), Cell: load.Text(top[4], ""), Rule: strings.TrimPrefix(load.Text(top[5], ""), "rule "), Verdict: review.Correct, Value: "7", Reason: "r", Who: "w", On: "2026-01-20"}
	decided = append(decided, d)
	put(body) // the same again
	second := ask(decided)
	if len(second.rows) != len(first.rows)-1 || second.states[0].State != "stands" || second.values != first.values {
		t.Errorf("%d rows after a decision, %d before; %+v", len(second.rows), len(first.rows), second.states)
	}
	other := d
	other.Rule = "P-13"
	if a := ask([]review.Decision{other}); len(a.rows) != len(first.rows) {
		t.Error("a decision on another rule took a row out")
	}
	put(append(body, "<!-- republished -->"...)) // other bytes
	if a := ask(decided); len(a.rows) != len(first.rows) || a.states[0].State != "expired" || a.values != first.values {
		t.Errorf("after a change: %d rows, %d before; %+v", len(a.rows), len(first.rows), a.states)
	}
	decided[0].SHA256 = strings.Repeat("0", 64)
	if a := ask(decided); a.states[0].State != "unknown" || len(a.rows) != len(first.rows) {
		t.Errorf("%+v", a.states)
	}
}
