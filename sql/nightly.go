package schema

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/canon"
)

// Reports are read in batches of this many: the sums of a batch of 20,000 take
// about 200 MB of memory.
const nightlyBatch = 20_000

// From this share of the reports on, all are worked out anew: a list of ids costs
// more than a range.
const anewFrom = 0.1

// Materialise works out what league tables read: the sums of metrics for the
// reports in changed and, where the definitions are others than those of the last
// run, for all; then what hangs together across reports. Call it in the transaction
// that changed the reports, after the dimensions and copies are written.
func Materialise(ctx context.Context, c Conn, changed []int64) error {
	var reports float64
	var digest string
	if err := c.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM report), coalesce((SELECT any_value(digest) FROM metric_state), '')`).Scan(&reports, &digest); err != nil {
		return err
	}
	conditions := listed(changed)
	if now := nightlyDigest(); now != digest || float64(len(changed)) > anewFrom*reports {
		if _, err := c.ExecContext(ctx, `DELETE FROM metric_sum; DELETE FROM metric_year; DELETE FROM metric_state; INSERT INTO metric_state VALUES (?)`, now); err != nil {
			return err
		}
		var err error
		if conditions, err = ranges(ctx, c); err != nil {
			return err
		}
	}
	for _, which := range conditions {
		if err := nightly(ctx, c, "nightly/1_reports.sql", which); err != nil {
			return err
		}
	}
	for _, name := range []string{"nightly/2_marks.sql", "nightly/3_panel.sql", "nightly/4_peers.sql"} {
		if err := nightly(ctx, c, name, ""); err != nil {
			return err
		}
	}
	years, err := stirred(ctx, c)
	if err != nil {
		return err
	}
	for _, year := range years {
		if err := nightly(ctx, c, "nightly/5_areas.sql", year); err != nil {
			return err
		}
	}
	if _, err := c.ExecContext(ctx, `DELETE FROM metric_year; INSERT INTO metric_year `+areaContent+`; DELETE FROM metric_area WHERE year NOT IN (SELECT year FROM metric_year)`); err != nil {
		return err
	}
	return nil
}

// areaContent gives years with reports, and those after them, in which the same
// agencies are expected, with a hash over all that
// their areas depend on besides definitions.
const areaContent = `
WITH part AS (
	SELECT year, bit_xor(hash(report_id, agency_id, division_code, scope, region, faults)) AS h FROM report_mark GROUP BY year
	UNION ALL SELECT year, bit_xor(hash(metric, report_id, template, numerator, denominator)) FROM metric_sum GROUP BY year
	UNION ALL SELECT NULL, bit_xor(hash(division_code, name, valid_from, valid_to)) FROM dim_division
), year AS (
	SELECT DISTINCT y FROM report_mark, (VALUES (0), (1)) t(d), LATERAL (SELECT report_mark.year + d AS y)
)
SELECT y AS year, bit_xor(hash(p.h, y - p.year)) AS content FROM year JOIN part p ON p.year IS NULL OR p.year IN (y - 1, y) GROUP BY y ORDER BY y`

// stirred returns the years whose areas must be summed anew.
func stirred(ctx context.Context, c Conn) ([]string, error) {
	rows, err := c.QueryContext(ctx, `SELECT year FROM (`+areaContent+`) n WHERE NOT EXISTS (FROM metric_year m WHERE m.year = n.year AND m.content = n.content) ORDER BY year`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var year int
		if err := rows.Scan(&year); err != nil {
			return nil, err
		}
		out = append(out, strconv.Itoa(year))
	}
	return out, rows.Err()
}

// nightly executes a file for some reports, or for a year.
func nightly(ctx context.Context, c Conn, name, which string) error {
	text, err := files.ReadFile(name)
	if err != nil {
		return err
	}
	if _, err := c.ExecContext(ctx, strings.NewReplacer("$reports", which, "$year", which).Replace(string(text))); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

// listed returns conditions on report_id that hold for some reports.
func listed(ids []int64) []string {
	var out []string
	for part := range slices.Chunk(ids, 500) {
		text := make([]string, len(part))
		for i, id := range part {
			text[i] = strconv.FormatInt(id, 10)
		}
		out = append(out, "IN ("+strings.Join(text, ", ")+")")
	}
	return out
}

// ranges returns conditions on report_id that together hold for every report.
func ranges(ctx context.Context, c Conn) ([]string, error) {
	rows, err := c.QueryContext(ctx, `SELECT min(report_id), max(report_id) FROM (
		SELECT report_id, (row_number() OVER (ORDER BY report_id) - 1) // ? AS batch FROM report) GROUP BY batch ORDER BY 1`, nightlyBatch)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var from, to int64
		if err := rows.Scan(&from, &to); err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprintf("BETWEEN %d AND %d", from, to))
	}
	return out, rows.Err()
}

// nightlyDigest stands for all that metric_sum depends on besides the reports.
func nightlyDigest() string {
	h := sha256.New()
	for _, name := range []string{"nightly/1_reports.sql", "nightly/5_areas.sql", "views/0001_macros.sql", "views/0002_fact_total.sql"} {
		text, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		h.Write(text)
	}
	k := canon.Get()
	fmt.Fprintf(h, "%+v %+v %+v %+v", k.Metrics, k.Phrases, k.Rules, k.Templates)
	for _, i := range k.Indicators {
		fmt.Fprintf(h, "%+v", i)
	}
	return hex.EncodeToString(h.Sum(nil))
}
