package load

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"

	"github.com/duckdb/duckdb-go/v2"

	"gongkai/canon"
)

// writeDimensions rewrites the dim_* tables from canon, and dim_agency from the
// current reports.
func writeDimensions(ctx context.Context, conn *sql.Conn) error {
	if err := writeDivisions(ctx, conn); err != nil {
		return fmt.Errorf("dim_division: %w", err)
	}
	for table, rows := range dimensions() {
		if _, err := conn.ExecContext(ctx, "DELETE FROM "+table); err != nil {
			return err
		}
		if err := appendRows(conn, table, rows); err != nil {
			return fmt.Errorf("%s: %w", table, err)
		}
	}
	if _, err := conn.ExecContext(ctx, localIndicators); err != nil {
		return fmt.Errorf("dim_indicator: %w", err)
	}
	_, err := conn.ExecContext(ctx, `
		DELETE FROM dim_agency;
		INSERT INTO dim_agency
		SELECT agency_id, any_value(agency), any_value(division_code), arg_max(function, (year, scope)) , min(year), max(year), count(*)
		FROM report GROUP BY agency_id ORDER BY agency_id`)
	return err
}

// localIndicators adds the rows of local forms that no form of canon has. Their
// label is the last part of the id; they are comparable with nothing.
const localIndicators = `
	INSERT INTO dim_indicator
	SELECT indicator, 's14', indicator, NULL, NULL, regexp_extract(indicator, '[^.]+$'), 'row of a local form',
		CASE WHEN bool_and(unit IS NOT DISTINCT FROM 'CNY') THEN 'money' ELSE 'count' END, min(unit), false, false, ['t2014'], 'D', NULL
	FROM fact_statistic_history
	WHERE starts_with(indicator, 's14.local.') AND indicator NOT IN (SELECT indicator FROM dim_indicator)
	GROUP BY indicator ORDER BY indicator`

func appendRows(conn *sql.Conn, table string, rows [][]driver.Value) error {
	return conn.Raw(func(c any) error {
		a, err := duckdb.NewAppenderFromConn(c.(driver.Conn), "", table)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err = a.AppendRow(row...); err != nil {
				break
			}
		}
		return errors.Join(err, a.Close())
	})
}

// dimensions returns the rows of every dimension that canon knows.
func dimensions() map[string][][]driver.Value {
	c := canon.Get()
	d := map[string][][]driver.Value{}
	put := func(table string, row ...driver.Value) { d[table] = append(d[table], row) }
	for _, t := range c.Templates {
		put("dim_template", t.ID, t.ZH, t.EN, null(t.Authority), int32(t.FirstYear), year(t.LastYear))
	}
	for i, a := range c.Applicants.List {
		put("dim_applicant", a.ID, a.ZH, a.EN, int32(i+1), a.ID == "total")
	}
	for _, i := range c.Indicators {
		put("dim_indicator", i.ID, i.Table, null(i.Row), null(i.Column), null(i.Subtable), i.ZH, i.EN, string(i.Kind), null(i.Unit),
			i.Stock, i.ByApplicant, i.Templates, null(i.Grade), null(i.Legal))
	}
	for _, r := range c.Rules {
		var holds []string
		for _, k := range r.Checks {
			holds = append(holds, k.Holds)
		}
		put("dim_rule", r.ID, r.Severity, r.ZH, r.EN, null(r.Law), list(holds))
	}
	for _, k := range canon.Claims().Claims {
		put("dim_claim", k.ID, k.ZH, k.EN, null(k.Rule), list(k.Facts))
	}
	for _, m := range c.Metrics {
		put("dim_metric", m.ID, m.ZH, m.EN, m.Kind, or(m.Source, "cells"), m.Numerator, list(m.Denominator), or(m.Aggregate, "sum"), m.AreasOnly, m.Unit, m.Direction,
			m.Grade, int32(m.ShowFrom), int32(m.RankFrom), null(m.Absent), m.Caveat, m.CaveatZH)
		d["dim_metric_operand"] = append(d["dim_metric_operand"], operands(c, m)...)
	}
	for _, r := range c.Regions {
		for _, p := range r.Provinces {
			put("dim_region", p, r.ID, r.ZH, r.EN)
		}
	}
	for _, p := range c.Phrases {
		put("dim_phrase", p.Metric, p.ID, p.Section, p.Words)
	}
	for _, f := range canon.Functions().Functions {
		put("dim_function", f.ID, f.ZH, f.EN, f.Leadership())
	}
	for _, r := range canon.Renames() {
		put("dim_rename", r.From, r.To, int32(r.Year))
	}
	for _, z := range canon.Zones() {
		put("dim_zone", z.Name, string(z.Class), null(z.NBSCode), z.Division, int32(z.Year))
	}
	return d
}

// writeDivisions rewrites dim_division where the list of divisions is another than
// the one it was written from: its 48,000 rows would cost a run a quarter of a second.
func writeDivisions(ctx context.Context, conn *sql.Conn) error {
	var have bool
	digest := canon.DivisionsDigest()
	if err := conn.QueryRowContext(ctx, `SELECT count(*) > 0 FROM dim_source WHERE dimension = 'dim_division' AND digest = ?`, digest).Scan(&have); err != nil || have {
		return err
	}
	if _, err := conn.ExecContext(ctx, `DELETE FROM dim_division; DELETE FROM dim_source WHERE dimension = 'dim_division'`); err != nil {
		return err
	}
	var rows [][]driver.Value
	for _, v := range canon.Divisions().All() {
		last := 0 // canon says the first year without it
		if v.To != 0 {
			last = v.To - 1
		}
		rows = append(rows, []driver.Value{v.Code, v.Name, string(v.Level), null(v.Parent), year(v.From), year(last), list(v.Successors), v.Kind(),
			list(canon.Divisions().Today(v))})
	}
	for t := range canon.Townships() {
		rows = append(rows, []driver.Value{t.Code, t.Name, "township", t.County, nil, nil, nil, "township", nil})
	}
	if err := appendRows(conn, "dim_division", rows); err != nil {
		return err
	}
	_, err := conn.ExecContext(ctx, `INSERT INTO dim_source VALUES ('dim_division', ?)`, digest)
	return err
}

// operands returns a metric's terms in every form that has one for each side.
func operands(c *canon.Canon, m canon.Metric) [][]driver.Value {
	if m.Source != "" {
		return nil
	}
	var out [][]driver.Value
	for _, t := range c.Templates {
		var rows [][]driver.Value
		sides := map[string]bool{}
		for _, side := range []struct {
			name  string
			terms []string
		}{{"numerator", m.Numerator}, {"denominator", m.Denominator}} {
			for _, term := range side.terms {
				o := canon.ParseOperand(term)
				if i := c.Indicator(o.Indicator); i != nil && i.In(t.ID) {
					sides[side.name] = true
					rows = append(rows, []driver.Value{m.ID, side.name, t.ID, o.Indicator, o.Applicant, int32(o.Factor)})
				}
			}
		}
		if sides["numerator"] && (len(m.Denominator) == 0 || sides["denominator"]) {
			out = append(out, rows...)
		}
	}
	return out
}

// year returns nil for 0.
func year(y int) driver.Value {
	if y == 0 {
		return nil
	}
	return int32(y)
}

// list returns nil for an empty list.
func list(s []string) driver.Value {
	if len(s) == 0 {
		return nil
	}
	return s
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
