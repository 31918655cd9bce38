package explain

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/canon"
	"gongkai/load"
)

// warehouse asks the warehouse.
type warehouse struct {
	ctx context.Context
	db  *sql.DB
}

// row is a row of an answer by column; NULL is "".
type row map[string]any

func (r row) text(c string) string { return load.Text(r[c], "") }
func (r row) int(c string) int64   { n, _ := strconv.ParseInt(r.text(c), 10, 64); return n }
func (r row) bool(c string) bool   { b, _ := r[c].(bool); return b }
func (r row) number(c string) *string {
	if r[c] == nil {
		return nil
	}
	s := r.text(c)
	return &s
}

func (w *warehouse) ask(query string, args ...any) ([]row, error) {
	columns, rows, err := load.Query(w.ctx, w.db, query, args...)
	if err != nil {
		return nil, err
	}
	var out []row
	for values, err := range rows {
		if err != nil {
			return nil, err
		}
		r := row{}
		for i, c := range columns {
			r[c] = values[i]
		}
		out = append(out, r)
	}
	return out, nil
}

// Arguments takes what was typed apart: a report, and an indicator or "". An agency
// and its year may be two arguments; false says that there are too many.
func Arguments(args []string) (report, indicator string, ok bool) {
	if len(args) > 1 && isYear(args[1]) {
		args = append([]string{args[0] + " " + args[1]}, args[2:]...)
	}
	switch len(args) {
	case 1:
		return args[0], "", true
	case 2:
		return args[0], args[1], true
	}
	return "", "", false
}

// isYear reports whether an argument is a year and no indicator.
func isYear(s string) bool {
	n, err := strconv.Atoi(s)
	return err == nil && n > 1990 && n < 2100
}

// Find returns the ids of the reports that a name stands for: a report_id; a
// document's path, URL or SHA-256; an agency (or agency_id) with a year behind it,
// or without one for its latest. The error lists what there is where the name
// stands for none.
func Find(ctx context.Context, db *sql.DB, name string) ([]string, error) {
	w := &warehouse{ctx, db}
	agency, year := strings.TrimSpace(name), 0
	if len(agency) > 4 {
		if last := strings.Trim(agency[len(agency)-4:], " "); isYear(last) {
			year, _ = strconv.Atoi(last)
			agency = strings.TrimRight(agency[:len(agency)-4], " @/:,")
		}
	}
	for _, q := range []struct {
		sql  string
		args []any
	}{
		{`SELECT report_id FROM report WHERE CAST(report_id AS VARCHAR) = $1`, []any{name}},
		{`SELECT DISTINCT report_id FROM report_document JOIN report USING (report_id, version) WHERE report_document.path = $1 OR report_document.url = $1 OR report_document.document_sha256 = $1 ORDER BY 1`, []any{name}},
		{`SELECT DISTINCT report_id FROM report_document JOIN report USING (report_id) WHERE report_document.path = $1 OR report_document.url = $1 OR report_document.document_sha256 = $1 ORDER BY 1`, []any{name}},
		{`SELECT report_id FROM report WHERE (agency = $1 OR agency_id = $1) AND CASE WHEN $2 = 0 THEN true ELSE year = $2 END QUALIFY year = max(year) OVER () ORDER BY scope, report_id`, []any{agency, year}},
	} {
		rows, err := w.ask(q.sql, q.args...)
		if err != nil {
			return nil, err
		}
		if len(rows) > 0 {
			ids := make([]string, len(rows))
			for i, r := range rows {
				ids[i] = r.text("report_id")
			}
			return ids, nil
		}
	}
	near, err := w.ask(`SELECT agency || ' ' || year AS name FROM report ORDER BY jaro_winkler_similarity(agency || year, $1) DESC, agency, year DESC LIMIT 5`, name)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, r := range near {
		names = append(names, r.text("name"))
	}
	if names == nil {
		return nil, fmt.Errorf("%w: report %q: the warehouse has no reports; run gongkai ingest", ErrNotFound, name)
	}
	return nil, fmt.Errorf("%w: report %q; the nearest are %s. Give a report_id, an agency and a year, or a document's path or URL", ErrNotFound, name, strings.Join(names, ", "))
}

func (w *warehouse) head(e *Explanation, id string) error {
	rows, err := w.ask(`SELECT CAST(report_id AS VARCHAR) AS id, r.*, d.path, d.url AS document_url, d.media_type, d.bytes
		FROM report r LEFT JOIN document d ON d.sha256 = r.document_sha256
		WHERE CAST(report_id AS VARCHAR) = $1
		ORDER BY EXISTS (FROM report_document l WHERE l.report_id = r.report_id AND l.version = r.version AND l.path = d.path AND NOT l.superseded) DESC, d.path LIMIT 1`, id)
	if err != nil {
		return err
	}
	if len(rows) == 0 {
		return fmt.Errorf("%w: report %s", ErrNotFound, id)
	}
	r := rows[0]
	e.Report = Report{ID: r.text("id"), Version: r.int("version"), AgencyID: r.text("agency_id"), Agency: r.text("agency"), Division: r.text("division_code"),
		Scope: r.text("scope"), Year: r.int("year"), Template: r.text("template"), Title: r.text("title"), PublishedOn: r.text("published_on"),
		SignedOn: r.text("signed_on"), Grade: r.text("grade")}
	e.Document = Source{SHA256: r.text("document_sha256"), Path: r.text("path"), URL: r.text("document_url"), MediaType: r.text("media_type"), Bytes: r.int("bytes")}
	if e.Document.URL == "" {
		e.Document.URL = r.text("url")
	}
	return nil
}

