// Package rules checks a report's numbers against one another. A check with an
// empty operand is not assessable, which is not the same as passed.
package rules

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

// Check assesses every rule on the facts of one report; it returns the issues
// of those that fail and the count of all.
func Check(facts []gongkai.Fact) ([]gongkai.Issue, []gongkai.RuleCount) {
	c := &checker{at: map[string]*gongkai.Fact{}, counts: map[string]*gongkai.RuleCount{}}
	for i := range facts {
		c.at[name(facts[i].Indicator, facts[i].Applicant)] = &facts[i]
	}
	c.requests()
	c.challenges()
	c.blank(facts)
	return c.issues, c.results()
}

type checker struct {
	at     map[string]*gongkai.Fact
	issues []gongkai.Issue
	counts map[string]*gongkai.RuleCount
	order  []string
}

func name(indicator, applicant string) string {
	if applicant == "" {
		return indicator
	}
	return indicator + "@" + applicant
}

func (c *checker) count(rule string) *gongkai.RuleCount {
	r := c.counts[rule]
	if r == nil {
		r = &gongkai.RuleCount{Rule: rule}
		c.counts[rule] = r
		c.order = append(c.order, rule)
	}
	return r
}

func (c *checker) results() []gongkai.RuleCount {
	out := make([]gongkai.RuleCount, 0, len(c.order))
	for _, id := range c.order {
		out = append(out, *c.counts[id])
	}
	return out
}

func (c *checker) fail(rule, message, indicator, applicant string, lhs, rhs decimal.Decimal, cells []string) {
	c.count(rule).Fail++
	c.issues = append(c.issues, gongkai.Issue{
		Rule: rule, Severity: gongkai.Severity(canon.Get().Rule(rule).Severity), Message: message,
		Indicator: indicator, Applicant: applicant, LHS: lhs.String(), RHS: rhs.String(), Cells: cells,
	})
}

// identity checks that the cells left add up to the cells right.
func (c *checker) identity(rule, what, indicator, applicant string, left, right []string) {
	l, ok1 := c.add(left)
	r, ok2 := c.add(right)
	if !ok1 || !ok2 {
		c.count(rule).NotAssessable++
		return
	}
	if l.Equal(r) {
		c.count(rule).Pass++
		return
	}
	c.fail(rule, fmt.Sprintf("%s: %s is not %s", what, l, r), indicator, applicant, l, r, append(append([]string{}, left...), right...))
}

// add sums cells; false where one has no value.
func (c *checker) add(cells []string) (decimal.Decimal, bool) {
	sum := decimal.Zero
	for _, n := range cells {
		f := c.at[n]
		if f == nil || !f.Value.Valid {
			return sum, false
		}
		sum = sum.Add(f.Value.Decimal)
	}
	return sum, true
}

// requests checks the table of requests.
func (c *checker) requests() {
	can := canon.Get()
	first := c.at["req.received@total"]
	if first == nil {
		for _, rule := range []string{"A-01", "A-02", "A-03", "A-06"} {
			c.count(rule).NotApplicable++
		}
		return
	}
	for _, a := range can.Applicants.List {
		at := func(row string) string { return name("req."+row, a.ID) }
		c.identity("A-01", "received and carried in, against processed and carried forward ("+a.ZH+")", "req.processed_total", a.ID,
			[]string{at("received"), at("carried_in")}, []string{at("processed_total"), at("carried_forward")})
		var outcomes []string
		for _, r := range can.Requests.Rows {
			switch r.ID {
			case "received", "carried_in", "processed_total", "carried_forward":
			default:
				if r.In(first.Template) {
					outcomes = append(outcomes, at(r.ID))
				}
			}
		}
		c.identity("A-02", "the outcomes, against their total ("+a.ZH+")", "req.processed_total", a.ID, outcomes, []string{at("processed_total")})
	}
	defer c.shifted(first.Template)
	for _, r := range can.Requests.Rows {
		if !r.In(first.Template) {
			continue
		}
		var leaves []string
		some := false
		for _, a := range can.Applicants.List[:6] {
			n := name("req."+r.ID, a.ID)
			leaves = append(leaves, n)
			if f := c.at[n]; f != nil && f.Value.Valid && f.Value.Decimal.IsPositive() {
				some = true
			}
		}
		total := name("req."+r.ID, "total")
		c.identity("A-03", r.ZH+": the applicants, against their total", "req."+r.ID, "", leaves, []string{total})
		switch f := c.at[total]; {
		case f == nil || f.Status != gongkai.Blank:
			c.count("A-06").NotApplicable++
		case some:
			c.count("A-06").Fail++
			c.issues = append(c.issues, gongkai.Issue{Rule: "A-06", Severity: gongkai.SeverityWarning,
				Message: r.ZH + ": the total is blank, although an applicant has a number", Indicator: "req." + r.ID, Applicant: "total", Cells: append(leaves, total)})
		default:
			c.count("A-06").Pass++
		}
	}
}

