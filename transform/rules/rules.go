// Package rules checks a report against the rules of canon: its numbers against
// one another, and what its text and its page say. A check with an operand that
// has no value is not assessable, which is not the same as passed. Rules over
// several reports are checked in the warehouse.
package rules

import (
	"sync"

	"gongkai"
	"gongkai/canon"
)

// Subject is a report and what else was seen of it.
type Subject struct {
	Report    *gongkai.Report // with its facts and the issues that reading raised
	Body      []string        // paragraphs that are no tables
	Period    string          // the sentence that names the period, "" where there is none
	Signature []string        // the last lines
	Tables    map[string]bool // tables found: pd, req, rl, s14
	Subtotals int             // sub-totals that were printed
	Scanned   bool            // recognised in pictures: what was not seen is not absent
}

// Check assesses every rule of canon on a report. It returns the issues of
// those that fail, but for what reading has said before, and how often each rule
// passed, failed, could not be assessed or did not apply.
func Check(s *Subject) ([]gongkai.Issue, []gongkai.RuleCount) {
	return shared().checkWith(s, func(*run) {})
}

var shared = sync.OnceValue(func() *engine { return compile(canon.Get().Rules) })

// result is how a check ends.
type result uint8

const (
	passed result = iota
	failed
	notAssessable
	notApplicable
	absent // the report's form has no such cell
)

// checkWith runs the groups of each rule; measured sees what was measured before.
func (e *engine) checkWith(s *Subject, measured func(*run)) ([]gongkai.Issue, []gongkai.RuleCount) {
	c := e.begin(s)
	c.index()
	c.measure()
	measured(c)
	counts := make([]gongkai.RuleCount, 0, len(e.rules))
	for k := range e.rules {
		r := &e.rules[k]
		n := gongkai.RuleCount{Rule: r.rule.ID}
		seen := 0 // issues of reading that a check has counted
		missing := 0
		for g := range r.groups {
			how, i, times := c.group(&r.groups[g])
			switch how {
			case passed:
				n.Pass++
			case failed:
				n.Fail += max(times, 1)
				seen += times
				if times == 0 && !c.fail(i) {
					seen++
				}
			case notAssessable:
				n.NotAssessable++
			case notApplicable:
				n.NotApplicable++
			case absent:
				missing++
			}
		}
		if missing == len(r.groups) { // a row of another form alone is no check
			n.NotApplicable = missing
		}
		n.Fail += max(0, c.said[r.rule.ID]-seen)
		if r.counts {
			c.doc["failed."+r.rule.ID] = number{v: int64(n.Fail) * unit, ok: n.Pass+n.Fail > 0, none: n.Pass+n.Fail+n.NotAssessable == 0}
		}
		counts = append(counts, n)
	}
	c.repair()
	return c.end(), counts
}

// group assesses the instances of a group: the first that applies counts. times
// is how often reading has raised the issue already.
func (c *run) group(g *group) (how result, i *instance, times int) {
	how = absent
	for k := range g.instances {
		i = &g.instances[k]
		switch got, times := c.assess(i); got {
		case notApplicable:
			how = got
		case absent:
		default:
			return got, i, times
		}
	}
	return how, i, 0
}
