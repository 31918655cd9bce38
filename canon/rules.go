package canon

import (
	"fmt"
	"slices"
	"strings"
)

// Rule is a check of a report's consistency. data/rules.yaml says how to read
// what holds.
type Rule struct {
	ID       string  `yaml:"id"`
	Severity string  `yaml:"severity"` // error, warning or info
	ZH       string  `yaml:"zh"`
	EN       string  `yaml:"en"`
	Law      string  `yaml:"law"`    // what it rests on
	Checks   []Check `yaml:"checks"` // none: raised by reading, or in sql/rules
}

// Check is one thing that a rule says holds.
type Check struct {
	Each      []Each   `yaml:"each"`
	When      string   `yaml:"when"`  // to what it applies; "" to every report
	Holds     string   `yaml:"holds"` // what holds
	Needs     []string `yaml:"needs"` // numbers that must be known
	At        string   `yaml:"at"`    // the cell that an issue names: a cell, "cells" for each operand, or ""
	Says      string   `yaml:"says"`  // the message; "" where reading has said it
	Severity  string   `yaml:"severity"`
	Otherwise bool     `yaml:"otherwise"` // stands in where the check before does not apply
}

// Each binds a name in a check to values: a list, the applicants ("@*", the six
// "@leaves"), or what stands for "*" in the indicators that a pattern fits.
type Each struct {
	Var  string   `yaml:"var"`
	Of   string   `yaml:"of"`
	In   []string `yaml:"in"`
	Kind Kind     `yaml:"kind"` // only indicators of this kind
}

// Instance is a check for one binding of its names and one form.
type Instance struct {
	Rule     *Rule
	Check    *Check
	Group    string // instances of a group stand for one another: the first that applies counts
	Template string // form of its cells; "" where it is the same in all
	When     Formula
	Holds    Formula
	Needs    []string
	At       []string          // cells that an issue names
	Bound    map[string]string // name to value: row → granted
	Cross    bool              // it has an operand of the year before
}

// Severity returns the severity of a failure.
func (i *Instance) Severity() string {
	if i.Check.Severity != "" {
		return i.Check.Severity
	}
	return i.Rule.Severity
}

