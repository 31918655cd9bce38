package explain_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"html"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/extract/charset"
	"gongkai/extract/portal/store"
	"gongkai/ingest"
	"gongkai/ingest/explain"
	"gongkai/internal/draw"
	"gongkai/load"
)

// corpus is a folder with the project's own reports in every format, some in a
// zip, and n drawn ones of every layout.
func corpus(t *testing.T, n int) string {
	t.Helper()
	dir := t.TempDir()
	files, _ := filepath.Glob("../../testdata/reports/*")
	more, _ := filepath.Glob("../../testdata/formats/*")
	if len(files) == 0 || len(more) == 0 {
		t.Fatal("no reports")
	}
	var zipped bytes.Buffer
	z := zip.NewWriter(&zipped)
	for i, f := range append(files, more...) {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if i%4 == 0 {
			w, _ := z.Create("年报/" + filepath.Base(f))
			w.Write(b)
			continue
		}
		put(t, filepath.Join(dir, filepath.Base(f)), b)
	}
	z.Close()
	put(t, filepath.Join(dir, "box.zip"), zipped.Bytes())
	for _, l := range slices.Concat(draw.Layouts, draw.Documents) {
		for i := range n {
			d := draw.Draw(draw.Options{Seed: uint64(9000 + i), Layout: l, Template: draw.Templates[i%len(draw.Templates)], Messy: i%3 == 1, GBK: l.HTML() && i%2 == 1})
			put(t, filepath.Join(dir, fmt.Sprintf("%s_%d_%s", strings.ReplaceAll(l.String(), " ", "_"), i, d.Name)), d.Bytes)
		}
	}
	return dir
}

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// filled returns a warehouse with what is in a folder.
func filled(t *testing.T, dir string) string {
	t.Helper()
	db := filepath.Join(t.TempDir(), "w.duckdb")
	files, err := ingest.Plan([]string{dir}, db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := ingest.Run(t.Context(), ingest.Options{Warehouse: db, Files: files, Now: time.Now()}); err != nil {
		t.Fatal(err)
	}
	return db
}

// Facts drawn at random stand at the stated place of the stated document with
// their raw text, every time: a thousand, or all with GONGKAI_TORTURE.
func TestFactsStandAtTheirPlace(t *testing.T) {
	each, sample := 1, 1000
	if os.Getenv("GONGKAI_TORTURE") != "" {
		each, sample = 40, 1<<30
	}
	db, err := load.OpenRead(filled(t, corpus(t, each)))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	type fact struct {
		report, format string
		cell           explain.Cell
	}
	var facts []fact
	places := map[string][]bool{}
	rows, err := db.Query(`SELECT CAST(report_id AS VARCHAR) FROM report ORDER BY 1`)
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			t.Fatal(err)
		}
		e, err := explain.Explain(t.Context(), db, id, "", explain.Options{})
		if err != nil || e.Document.Gone != "" || e.Document.ReadFrom == "" {
			t.Fatalf("%s: %v, %q", id, err, e.Document.Gone)
		}
		for _, c := range e.Cells {
			if c.Locator != "" {
				facts = append(facts, fact{id, e.Document.MediaType, c})
				places[e.Document.MediaType] = append(places[e.Document.MediaType], placed(t, e, &c))
			}
		}
		for _, c := range e.Claims {
			if c.At == nil || *c.At != c.Quote {
				t.Errorf("%s: claim %+v does not stand at its place", e.Document.Path, c)
			}
		}
	}
	rand.New(rand.NewPCG(1, uint64(time.Now().UnixNano()))).Shuffle(len(facts), func(i, j int) { facts[i], facts[j] = facts[j], facts[i] })
	formats := map[string]int{}
	for _, f := range facts[:min(sample, len(facts))] {
		formats[f.format]++
		if !f.cell.Agrees() {
			t.Errorf("%s in %s: %s at %s is %q, there stands %v", f.report, f.format, f.cell.Name(), f.cell.Locator, f.cell.Raw, f.cell.At)
		}
	}
	t.Logf("%d of %d facts: %v", min(sample, len(facts)), len(facts), formats)
	for format, least := range map[string]float64{"application/pdf": 1, "application/ofd": 1, "text/plain": 1, "text/html": 0.99} {
		found := 0
		for _, ok := range places[format] {
			if ok {
				found++
			}
		}
		t.Logf("%s: %d of %d facts with a page, a line or bytes", format, found, len(places[format]))
		if n := len(places[format]); float64(found) < least*float64(n) {
			t.Errorf("%s: %d of %d facts have a page, a line or bytes", format, found, n)
		}
	}
	if len(facts) < 1000 || len(formats) < 9 {
		t.Errorf("%d facts in %v: too few to mean anything", len(facts), formats)
	}
}

