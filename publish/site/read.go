package site

import (
	"context"
	"database/sql"
	"math"
	"slices"
	"strconv"
	"strings"

	"gongkai/canon"
)

// report is a current report with all that its page says.
type report struct {
	id                                                           int64
	agencyID, agency, division, function, scope                  string
	template, title, published, signed, url, path, sha256, grade string
	year                                                         int
	cells                                                        []cell
	totals                                                       map[string]total // of req.*
	rate                                                         *metric          // PageMetric; nil where the warehouse has it not
	issues                                                       []issue
}

// cell is a cell of a report's tables.
type cell struct{ indicator, applicant, value, status, raw, locator string }

// total is an indicator's number without the applicants.
type total struct {
	value  float64 // NaN where there is none
	filled bool    // a sum that stands in for a blank total
}

// metric is a metric of a report; numbers are NaN where there are none.
type metric struct {
	value, n, ciLow, ciHigh float64
	reason                  string // why it is not ranked
}

type issue struct{ rule, severity, indicator, applicant, message string }

// sum adds totals; ok is false where one of them is missing.
func (r *report) sum(indicators ...string) (f float64, ok bool) {
	for _, i := range indicators {
		t, have := r.totals[i]
		if !have || math.IsNaN(t.value) {
			return 0, false
		}
		f += t.value
	}
	return f, len(indicators) > 0
}

// What is said of a report comes as one text a report, records and fields apart
// by characters that no document's text can hold once they are cut out. Row by
// row it would take longer to fetch than all else together.
const (
	recordSep = "\x1e"
	fieldSep  = "\x1f"
)

// packed is a query of one text a report, its records in no order: [unpacked]
// sorts them, which takes less memory than DuckDB does for it. concat writes NULL
// as nothing, and all fields at once: with || each would be copied anew.
func packed(from string, fields ...string) string {
	return `(SELECT report_id, string_agg(concat(` + strings.Join(fields, `, chr(31), `) + `), chr(30)) AS all_of FROM ` + from + ` GROUP BY report_id)`
}

// inert cuts the separators out of a text that a document may have written. Ids of
// ours have none, and to look for them in every one takes long.
func inert(text string) string {
	return `CASE WHEN contains(` + text + `, chr(30)) OR contains(` + text + `, chr(31)) THEN translate(` + text + `, chr(30) || chr(31), '') ELSE ` + text + ` END`
}

// digits writes a decimal without the zeros behind its point. Sums are DECIMAL(38,4),
// in which DuckDB is ten times as slow as in the 18 digits that nearly all fit.
func digits(column string) string {
	short := `try_cast(` + column + ` AS DECIMAL(18,4))`
	return `CASE WHEN ` + short + ` % 1 = 0 THEN ` + short + `::BIGINT::VARCHAR ELSE rtrim(` + column + `::VARCHAR, '0') END`
}

// PageMetric is the one metric that pages of reports and agencies show: the table page_metric of a stage.
const PageMetric = "disclosure_rate_gross"

// stageQuery reads the reports that the cut tables hold.
var stageQuery = `
WITH cell AS (
  SELECT report_id, indicator, applicant, value, status, raw, locator FROM stage.fact_request
  UNION ALL SELECT report_id, indicator, NULL, value, status, raw, locator FROM stage.fact_proactive
  UNION ALL SELECT report_id, indicator, NULL, value, status, raw, locator FROM stage.fact_challenge
  UNION ALL SELECT report_id, indicator, NULL, value, status, raw, locator FROM stage.fact_statistic
)
SELECT r.report_id, r.agency_id, r.agency, r.division_code, coalesce(r.function, ''), r.scope, r.year, coalesce(r.template, ''), coalesce(r.title, ''),
  coalesce(r.published_on::VARCHAR, ''), coalesce(r.signed_on::VARCHAR, ''), coalesce(r.url, ''), r.document_sha256, r.grade,
  c.all_of, t.all_of, m.all_of, i.all_of
FROM stage.report r JOIN scratch.page_order p ON p.report_id = r.report_id
LEFT JOIN ` + packed("(SELECT *, "+digits("value")+" AS printed FROM cell)", "indicator", "applicant", "printed", "status",
	inert("CASE WHEN status <> 'reported' OR raw <> printed THEN left(raw, 200) END"), inert("locator")) + ` c ON c.report_id = r.report_id
LEFT JOIN ` + packed("stage.fact_total WHERE starts_with(indicator, 'req.')", "indicator", digits("value"), "filled") + ` t ON t.report_id = r.report_id
LEFT JOIN ` + packed("stage.page_metric", "value", digits("n"), "ci_low", "ci_high", inert("unranked_reason")) + ` m ON m.report_id = r.report_id
LEFT JOIN ` + packed("stage.issue", inert("rule"), "severity", inert("indicator"), inert("applicant"), inert("left(message, 500)")) + ` i ON i.report_id = r.report_id
ORDER BY p.page`