// allFacts is every cell of a report, of any table and version.
const allFacts = `(
	SELECT report_id, version, indicator, applicant, template, value, status, approx, method, unit, raw, locator FROM fact_request_history
	UNION ALL SELECT report_id, version, indicator, NULL, template, value, status, approx, method, unit, raw, locator FROM fact_proactive_history
	UNION ALL SELECT report_id, version, indicator, NULL, template, value, status, approx, method, unit, raw, locator FROM fact_challenge_history
	UNION ALL SELECT report_id, version, indicator, NULL, template, value, status, approx, method, unit, raw, locator FROM fact_statistic_history)`

// cells reads the facts, or those of one indicator, and the claims.
func (w *warehouse) cells(e *Explanation, id, asked string) error {
	indicator, applicant, _ := strings.Cut(asked, "@")
	facts, err := w.ask(`SELECT * FROM `+allFacts+` f WHERE CAST(report_id AS VARCHAR) = $1 AND version = $2 AND ($3 = '' OR indicator = $3) AND ($4 = '' OR applicant = $4)`,
		id, e.Report.Version, indicator, applicant)
	if err != nil {
		return err
	}
	for _, f := range facts {
		e.Cells = append(e.Cells, Cell{Indicator: f.text("indicator"), Label: label(f.text("indicator")), Applicant: f.text("applicant"), Template: f.text("template"),
			Value: f.number("value"), Status: f.text("status"), Approx: f.bool("approx"), Method: f.text("method"), Unit: f.text("unit"),
			Raw: f.text("raw"), Locator: f.text("locator")})
	}
	claims, err := w.ask(`SELECT * FROM fact_claim WHERE CAST(report_id AS VARCHAR) = $1 AND ($2 = '' OR claim = $2) ORDER BY ALL`, id, asked)
	if err != nil {
		return err
	}
	for _, c := range claims {
		e.Claims = append(e.Claims, Claim{ID: c.text("claim"), Value: c.number("value"), Approx: c.bool("approx"), Period: c.text("period"), Quote: c.text("quote"), Locator: c.text("locator")})
	}
	if asked != "" && len(e.Cells)+len(e.Claims) == 0 {
		hint := "gongkai sql \"FROM dim_indicator\" lists the indicators"
		if canon.Get().Indicator(indicator) != nil {
			hint = "its form has no such cell"
		}
		return fmt.Errorf("%w: %s %d has no %s; %s", ErrNotFound, e.Report.Agency, e.Report.Year, asked, hint)
	}
	order := map[string]int{}
	for i := range canon.Get().Indicators {
		order[canon.Get().Indicators[i].ID] = i
	}
	applicants := canon.Get().Applicants.List
	slices.SortStableFunc(e.Cells, func(a, b Cell) int {
		if d := order[a.Indicator] - order[b.Indicator]; d != 0 {
			return d
		}
		rank := func(id string) int {
			for i := range applicants {
				if applicants[i].ID == id {
					return i
				}
			}
			return -1
		}
		return rank(a.Applicant) - rank(b.Applicant)
	})
	return nil
}

// versions lists every version, with how many of the cells differ in it.
func (w *warehouse) versions(e *Explanation, id string) error {
	rows, err := w.ask(`SELECT * FROM report_history WHERE CAST(report_id AS VARCHAR) = $1 ORDER BY version`, id)
	if err != nil {
		return err
	}
	said := map[string]*Cell{}
	for i := range e.Cells {
		said[e.Cells[i].Name()+e.Cells[i].Template] = &e.Cells[i]
	}
	for _, r := range rows {
		v := Version{Version: r.int("version"), SHA256: r.text("document_sha256"), LoadedAt: r.text("loaded_at"), PublishedOn: r.text("published_on"), Grade: r.text("grade")}
		if v.Standing = v.Version == e.Report.Version; !v.Standing {
			facts, err := w.ask(`SELECT * FROM `+allFacts+` f WHERE CAST(report_id AS VARCHAR) = $1 AND version = $2`, id, v.Version)
			if err != nil {
				return err
			}
			for _, f := range facts {
				other := Cell{Indicator: f.text("indicator"), Applicant: f.text("applicant"), Value: f.number("value"), Status: f.text("status"), Raw: f.text("raw")}
				if c := said[other.Name()+f.text("template")]; c != nil && (other.Status != c.Status || printed(other.Value) != printed(c.Value)) {
					v.Differs++
					c.Other = append(c.Other, fmt.Sprintf("version %d: %s %s, printed %q", v.Version, other.Status, printed(other.Value), other.Raw))
				}
			}
		}
		e.Versions = append(e.Versions, v)
	}
	links, err := w.ask(`SELECT * FROM report_document WHERE CAST(report_id AS VARCHAR) = $1 ORDER BY version, role, path`, id)
	for _, l := range links {
		if l.text("document_sha256") != e.Document.SHA256 || l.text("path") != e.Document.Path {
			e.Others = append(e.Others, Carrier{l.int("version"), l.text("document_sha256"), l.text("role"), l.text("path"), l.text("url"), l.bool("superseded")})
		}
	}
	return err
}

func printed(v *string) string {
	if v == nil {
		return "NULL"
	}
	return *v
}