// placed reports whether a cell's place in its format is known, and holds that the
// bytes of a page hold its text.
func placed(t *testing.T, e *explain.Explanation, c *explain.Cell) bool {
	t.Helper()
	if c.Bytes != nil {
		data, err := os.ReadFile(e.Document.ReadFrom)
		if err == nil {
			piece, _, err := charset.Decode(data[c.Bytes[0]:c.Bytes[1]], e.Document.Encoding)
			piece = html.UnescapeString(tags.ReplaceAllString(piece, ""))
			if err != nil || strings.Join(strings.Fields(piece), "") != strings.Join(strings.Fields(c.Raw), "") {
				t.Errorf("%s: %s is %q, its bytes are %q", e.Document.Path, c.Name(), c.Raw, piece)
			}
		}
	}
	if c.Box != nil && (c.Page < 1 || c.Box.X1 <= c.Box.X0 || c.Box.Y1 <= c.Box.Y0) {
		t.Errorf("%s: %s on page %d in %+v", e.Document.Path, c.Name(), c.Page, *c.Box)
	}
	return c.Bytes != nil || c.Page > 0 || c.Line > 0
}

var tags = regexp.MustCompile(`(?s)<!--.*?-->|<[^>]*>`)

// What was typed is a report and perhaps an indicator; a year behind an agency is
// part of the report.
func TestArguments(t *testing.T) {
	for in, want := range map[string][3]string{
		"a":                 {"a", "", "true"},
		"a|2023":            {"a 2023", "", "true"},
		"a|2023|req.x@t":    {"a 2023", "req.x@t", "true"},
		"a 2023|req.x":      {"a 2023", "req.x", "true"},
		"a|req.x|2023":      {"", "", "false"},
		"a|2023|req.x|more": {"", "", "false"},
		"a|12345":           {"a", "12345", "true"},
	} {
		report, indicator, ok := explain.Arguments(strings.Split(in, "|"))
		if got := [3]string{report, indicator, fmt.Sprint(ok)}; got != want {
			t.Errorf("%s: %q, want %q", in, got, want)
		}
	}
}