// Cells returns the cells that the instance compares, in their order.
func (i *Instance) Cells() []string {
	var out []string
	for _, t := range i.Holds.Terms() {
		for _, c := range t.Cells {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	return out
}

// Cell names a cell: "req.granted@total", "rl.review.total".
func Cell(indicator, applicant string) string {
	if applicant == "" {
		return indicator
	}
	return indicator + "@" + applicant
}

// Instances multiplies a rule out over its names and the forms since 2019.
func (c *Canon) Instances(r *Rule) ([]Instance, error) {
	var out []Instance
	chain := 0
	for k := range r.Checks {
		check := &r.Checks[k]
		if !check.Otherwise {
			chain = k
		}
		made := 0
		for _, t := range []string{T2019, T2021} {
			for _, bound := range c.bindings(check.Each, t) {
				i, ok, err := c.instance(r, check, t, bound)
				if err != nil {
					return nil, fmt.Errorf("%s, check %d: %w", r.ID, k+1, err)
				}
				if !ok {
					continue
				}
				made++
				i.Group = fmt.Sprint(r.ID, chain, bound)
				if same := slices.IndexFunc(out, func(o Instance) bool {
					return o.Check == check && o.Group == i.Group && o.Holds.String() == i.Holds.String()
				}); same >= 0 {
					out[same].Template = ""
					for _, cell := range i.At {
						if !slices.Contains(out[same].At, cell) {
							out[same].At = append(out[same].At, cell)
						}
					}
					continue
				}
				out = append(out, i)
			}
		}
		if made == 0 {
			return nil, fmt.Errorf("%s, check %d: %q fits no form", r.ID, k+1, check.Holds)
		}
	}
	return out, nil
}

// instance expands a check; false where a form has not all of its cells.
func (c *Canon) instance(r *Rule, check *Check, template string, bound map[string]string) (Instance, bool, error) {
	i := Instance{Rule: r, Check: check, Template: template, Needs: check.Needs, Bound: bound}
	for _, f := range []struct {
		text string
		into *Formula
	}{{check.When, &i.When}, {check.Holds, &i.Holds}} {
		if f.text == "" {
			continue
		}
		formula, err := parseFormula(substitute(f.text, bound))
		if err != nil {
			return i, false, err
		}
		for _, t := range formula.Terms() {
			if !c.expand(t, template) {
				return i, false, nil
			}
			i.Cross = i.Cross || t.Prev
		}
		*f.into = formula
	}
	switch check.At {
	case "":
	case "cells":
		i.At = i.Cells()
	default:
		t := Term{Operand: substitute(check.At, bound)}
		if strings.HasPrefix(t.Operand, "req.") && !strings.Contains(t.Operand, "@") {
			i.At = c.indicatorsLike(t.Operand, template)
		} else if c.expand(&t, template) {
			i.At = t.Cells
		}
		if len(i.At) == 0 {
			return i, false, fmt.Errorf("at: no cell %q", t.Operand)
		}
	}
	return i, true, nil
}

func substitute(text string, bound map[string]string) string {
	for k, v := range bound {
		text = strings.ReplaceAll(text, "{"+k+"}", v)
	}
	return text
}

// expand finds the cells of a term in a form; false where there are none.
func (c *Canon) expand(t *Term, template string) bool {
	operand, prev := strings.CutPrefix(t.Operand, "prev.")
	t.Prev = prev
	indicator, applicant, _ := strings.Cut(operand, "@")
	table, _, _ := strings.Cut(indicator, ".")
	if t.Operand == "" || table != TableProactive && table != TableRequests && table != TableChallenges {
		return true // a number of the document, or none
	}
	applicants := []string{applicant}
	switch applicant {
	case "*":
		applicants = c.applicants(7)
	case "leaves":
		applicants = c.applicants(6)
	}
	for _, id := range c.indicatorsLike(indicator, template) {
		if c.indicators[id].ByApplicant != (applicant != "") {
			return false
		}
		for _, a := range applicants {
			t.Cells = append(t.Cells, Cell(id, a))
		}
	}
	return len(t.Cells) > 0
}

func (c *Canon) applicants(n int) []string {
	var out []string
	for _, a := range c.Applicants.List[:n] {
		out = append(out, a.ID)
	}
	return out
}

// indicatorsLike returns the indicators of a form that a pattern with at most
// one "*" fits.
func (c *Canon) indicatorsLike(pattern, template string) []string {
	var out []string
	for i := range c.Indicators {
		if _, ok := star(pattern, c.Indicators[i].ID); ok && c.Indicators[i].In(template) {
			out = append(out, c.Indicators[i].ID)
		}
	}
	return out
}

// star returns what stands for "*" of a pattern in a text.
func star(pattern, text string) (string, bool) {
	before, behind, any := strings.Cut(pattern, "*")
	if !any {
		return "", pattern == text
	}
	if len(text) <= len(before)+len(behind) || !strings.HasPrefix(text, before) || !strings.HasSuffix(text, behind) {
		return "", false
	}
	return text[len(before) : len(text)-len(behind)], true
}

// bindings returns every choice of values for the names of a check.
func (c *Canon) bindings(each []Each, template string) []map[string]string {
	out := []map[string]string{{}}
	for _, e := range each {
		values := e.In
		switch {
		case e.Of == "@*":
			values = c.applicants(7)
		case e.Of == "@leaves":
			values = c.applicants(6)
		case e.Of != "":
			for _, id := range c.indicatorsLike(e.Of, template) {
				if e.Kind == "" || c.indicators[id].Kind == e.Kind {
					v, _ := star(e.Of, id)
					values = append(values, v)
				}
			}
		}
		var next []map[string]string
		for _, b := range out {
			for _, v := range values {
				n := map[string]string{e.Var: v}
				for k, old := range b {
					n[k] = old
				}
				next = append(next, n)
			}
		}
		out = next
	}
	return out
}
