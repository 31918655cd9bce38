package explain

import (
	"slices"
	"strings"
	"sync"

	"gongkai/canon"
)

// issues gives every failed rule to the cells that it names or has as operands.
func (w *warehouse) issues(e *Explanation, id string, few bool) error {
	rows, err := w.ask(`SELECT * FROM issue WHERE CAST(report_id AS VARCHAR) = $1 ORDER BY rule, message`, id)
	if err != nil {
		return err
	}
	results, err := w.ask(`SELECT r.*, d.en FROM rule_result r LEFT JOIN dim_rule d USING (rule) WHERE CAST(report_id AS VARCHAR) = $1 AND pass IS NOT NULL ORDER BY rule`, id)
	if err != nil {
		return err
	}
	later, err := w.ask(`SELECT i.rule, i.severity, 'in the report for ' || n.year || ': ' || i.message AS message, i.lhs, i.rhs,
			[c[6:] FOR c IN i.cells IF starts_with(c, 'prev.')] AS cells, 'none' AS indicator, NULL AS applicant, true AS later
		FROM report r JOIN report n ON n.agency_id = r.agency_id AND n.scope = r.scope AND n.year = r.year + 1
		JOIN issue i ON i.report_id = n.report_id
		WHERE CAST(r.report_id AS VARCHAR) = $1 AND list_bool_or([starts_with(c, 'prev.') FOR c IN i.cells]) ORDER BY i.rule, i.message`, id)
	if err != nil {
		return err
	}
	for _, r := range append(rows, later...) {
		i := Issue{r.text("rule"), r.text("severity"), r.text("message"), r.text("lhs"), r.text("rhs")}
		operands, _ := r["cells"].([]any)
		touched := false
		for k := range e.Cells {
			c := &e.Cells[k]
			named := r.text("indicator") == c.Indicator && (r.text("applicant") == "" || r.text("applicant") == c.Applicant)
			if named || slices.ContainsFunc(operands, func(o any) bool { return o == c.Name() }) {
				c.Issues, touched = append(c.Issues, i), true
			}
		}
		if !touched && !r.bool("later") && (!few || r.text("indicator") == "") {
			e.Issues = append(e.Issues, i)
		}
	}
	for k := range e.Cells {
		for _, r := range results {
			if touches(r.text("rule"), e.Cells[k].Name()) {
				e.Cells[k].Rules = append(e.Cells[k].Rules, Rule{r.text("rule"), r.text("en"), r.int("pass"), r.int("fail"), r.int("not_assessable")})
			}
		}
	}
	return nil
}

// operands are the cells of the report itself that each rule compares: in its
// formulas, or what the claims say that it holds against the tables.
var operands = sync.OnceValue(func() map[string]map[string]bool {
	out := map[string]map[string]bool{}
	add := func(rule, cell string) {
		if out[rule] == nil {
			out[rule] = map[string]bool{}
		}
		out[rule][cell] = true
	}
	c := canon.Get()
	for i := range c.Rules {
		instances, err := c.Instances(&c.Rules[i])
		if err != nil {
			continue // which the tests of canon rule out
		}
		for _, n := range instances {
			for _, t := range slices.Concat(n.Holds.Terms(), n.When.Terms()) {
				for _, cell := range t.Cells {
					if !t.Prev {
						add(c.Rules[i].ID, cell)
					}
				}
			}
		}
	}
	for _, k := range canon.Claims().Claims {
		for _, f := range k.Facts {
			prefix, all := strings.CutSuffix(f, "*")
			for _, ind := range c.Indicators {
				if k.Rule == "" || ind.ID != f && (!all || !strings.HasPrefix(ind.ID, prefix)) {
					continue
				}
				cell := ind.ID
				if ind.ByApplicant {
					cell = canon.Cell(cell, "total")
				}
				add(k.Rule, cell)
			}
		}
	}
	return out
})

// touches reports whether a rule compares a cell.
func touches(rule, cell string) bool { return operands()[rule][cell] }
