package load

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

var night = time.Date(2026, 1, 15, 2, 30, 0, 0, time.UTC)

// input is what one Add takes.
type input struct {
	doc     *gongkai.Document
	outcome gongkai.Outcome
}

// page returns a document whose digest is that of its content.
func page(path, content string) *gongkai.Document {
	sum := sha256.Sum256([]byte(content))
	return &gongkai.Document{Source: gongkai.Source{Path: path, SHA256: hex.EncodeToString(sum[:]), Bytes: int64(len(content)),
		MediaType: "text/html", Encoding: "utf-8"}, Page: gongkai.Page{Title: "title of " + path}}
}

// found is a document that holds reports.
func found(doc *gongkai.Document, reports ...*gongkai.Report) input {
	return input{doc, gongkai.Outcome{Kind: gongkai.IsReport, Reports: reports}}
}

func num(s string) decimal.NullDecimal {
	return decimal.NullDecimal{Decimal: decimal.RequireFromString(s), Valid: true}
}

// fact returns a reported cell; an empty value is a blank.
func fact(indicator, applicant, template, value string) gongkai.Fact {
	f := gongkai.Fact{Indicator: indicator, Applicant: applicant, Template: template, Status: gongkai.Blank,
		Method: gongkai.ByLabel, Unit: "件", Locator: "t2r3c4"}
	if value != "" {
		f.Status, f.Value, f.Raw = gongkai.Reported, num(value), value
	}
	return f
}

// full returns a report with every cell of t2021, all numbers different.
func full(agency string, year, base int) *gongkai.Report {
	r := &gongkai.Report{Title: agency + "报告", Agency: agency, DivisionCode: "350521", Function: "education", Scope: gongkai.ScopeAgency,
		Year: year, Template: canon.T2021, Sketch: bytes.Repeat([]byte{byte(base), byte(base >> 8)}, gongkai.SketchLanes), PublishedOn: fmt.Sprintf("%d-01-20", year+1), SignedOn: fmt.Sprintf("%d-01-18", year+1),
		Sections:   []gongkai.Section{{ID: "s1", Heading: "一、总体情况", Text: "text of " + agency, Locator: "b1:0-6"}},
		Confidence: 0.95, ScopeSure: 0.9, Functions: []string{"education"},
		Evidence: []gongkai.Evidence{{Signal: "title", Text: agency, Value: "350521 " + agency, Weight: 0.95}},
		Claims:   []gongkai.Claim{{ID: "nar.items", Value: num("12.5"), Approx: true, Period: gongkai.PeriodYear, Unit: "件", Section: "s1", Quote: "约12.5", Locator: "b2:0-5"}},
	}
	n := base
	for _, i := range canon.Get().Indicators {
		if !i.In(canon.T2021) {
			continue
		}
		applicants := []string{""}
		if i.ByApplicant {
			applicants = nil
			for _, a := range canon.Get().Applicants.List {
				applicants = append(applicants, a.ID)
			}
		}
		for _, a := range applicants {
			r.Facts = append(r.Facts, fact(i.ID, a, canon.T2021, fmt.Sprint(n)))
			n++
		}
	}
	return r
}

// ingest runs one run over inputs.
func ingest(t testing.TB, path string, now time.Time, inputs ...input) Summary {
	t.Helper()
	ctx := context.Background()
	run, err := Begin(ctx, path, now)
	if err != nil {
		t.Fatal(err)
	}
	defer run.Abort()
	for _, in := range inputs {
		if err := run.Add(in.doc, in.outcome); err != nil {
			t.Fatal(err)
		}
	}
	s, err := run.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func warehouse(t testing.TB) string { return filepath.Join(t.TempDir(), "gongkai.duckdb") }

func open(t testing.TB, path string) *sql.DB {
	t.Helper()
	db, err := OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// ask returns a query's rows as text, NULL as "NULL".
func ask(t testing.TB, db *sql.DB, query string) [][]string {
	t.Helper()
	_, rows, err := Query(context.Background(), db, query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	var out [][]string
	for row, err := range rows {
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		var line []string
		for _, v := range row {
			line = append(line, Text(v, "NULL"))
		}
		out = append(out, line)
	}
	return out
}

// dump returns every row of every table but those named, sorted, by table.
func dump(t testing.TB, path string, except ...string) map[string][][]string {
	t.Helper()
	db, err := OpenRead(path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	out := map[string][][]string{}
	for _, row := range ask(t, db, `SELECT table_name FROM duckdb_tables() WHERE table_name NOT IN ('schema_version', 'dim_division')`) {
		out[row[0]] = ask(t, db, `FROM `+row[0]+` ORDER BY ALL`)
	}
	for _, e := range except {
		delete(out, e)
	}
	return out
}
