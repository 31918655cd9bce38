package publish_test

import (
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The data package says of each table's file which columns it has, under their
// names, and what the published README tells to run runs.
func TestPackageDescribesFiles(t *testing.T) {
	w, dir := warehouse(t, 40), filepath.Join(t.TempDir(), "out")
	publishTo(t, w, dir, "")
	t.Chdir(dir)
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	type schema struct {
		Fields []struct{ Name, Type, Description string }
	}
	var p struct {
		Resources []struct {
			Path, Format string
			Schema       json.RawMessage
		}
	}
	unmarshal(t, read(t, "datapackage.json"), &p)
	described := map[string]int{}
	for _, r := range p.Resources {
		from := "read_csv('" + r.Path + "', header = true)"
		if r.Format == "parquet" {
			from = "read_parquet('" + r.Path + "', hive_partitioning = true)"
		} else if r.Format != "csv" || r.Path == "changes.csv" {
			continue
		}
		var s schema
		if ref := ""; json.Unmarshal(r.Schema, &ref) == nil {
			unmarshal(t, read(t, ref), &s)
		} else {
			unmarshal(t, r.Schema, &s)
		}
		var want, got []string
		for _, f := range s.Fields {
			want = append(want, f.Name)
			if f.Description == "" {
				t.Errorf("%s: nothing is said of %s", r.Path, f.Name)
			}
		}
		rows, err := db.Query(`SELECT column_name FROM (DESCRIBE FROM ` + from + `)`)
		if err != nil {
			t.Fatalf("%s: %v", r.Path, err)
		}
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				t.Fatal(err)
			}
			got = append(got, name)
		}
		rows.Close()
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%s has %q, described are %q", r.Path, got, want)
		}
		described[r.Format]++
	}
	if described["csv"] < 20 || described["parquet"] < 20 {
		t.Errorf("described: %v", described)
	}

	_, block, _ := strings.Cut(string(read(t, "README.md")), "```sql\n")
	block, _, ok := strings.Cut(block, "```")
	if _, err := db.Exec(block); !ok || err != nil {
		t.Errorf("README: %v", err)
	}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func unmarshal(t *testing.T, b []byte, to any) {
	t.Helper()
	if err := json.Unmarshal(b, to); err != nil {
		t.Fatalf("%.100s: %v", b, err)
	}
}