// scan reads the next report of the query's rows.
func scan(rows *sql.Rows) (*report, error) {
	r := &report{}
	var cells, totals, rate, issues sql.NullString
	if err := rows.Scan(&r.id, &r.agencyID, &r.agency, &r.division, &r.function, &r.scope, &r.year, &r.template, &r.title,
		&r.published, &r.signed, &r.url, &r.sha256, &r.grade, &cells, &totals, &rate, &issues); err != nil {
		return nil, err
	}
	if s := cells.String; s != "" {
		r.cells = make([]cell, 0, 1+strings.Count(s, recordSep))
		for f := range unpacked(s, 6) {
			r.cells = append(r.cells, cell{f[0], f[1], f[2], f[3], f[4], f[5]})
		}
	}
	s := totals.String
	r.totals = make(map[string]total, 1+strings.Count(s, recordSep))
	for f := range unpacked(s, 3) {
		t := total{float(f[1]), f[2] == "true"}
		// Two forms that say different things say nothing.
		if have, ok := r.totals[f[0]]; ok && have.value != t.value {
			t.value = math.NaN()
		}
		r.totals[f[0]] = t
	}
	for f := range unpacked(rate.String, 5) {
		r.rate = &metric{float(f[0]), float(f[1]), float(f[2]), float(f[3]), f[4]}
	}
	for f := range unpacked(issues.String, 5) {
		r.issues = append(r.issues, issue{f[0], f[1], f[2], f[3], f[4]})
	}
	return r, nil
}

// unpacked walks the records of a packed text, of n fields each, in order.
func unpacked(s string, n int) func(yield func([]string) bool) {
	return func(yield func([]string) bool) {
		if s == "" {
			return
		}
		records := strings.Split(s, recordSep)
		slices.Sort(records)
		fields := make([]string, n)
		for _, record := range records {
			for i := range fields {
				fields[i], record, _ = strings.Cut(record, fieldSep)
			}
			if !yield(fields) {
				return
			}
		}
	}
}

func float(s string) float64 {
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// readPlaces reads the divisions down to counties: those in use, and those that
// reports name.
func (s *Site) readPlaces(ctx context.Context) error {
	rows, err := s.db.QueryContext(ctx, `SELECT division_code, any_value(name ORDER BY valid_to IS NULL DESC, valid_to DESC), bool_or(valid_to IS NULL)
		FROM w.dim_division WHERE length(division_code) = 6 AND (valid_to IS NULL OR division_code IN (SELECT division_code FROM w.report)) GROUP BY division_code ORDER BY division_code`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		p := &place{}
		if err := rows.Scan(&p.code, &p.name, &p.inUse); err != nil {
			return err
		}
		s.places[p.code] = p
	}
	return rows.Err()
}

// outcomes are the parts into which the processed requests fall.
type outcome struct {
	id     string
	name   words
	class  markup // of the colour
	of     []string
	of2019 []string // where the form of 2019 has other rows
}

var outcomes = func() []outcome {
	group := func(g string) (of []string) {
		for _, r := range canon.Get().Requests.Rows {
			if r.Group == g {
				of = append(of, "req."+r.ID)
			}
		}
		return of
	}
	return []outcome{
		{"granted", words{"予以公开", "Granted"}, "o1", []string{"req.granted"}, nil},
		{"partial", words{"部分公开", "Granted in part"}, "o2", []string{"req.partially_granted"}, nil},
		{"denied", words{"不予公开", "Denied"}, "o3", group("denied"), nil},
		{"unable", words{"无法提供", "Unable to provide"}, "o4", group("unable"), nil},
		{"not_processed", words{"不予处理", "Not processed"}, "o5", group("not_processed"), nil},
		{"other", words{"其他处理", "Other"}, "o6", group("other"), []string{"req.other.total"}},
	}
}()

// outcomeNames are the outcomes that are sums of several rows, by group.
var outcomeNames = func() map[string]words {
	m := map[string]words{}
	for _, o := range outcomes {
		if len(o.of) > 1 {
			m[o.id] = o.name
		}
	}
	return m
}()

// outcome returns the number of requests that ended so.
func (r *report) outcome(o outcome) (float64, bool) {
	if f, ok := r.sum(o.of...); ok {
		return f, true
	}
	return r.sum(o.of2019...)
}