// A rule over two years stands with the report that fails it, at its cells, and is
// told at the cells of the year before that it looks at.
func TestOtherYears(t *testing.T) {
	path := filepath.Join(t.TempDir(), "w.duckdb")
	run, err := load.Begin(t.Context(), path, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	for year, cells := range map[int]map[string]int64{2022: {"req.carried_forward": 4, "req.carried_in": 1}, 2023: {"req.carried_in": 5, "req.carried_forward": 0}} {
		r := &gongkai.Report{Title: "t", Agency: "a", DivisionCode: "350521", Scope: gongkai.ScopeAgency, Year: year, Template: "t2021"}
		for id, v := range cells {
			r.Facts = append(r.Facts, gongkai.Fact{Indicator: id, Applicant: "total", Template: "t2021", Status: gongkai.Reported, Value: decimal.NewNullDecimal(decimal.NewFromInt(v)), Raw: fmt.Sprint(v), Locator: "t1r1c1"})
		}
		doc := &gongkai.Document{Source: gongkai.Source{Path: fmt.Sprint(year), SHA256: strings.Repeat(fmt.Sprint(year), 16), MediaType: "text/html"}}
		if err := run.Add(doc, gongkai.Outcome{Kind: gongkai.IsReport, Reports: []*gongkai.Report{r}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := run.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	db, err := load.OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := explain.Find(t.Context(), db, "x y"); !errors.Is(err, explain.ErrNotFound) {
		t.Errorf("a short name: %v", err)
	}
	for name, want := range map[string]string{
		"a 2023 req.carried_in@total":      "D-01 carried in, against carried forward the year before: 5 against 4",
		"a 2022 req.carried_forward@total": "D-01 in the report for 2023: carried in, against carried forward the year before: 5 against 4",
		"a 2022 req.carried_in@total":      "",
	} {
		f := strings.Fields(name)
		ids, err := explain.Find(t.Context(), db, f[0]+" "+f[1])
		if err != nil || len(ids) != 1 {
			t.Fatalf("%s: %v, %v", name, ids, err)
		}
		e, err := explain.Explain(t.Context(), db, ids[0], f[2], explain.Options{})
		if err != nil || len(e.Cells) != 1 {
			t.Fatalf("%s: %v", name, err)
		}
		got := ""
		for _, i := range e.Cells[0].Issues {
			if strings.HasPrefix(i.Rule, "D-") {
				got += i.Rule + " " + i.Message
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
		if !slices.ContainsFunc(e.Cells[0].Rules, func(r explain.Rule) bool { return r.Rule == "D-01" }) == strings.Contains(name, "carried_in") {
			t.Errorf("%s: rules %+v", name, e.Cells[0].Rules)
		}
	}
}

// Bytes are found in the file, in the archive, or are said to be gone; other
// bytes at the same path are never read for them.
func TestWhereTheBytesAre(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "report.html")
	body := draw.Draw(draw.Options{Seed: 3, Layout: draw.Clean, Template: draw.T2021}).Bytes
	put(t, file, body)
	db, err := load.OpenRead(filled(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ids, err := explain.Find(t.Context(), db, file)
	if err != nil || len(ids) != 1 {
		t.Fatalf("%v, %v", ids, err)
	}
	about := func(o explain.Options) *explain.Explanation {
		t.Helper()
		e, err := explain.Explain(t.Context(), db, ids[0], "req.received@total", o)
		if err != nil || len(e.Cells) != 1 {
			t.Fatalf("%+v, %v", e, err)
		}
		return e
	}
	if e := about(explain.Options{}); e.Document.ReadFrom != file || !e.Cells[0].Agrees() || len(e.Cells[0].Row) == 0 || len(e.Cells[0].Column) == 0 {
		t.Errorf("in its file: %+v", e)
	}
	put(t, file, bytes.Replace(body, []byte("<td>"), []byte("<td> "), 1))
	if e := about(explain.Options{}); e.Document.ReadFrom != "" || !strings.Contains(e.Document.Gone, "other bytes") || e.Cells[0].At != nil || e.Cells[0].Raw == "" {
		t.Errorf("changed: %+v", e)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if e := about(explain.Options{}); e.Document.ReadFrom != "" || !strings.Contains(e.Document.Gone, "does not exist") {
		t.Errorf("gone: %+v", e.Document)
	}
	s, err := store.Open(filepath.Join(dir, "archive"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if e := about(explain.Options{Archive: s}); !strings.Contains(e.Document.Gone, "no such body") {
		t.Errorf("not in the archive: %+v", e.Document)
	}
	if _, err := s.Put(store.Record{Kind: store.Fetch, Time: time.Now(), Request: store.Get("https://www.example.gov.cn/a.html"), Status: 200}, body); err != nil {
		t.Fatal(err)
	}
	if e := about(explain.Options{Archive: s}); !strings.HasPrefix(e.Document.ReadFrom, s.Dir()) || !e.Cells[0].Agrees() {
		t.Errorf("in the archive: %+v", e)
	}
	if _, err := explain.Explain(t.Context(), db, ids[0], "req.received@nobody", explain.Options{}); !errors.Is(err, explain.ErrNotFound) {
		t.Errorf("no such cell: %v", err)
	}
	if _, err := explain.Find(t.Context(), db, "某局 2023"); !errors.Is(err, explain.ErrNotFound) || !strings.Contains(err.Error(), "nearest") {
		t.Errorf("no such report: %v", err)
	}
}

// The page shows the document's table with linked cells in a browser without a
// network, and nothing that a document says runs.
func TestPage(t *testing.T) {
	dir := t.TempDir()
	const evil = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'">`
	body := string(draw.Draw(draw.Options{Seed: 4, Layout: draw.Clean, Template: draw.T2021}).Bytes)
	escaped := strings.NewReplacer("<", "&lt;", ">", "&gt;").Replace(evil)
	body = strings.Replace(body, "之和）</", "之和）"+escaped+"</", 1)
	body = strings.Replace(body, "年度报告</", "年度报告"+escaped+"</", 1)
	put(t, filepath.Join(dir, "x'\"><script>alert(1)<!--.html"), []byte(body))
	db, err := load.OpenRead(filled(t, dir))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var id string
	if err := db.QueryRow(`SELECT CAST(report_id AS VARCHAR) FROM report`).Scan(&id); err != nil {
		t.Fatal(err)
	}
	e, err := explain.Explain(t.Context(), db, id, "", explain.Options{})
	if err != nil {
		t.Fatal(err)
	}
	e.Document.URL = "javascript:document.title='owned'"
	e.Cells[0].Raw += evil
	var b bytes.Buffer
	if err := e.HTML(&b); err != nil {
		t.Fatal(err)
	}
	markup := b.String()
	for _, bad := range []string{"<script", "<img", "href=\"javascript", "http-equiv=\"refresh"} {
		if strings.Contains(markup, bad) {
			t.Errorf("the page holds %s", bad)
		}
	}
	placed := 0
	for _, c := range e.Cells {
		if c.Locator != "" {
			placed++
		}
	}
	if n := strings.Count(markup, `<a href="#f`); n == 0 || n > placed || n < placed-5 {
		t.Errorf("%d cells are linked, %d have a place", n, placed)
	}
	browser, err := exec.LookPath("chromium")
	if err != nil {
		t.Skip("no chromium")
	}
	page := filepath.Join(t.TempDir(), "page.html")
	put(t, page, b.Bytes())
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	defer stop()
	dom, err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir="+t.TempDir(), "--dump-dom", "file://"+page).Output()
	if err != nil {
		t.Fatalf("chromium: %v", err)
	}
	for _, want := range []string{`class="reported"`, `id="f0"`, "之和）&lt;script&gt;", "<title>" + e.Report.Agency} {
		if !strings.Contains(string(dom), want) {
			t.Errorf("the page in a browser has no %s", want)
		}
	}
	if strings.Contains(string(dom), "<title>owned") || strings.Contains(string(dom), "<img") {
		t.Error("something of the document ran")
	}
}
