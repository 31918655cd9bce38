package publish_test

import (
	"archive/zip"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gongkai/load"
	"gongkai/publish"
)

// publishTo publishes a warehouse.
func publishTo(t testing.TB, warehouse, dir, console string) publish.Result {
	t.Helper()
	r, err := publish.Run(context.Background(), publish.Options{Dir: dir, Console: console,
		Snapshot: func(to string) error { return load.Snapshot(warehouse, to) },
		Open:     func(w, scratch string) (*sql.DB, error) { return load.OpenScratch(w, scratch, "500MB") }})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// files are the contents of a folder's files by name.
func files(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		out[filepath.ToSlash(rel)] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// The same content makes the same bytes, and what changed is logged.
func TestRunIsRepeatable(t *testing.T) {
	w, dir := warehouse(t, 130), filepath.Join(t.TempDir(), "out")
	first := publishTo(t, w, dir, "")
	if first.Reports != 130 || first.Changes.Added != 130 {
		t.Errorf("first %+v", first)
	}
	before := files(t, dir)
	// An empty night changes the file's bytes and not its content.
	change(t, w, `INSERT INTO run SELECT * REPLACE (run_id + 1 AS run_id) FROM run`)
	second := publishTo(t, w, dir, "")
	if second.Content != first.Content || second.Changes != (publish.Changes{}) || second.Unheeded != "" {
		t.Errorf("second %+v", second)
	}
	after := files(t, dir)
	for name := range before {
		if after[name] != before[name] {
			t.Errorf("%s changed", name)
		}
	}
	if len(after) != len(before) {
		t.Errorf("%d files, then %d", len(before), len(after))
	}
	// Elsewhere: all the same but for the snapshot's bytes.
	elsewhere := filepath.Join(t.TempDir(), "out")
	publishTo(t, w, elsewhere, "")
	for name, b := range files(t, elsewhere) {
		if b != before[name] && !strings.HasPrefix(name, publish.Warehouse) {
			t.Errorf("elsewhere %s is other", name)
		}
	}

	change(t, w, `UPDATE report_history SET content_sha256 = 'x' WHERE report_id = 11`,
		`UPDATE report_history SET detail_sha256 = 'x' WHERE report_id = 11 + 7919`,
		`DELETE FROM report WHERE report_id = 11 + 2 * 7919`)
	third := publishTo(t, w, dir, "")
	if third.Changes != (publish.Changes{Restated: 1, Reread: 1, Withdrawn: 1}) {
		t.Errorf("third %+v", third)
	}
	log := files(t, dir)["changes.csv"]
	if strings.Count(log, "\n") != 4 || !strings.Contains(log, ",restated,11,") || !strings.Contains(log, ",withdrawn,15849,") {
		t.Errorf("log:\n%s", log)
	}
}

// A folder of somebody else's is not touched, a broken run leaves what stood.
func TestRunReplacesOnlyPublications(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), []byte("x"), 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(dir string) error {
		_, err := publish.Run(context.Background(), publish.Options{Dir: dir, Snapshot: func(string) error { return fmt.Errorf("disk full") }})
		return err
	}
	if err := run(dir); err == nil || !strings.Contains(err.Error(), "name an empty or new folder") {
		t.Errorf("somebody's folder: %v", err)
	}
	w, out := warehouse(t, 15), filepath.Join(t.TempDir(), "out")
	publishTo(t, w, out, "")
	before := files(t, out)
	if err := run(out); err == nil || !strings.Contains(err.Error(), "disk full") {
		t.Errorf("a run that breaks: %v", err)
	}
	if after := files(t, out); len(after) != len(before) {
		t.Error("a broken run changed the publication")
	}
	if left, _ := filepath.Glob(out + ".*"); len(left) != 1 { // the lock
		t.Errorf("left %q", left)
	}
}

// Parquet says the same as the warehouse, cell by cell and in the order of pages, over
// more than one stage; the package names every file.
func TestRunIsComplete(t *testing.T) {
	publish.SetStageSize(t, 25)
	w, dir := warehouse(t, 60), filepath.Join(t.TempDir(), "out")
	publishTo(t, w, dir, "")
	db, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, s := range []string{
		`ATTACH '` + filepath.Join(dir, publish.Warehouse) + `' AS w (READ_ONLY)`, `SET search_path = 'memory,w'`,
		`CREATE TABLE page AS SELECT report_id, row_number() OVER (ORDER BY division_code, agency_id, scope, year, report_id) AS page FROM report`,
	} {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	for table, then := range map[string]string{"report": "", "fact_request": ", indicator, applicant, locator", "fact_proactive": ", indicator, locator",
		"fact_challenge": ", indicator, locator", "fact_statistic": ", indicator, locator", "fact_claim": ", claim, value, approx, quote, locator", "issue": ", rule", "report_wide": "", "metric": ", metric"} {
		var columns string
		if err := db.QueryRow(`SELECT string_agg(column_name, ', ') FROM (DESCRIBE FROM w.` + table + `)`).Scan(&columns); err != nil {
			t.Fatal(err)
		}
		if _, err := db.Exec(`CREATE OR REPLACE TABLE b AS FROM read_parquet('` + dir + `/parquet/` + table + `/*/*/*.parquet', hive_partitioning = true, filename = true, file_row_number = true)`); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		var rows, lost, strange, astray, unordered int
		query := `WITH a AS (FROM w.` + table + `), c AS (SELECT ` + columns + ` FROM b)
			SELECT (SELECT count(*) FROM a), (SELECT count(*) FROM (FROM a EXCEPT ALL FROM c)), (SELECT count(*) FROM (FROM c EXCEPT ALL FROM a)),
				(SELECT count(*) FROM b JOIN report r USING (report_id) WHERE b.province::VARCHAR <> left(r.division_code, 2)),
				(SELECT count(*) FROM (SELECT file_row_number - row_number() OVER (PARTITION BY filename ORDER BY page` + then + `) AS off FROM b JOIN page USING (report_id)) WHERE off <> -1)`
		if err := db.QueryRow(query).Scan(&rows, &lost, &strange, &astray, &unordered); err != nil {
			t.Fatalf("%s: %v", table, err)
		}
		if rows == 0 || lost+strange+astray+unordered != 0 {
			t.Errorf("%s: %d rows, of which Parquet lacks %d; it has %d others, %d in another province, %d out of order", table, rows, lost, strange, astray, unordered)
		}
	}
	all := files(t, dir)
	var p struct {
		Resources []struct{ Path, Hash string }
	}
	if err := json.Unmarshal([]byte(all["datapackage.json"]), &p); err != nil {
		t.Fatal(err)
	}
	named := map[string]bool{}
	for _, r := range p.Resources {
		named[r.Path] = true
		if all[r.Path] == "" {
			t.Errorf("%s is named and missing", r.Path)
		}
	}
	for name := range all {
		if (strings.HasPrefix(name, "parquet/") || strings.HasPrefix(name, "csv/")) && (!named[name] || !strings.Contains(all["SHA256SUMS"], "  "+name+"\n")) {
			t.Errorf("%s is not named", name)
		}
	}
	if n := len(all["index.html"]); n > 200<<10 {
		t.Errorf("the front page has %d bytes", n)
	}
}

// hostile are names that would act if they were let.
var hostile = []string{`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `=cmd|'/c calc'!A1`, "@SUM(1)\nline", "\x1b[31mred\x1b[0m", `＝1+1`, `'; DROP TABLE report; --`}

func TestHostileNamesAreInert(t *testing.T) {
	w, dir := warehouse(t, 75), filepath.Join(t.TempDir(), "out")
	for i, name := range hostile {
		n := strings.ReplaceAll(name, "'", "''")
		change(t, w, fmt.Sprintf(`UPDATE report SET agency = '%s', title = '%s', url = 'javascript:alert(1)' WHERE agency_id LIKE '%%-%08x'`, n, n, i+1))
	}
	change(t, w, `UPDATE issue SET message = '<script>alert(2)</script>'`, `UPDATE fact_request SET raw = '"><script>', status = 'unparsed', value = NULL WHERE indicator = 'req.received' AND applicant = 'natural_person'`)
	publishTo(t, w, dir, "")
	seen := 0
	for name, content := range files(t, dir) {
		switch filepath.Ext(name) {
		case ".html":
			seen += strings.Count(content, "&lt;script&gt;alert(1)")
			inspect(t, name, content)
		case ".csv":
			for _, bad := range []string{"\x1b", ",=cmd", ",\"=cmd", ",@SUM", ",\"@SUM", ",＝1"} {
				if strings.Contains(content, bad) {
					t.Errorf("%s has %q", name, bad)
				}
			}
		case ".xlsx":
			book(t, content)
		}
	}
	if seen == 0 {
		t.Error("no page shows the hostile name")
	}
}

// inspect holds a page's tree against what its writer may make.
func inspect(t *testing.T, name, content string) {
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			tok := z.Token()
			src := ""
			for _, a := range tok.Attr {
				if strings.HasPrefix(a.Key, "on") || strings.HasPrefix(a.Val, "javascript:") {
					t.Errorf("%s: <%s %s=%q>", name, tok.Data, a.Key, a.Val)
				}
				if a.Key == "src" {
					src = a.Val
				}
			}
			if tok.Data == "img" || tok.Data == "script" && !strings.HasSuffix(src, "assets/site.js") {
				t.Errorf("%s has a <%s src=%q>", name, tok.Data, src)
			}
		case html.TextToken:
			if strings.ContainsRune(string(z.Text()), '\x1b') {
				t.Errorf("%s has an escape character", name)
			}
		}
	}
}

// book holds that no cell of a workbook is a formula.
func book(t *testing.T, content string) {
	t.Helper()
	z, err := zip.NewReader(strings.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	names := 0
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		names += strings.Count(string(b), "cmd|")
		if strings.Contains(string(b), "<f>") || strings.ContainsRune(string(b), '\x1b') || strings.Contains(string(b), "<script>") {
			t.Errorf("%s acts", f.Name)
		}
	}
	if names == 0 {
		t.Error("no sheet has the hostile name")
	}
}

// Every link of every page leads to a file of the site, and to a place in it.
func TestLinksResolve(t *testing.T) {
	w, dir := warehouse(t, 60), filepath.Join(t.TempDir(), "out")
	publishTo(t, w, dir, "")
	pages := files(t, dir)
	ids := map[string]map[string]bool{}
	links := map[string][]string{}
	for name, content := range pages {
		if filepath.Ext(name) != ".html" {
			continue
		}
		ids[name] = map[string]bool{}
		z := html.NewTokenizer(strings.NewReader(content))
		for tt := z.Next(); tt != html.ErrorToken; tt = z.Next() {
			if tt != html.StartTagToken && tt != html.SelfClosingTagToken {
				continue
			}
			for _, a := range z.Token().Attr {
				switch a.Key {
				case "id":
					ids[name][a.Val] = true
				case "href", "src":
					links[name] = append(links[name], a.Val)
				}
			}
		}
	}
	followed := 0
	for name, list := range links {
		for _, l := range list {
			if strings.HasPrefix(l, "data:") || strings.HasPrefix(l, "https://www.example.gov.cn/") {
				continue
			}
			if strings.Contains(l, ":") || strings.HasPrefix(l, "/") {
				t.Errorf("%s: %q is not relative", name, l)
				continue
			}
			to, place, _ := strings.Cut(l, "#")
			target := name
			if to != "" {
				target = filepath.ToSlash(filepath.Join(filepath.Dir(name), to))
			}
			if _, ok := pages[target]; !ok {
				t.Errorf("%s: %q leads nowhere", name, l)
			} else if place != "" && !ids[target][place] {
				t.Errorf("%s: %q: no such place", name, l)
			}
			followed++
		}
	}
	if followed < 10000 {
		t.Errorf("only %d links", followed)
	}
}
