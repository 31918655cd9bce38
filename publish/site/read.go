package site

import (
	"context"
	"database/sql"
	"fmt"
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
	totals                                                       map[string]total
	metrics                                                      []metric
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
	id                                 string
	value, numerator, n, ciLow, ciHigh float64
	reason                             string // why it is not ranked
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

// metric returns a metric by id; nil where the warehouse has none of that id.
func (r *report) metric(id string) *metric {
	for i := range r.metrics {
		if r.metrics[i].id == id {
			return &r.metrics[i]
		}
	}
	return nil
}

// What is said of a report comes as one text a report, records and fields apart
// by characters that no document's text can hold once they are cut out. Row by
// row it would take longer to fetch than all else together.
const (
	recordSep = "\x1e"
	fieldSep  = "\x1f"
)

// packed is a query of one text a report, its records in no order: [unpacked]
// sorts them, which takes less memory than DuckDB does for it.
func packed(from string, fields ...string) string {
	for i, f := range fields {
		fields[i] = `coalesce(translate((` + f + `)::VARCHAR, chr(30) || chr(31), ''), '')`
	}
	return `(SELECT report_id, string_agg(` + strings.Join(fields, ` || chr(31) || `) + `, chr(30)) AS all_of FROM ` + from + ` GROUP BY report_id)`
}

// trimmed writes a decimal without the zeros behind its point.
func trimmed(column string) string {
	return `CASE WHEN ` + column + ` = trunc(` + column + `) THEN trunc(` + column + `)::DECIMAL(38,0)::VARCHAR ELSE rtrim(` + column + `::VARCHAR, '0') END`
}

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
LEFT JOIN ` + packed("cell", "indicator", "applicant", trimmed("value"), "status",
	`CASE WHEN status <> 'reported' OR raw <> `+trimmed("value")+` THEN left(raw, 200) END`, "locator") + ` c ON c.report_id = r.report_id
LEFT JOIN ` + packed("stage.fact_total", "indicator", "value", "filled") + ` t ON t.report_id = r.report_id
LEFT JOIN ` + packed("stage.metric", "metric", "value", "numerator", "n", "ci_low", "ci_high", "unranked_reason") + ` m ON m.report_id = r.report_id
LEFT JOIN ` + packed("stage.issue", "rule", "severity", "indicator", "applicant", "left(message, 500)") + ` i ON i.report_id = r.report_id
ORDER BY p.page`

func (s *Site) read(ctx context.Context) ([]*report, error) {
	rows, err := s.db.QueryContext(ctx, stageQuery)
	if err != nil {
		return nil, fmt.Errorf("reports for the site: %w", err)
	}
	defer rows.Close()
	var out []*report
	for rows.Next() {
		r := &report{totals: map[string]total{}}
		var cells, totals, metrics, issues sql.NullString
		if err := rows.Scan(&r.id, &r.agencyID, &r.agency, &r.division, &r.function, &r.scope, &r.year, &r.template, &r.title,
			&r.published, &r.signed, &r.url, &r.sha256, &r.grade, &cells, &totals, &metrics, &issues); err != nil {
			return nil, err
		}
		for f := range unpacked(cells.String, 6) {
			r.cells = append(r.cells, cell{f[0], f[1], f[2], f[3], f[4], f[5]})
		}
		for f := range unpacked(totals.String, 3) {
			t := total{float(f[1]), f[2] == "true"}
			// Two forms that say different things say nothing.
			if have, ok := r.totals[f[0]]; ok && have.value != t.value {
				t.value = math.NaN()
			}
			r.totals[f[0]] = t
		}
		for f := range unpacked(metrics.String, 7) {
			r.metrics = append(r.metrics, metric{f[0], float(f[1]), float(f[2]), float(f[3]), float(f[4]), float(f[5]), f[6]})
		}
		for f := range unpacked(issues.String, 5) {
			r.issues = append(r.issues, issue{f[0], f[1], f[2], f[3], f[4]})
		}
		out = append(out, r)
	}
	return out, rows.Err()
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
