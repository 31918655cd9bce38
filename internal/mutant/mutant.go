// Package mutant changes rules one thing at a time, to see whether their tests
// notice.
package mutant

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"gongkai/canon"
)

// Mutant is a rule with one thing changed.
type Mutant struct {
	Rule canon.Rule
	What string
}

// Of changes each operator, sign, number, operand, condition and need of a
// rule in turn.
func Of(r *canon.Rule) []Mutant {
	var out []Mutant
	put := func(k int, what string, change func(*canon.Check)) {
		m := *r
		m.Checks = slices.Clone(r.Checks)
		change(&m.Checks[k])
		out = append(out, Mutant{m, fmt.Sprintf("check %d: %s", k+1, what)})
	}
	for k := range r.Checks {
		c := &r.Checks[k]
		for _, text := range mutations(c.Holds) {
			put(k, text, func(c *canon.Check) { c.Holds = text })
		}
		if c.When != "" {
			put(k, "without when", func(c *canon.Check) { c.When = "" })
			for _, text := range mutations(c.When) {
				put(k, "when "+text, func(c *canon.Check) { c.When = text })
			}
		}
		if len(c.Needs) > 0 {
			put(k, "without needs", func(c *canon.Check) { c.Needs = nil })
		}
	}
	return out
}

var operators = []string{"=", "!=", "<", "<=", ">", ">="}

var flipped = map[string][]string{
	"=": {"!=", "<=", ">="}, "!=": {"="}, "<": {">=", "<="}, "<=": {">", "<"}, ">": {"<=", ">="}, ">=": {"<", ">"},
	"+": {"-"}, "-": {"+"}, "and": {"or"}, "or": {"and"},
}

// mutations returns a formula's texts with one token changed or one operand left
// out.
func mutations(formula string) []string {
	tokens := strings.Fields(formula)
	var out []string
	put := func(from, to int, with ...string) {
		out = append(out, strings.Join(slices.Concat(tokens[:from], with, tokens[to:]), " "))
	}
	for i, t := range tokens {
		for _, f := range flipped[t] {
			put(i, i+1, f)
		}
		if n, err := strconv.Atoi(t); err == nil {
			put(i, i+1, strconv.Itoa(n+1))
		}
		if t == "+" || t == "-" {
			put(i, i+2)
			if i == 1 || slices.Contains(operators, tokens[max(i-2, 0)]) {
				put(i-1, i+1)
			}
		}
		if strings.Contains(t, "@total") {
			put(i, i+1, strings.Replace(t, "@total", "@natural_person", 1))
		}
		if _, rest, ok := strings.Cut(t, "10*"); ok {
			put(i, i+1, rest)
		}
	}
	return out
}