// shifted checks A-08: an agency's slip breaks a row or two, a column read one
// off breaks many, and those rows too that happen to close are then doubtful.
func (c *checker) shifted(template string) {
	if c.count("A-03").Fail < 3 {
		c.count("A-08").Pass++
		return
	}
	c.count("A-08").Fail++
	for _, r := range canon.Get().Requests.Rows {
		if r.In(template) {
			c.issues = append(c.issues, gongkai.Issue{Rule: "A-08", Severity: gongkai.Severity(canon.Get().Rule("A-08").Severity),
				Message: fmt.Sprintf("%d rows of the table do not add up: its columns may have been misread", c.count("A-03").Fail), Indicator: "req." + r.ID})
		}
	}
}

// challenges checks the table of reviews and litigation: B-01.
func (c *checker) challenges() {
	for _, b := range canon.Get().Challenges.Blocks {
		total := "rl." + b.ID + ".total"
		if c.at[total] == nil {
			c.count("B-01").NotApplicable++
			continue
		}
		var parts []string
		for _, o := range canon.Get().Challenges.Outcomes {
			if o.ID != "total" {
				parts = append(parts, "rl."+b.ID+"."+o.ID)
			}
		}
		c.blankTotal(b.ZH, parts, total)
		c.identity("B-01", b.ZH+": the outcomes, against their total", total, "", parts, []string{total})
	}
}

// blankTotal checks A-06 for a block of reviews and litigation. A row that lost
// a cell ends in a blank too, so every number of the block is named.
func (c *checker) blankTotal(what string, parts []string, total string) {
	f := c.at[total]
	if f == nil || f.Status != gongkai.Blank {
		c.count("A-06").NotApplicable++
		return
	}
	some := false
	for _, p := range parts {
		if x := c.at[p]; x != nil && x.Value.Valid && x.Value.Decimal.IsPositive() {
			some = true
		}
	}
	if !some {
		c.count("A-06").Pass++
		return
	}
	c.count("A-06").Fail++
	for _, p := range append(parts, total) {
		c.issues = append(c.issues, gongkai.Issue{Rule: "A-06", Severity: gongkai.SeverityWarning,
			Message: what + ": the total is blank, although an outcome has a number", Indicator: p})
	}
}

// blank checks P-08: a report of which no cell holds anything.
func (c *checker) blank(facts []gongkai.Fact) {
	cells := 0
	for i := range facts {
		if strings.TrimSpace(facts[i].Raw) != "" {
			c.count("P-08").Pass++
			return
		}
		if facts[i].Status != gongkai.Missing {
			cells++
		}
	}
	if cells == 0 {
		c.count("P-08").NotApplicable++
		return
	}
	c.count("P-08").Fail++
	c.issues = append(c.issues, gongkai.Issue{Rule: "P-08", Severity: gongkai.SeverityWarning, Message: "every cell of the tables is blank"})
}
