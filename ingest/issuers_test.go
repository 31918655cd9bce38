package ingest

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"gongkai/load"
	"gongkai/transform/override"
)

// A changed override changes the reports of its document, and no others.
func TestOverrideChangesItsReportsOnly(t *testing.T) {
	dir := t.TempDir()
	var files []string
	for _, name := range []string{"deqing_education_2023.html", "tonglu_water_2023.html"} {
		b, err := os.ReadFile(filepath.Join("..", "testdata", "reports", name))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, filepath.Join(dir, name))
		if err := os.WriteFile(files[len(files)-1], b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	db := filepath.Join(dir, "w.duckdb")
	changed := func(list *override.List) [][]any {
		t.Helper()
		if _, err := Run(context.Background(), Options{Warehouse: db, Files: files, Parser: Parser{Overrides: list}, Now: time.Now()}); err != nil {
			t.Fatal(err)
		}
		r, err := load.OpenRead(db)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		_, rows, err := load.Query(context.Background(), r, `SELECT c.change, h.agency, h.year FROM report_change c JOIN report_history h
			ON h.report_id = c.report_id AND h.version = coalesce(c.after, c.before) WHERE c.run_id = (SELECT max(run_id) FROM run) ORDER BY ALL`)
		if err != nil {
			t.Fatal(err)
		}
		var out [][]any
		for row, err := range rows {
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, row)
		}
		return out
	}
	if got := changed(nil); len(got) != 2 {
		t.Fatalf("first run: %v", got)
	}
	if got := changed(nil); len(got) != 0 {
		t.Errorf("the same again changed %v", got)
	}
	list, err := override.Read("o.yaml", []byte("- path: tonglu_water_2023.html\n  agency: 桐庐县林业水利局\n  division: \"330122\"\n  who: li\n  when: 2026-03-02\n  why: the bureau's full name\n"))
	if err != nil {
		t.Fatal(err)
	}
	got := changed(list)
	if len(got) != 2 || got[0][0] != "new" || got[0][1] != "桐庐县林业水利局" || got[1][0] != "withdrawn" || got[1][1] != "桐庐县水利局" {
		t.Errorf("the override changed %v", got)
	}
	if got := changed(list); len(got) != 0 {
		t.Errorf("it does not survive a run: %v", got)
	}
	if got := changed(nil); len(got) != 2 {
		t.Errorf("taken back: %v", got)
	}
}
