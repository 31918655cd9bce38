package schema

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"text/template"

	"gongkai/canon"
)

// createViews (re-)creates all views and macros, in the order of their files.
func createViews(ctx context.Context, c Conn) error {
	names, err := fs.Glob(files, "views/*")
	if err != nil {
		return err
	}
	slices.Sort(names)
	for _, name := range names {
		text, err := viewText(name)
		if err != nil {
			return err
		}
		if _, err := c.ExecContext(ctx, text); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if err := createLeagues(ctx, c); err != nil {
		return err
	}
	return inherit(ctx, c)
}

// viewText reads a view's file; a template is filled with the canon's columns, so
// that a form of a future year is a change to data only.
func viewText(name string) (string, error) {
	text, err := files.ReadFile(name)
	if err != nil || !strings.HasSuffix(name, ".tmpl") {
		return string(text), err
	}
	t, err := template.New(name).Parse(string(text))
	if err != nil {
		return "", err
	}
	var b bytes.Buffer
	err = t.Execute(&b, wideColumns(canon.Get()))
	return b.String(), err
}

// column is a column of report_wide. Comment is escaped for a SQL literal.
type column struct{ Name, Indicator, Sum, Comment string }

type wide struct{ Totals, Sums, Metrics []column }

func wideColumns(c *canon.Canon) wide {
	var w wide
	for _, i := range c.Indicators {
		if i.Table == canon.TableStatistics {
			continue // the old form has nothing in common with the others
		}
		w.Totals = append(w.Totals, column{Name: wideName(i.ID), Indicator: i.ID,
			Comment: escape(fmt.Sprintf("%s (%s), %s, in %s.", i.EN, i.ZH, i.Unit, strings.Join(i.Templates, ", ")))})
	}
	for _, g := range c.Requests.Groups {
		var parts []string
		for _, r := range c.Requests.Rows {
			if r.Group == g.ID && r.In(canon.T2019) && r.In(canon.T2021) {
				parts = append(parts, "w."+wideName("req."+r.ID))
			}
		}
		if g.ID == "results" || len(parts) == 0 {
			continue // that total is printed
		}
		w.Sums = append(w.Sums, column{Name: g.ID + "_total", Sum: strings.Join(parts, " + "),
			Comment: escape(fmt.Sprintf("Sum of the %s rows (%s); NULL where one of them is.", g.ID, g.ZH))})
	}
	for _, m := range c.Metrics {
		w.Metrics = append(w.Metrics, column{Name: m.ID,
			Comment: escape(fmt.Sprintf("Metric (view metric): %s (%s), %s. %s", m.EN, m.ZH, m.Unit, m.Caveat))})
	}
	return w
}

func wideName(indicator string) string {
	return strings.ReplaceAll(strings.TrimPrefix(indicator, "req."), ".", "_")
}

func escape(s string) string { return strings.ReplaceAll(s, "'", "''") }
