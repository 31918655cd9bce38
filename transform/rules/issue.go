package rules

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

// fail writes the issues of an instance that failed, where texts are made; false
// where reading has said it of this very cell.
func (c *run) fail(i *instance) bool {
	first := &i.holds[0][0]
	l, r := c.sum(i, first.left), c.sum(i, first.right)
	issue := gongkai.Issue{Rule: i.Rule.ID, Severity: gongkai.Severity(i.Instance.Severity()), Message: c.message(i)}
	for _, said := range c.subject.Report.Issues {
		if said.Rule == issue.Rule && len(i.At) == 1 && canon.Cell(said.Indicator, said.Applicant) == i.At[0] {
			return false
		}
	}
	if i.first >= 0 && first.left[0].fn == "" {
		issue.LHS, issue.RHS, issue.Delta = exact(l), exact(r), exact(number{v: l.v - r.v})
		issue.Message += ": " + issue.LHS + verb[first.op] + issue.RHS
		if i.identity() {
			c.broken = append(c.broken, i)
		}
	}
	if i.first >= 0 {
		issue.Cells = i.Instance.Cells()
	}
	if len(i.at) == 0 {
		c.issues = append(c.issues, issue)
	}
	for _, n := range i.at {
		key := c.keys[max(n, -1-n)]
		issue.Indicator, issue.Applicant = key.indicator, key.applicant
		if n < 0 {
			issue.Applicant = "" // the whole row
		}
		if f := c.facts[max(n, -1-n)]; f != nil {
			c.issues = append(c.issues, issue)
		}
	}
	return true
}

var verb = map[string]string{"=": " is not ", "!=": " is ", "<": " is not less than ", "<=": " is more than ", ">": " is not more than ", ">=": " is less than "}

func exact(n number) string { return decimal.New(n.v, -4).String() }

// message fills in what a check says. {row} is the label of what the name is
// bound to, {year} and the like come from the report.
func (c *run) message(i *instance) string {
	m := i.Check.Says
	if !strings.Contains(m, "{") {
		return m
	}
	can, r := canon.Get(), c.subject.Report
	for name, value := range i.Bound {
		zh, en := labels(can, i, value)
		m = strings.ReplaceAll(strings.ReplaceAll(m, "{"+name+"}", zh), "{"+name+".en}", en)
	}
	for _, name := range asked(m) {
		if n := c.doc[name]; n.ok {
			m = strings.ReplaceAll(m, "{"+name+"}", exact(n))
		}
	}
	for _, name := range asked(m) {
		if text, ok := c.text[name]; ok {
			m = strings.ReplaceAll(m, "{"+name+"}", text)
		}
	}
	if !strings.Contains(m, "{") {
		return m
	}
	for _, name := range asked(m) {
		var text string
		switch name {
		case "year":
			text = strconv.Itoa(r.Year)
		case "template":
			text = r.Template
		case "expected":
			text = can.Expected(r.Year)
		case "shift":
			text = c.shift()
		default:
			continue
		}
		m = strings.ReplaceAll(m, "{"+name+"}", text)
	}
	return m
}

// asked returns the names that a message holds in braces.
func asked(m string) (names []string) {
	for {
		_, rest, open := strings.Cut(m, "{")
		name, behind, closed := strings.Cut(rest, "}")
		if !open || !closed {
			return names
		}
		names, m = append(names, name), behind
	}
}

// labels returns the Chinese and English label of a name's value.
func labels(can *canon.Canon, i *instance, value string) (zh, en string) {
	for _, a := range can.Applicants.List {
		if a.ID == value {
			return a.ZH, a.EN
		}
	}
	for _, s := range can.Sections {
		if s.ID == value {
			return s.ZH, s.EN
		}
	}
	for _, b := range can.Challenges.Blocks {
		if b.ID == value {
			return b.ZH, b.EN
		}
	}
	for _, table := range []string{"req.", "rl.", "pd."} {
		if ind := can.Indicator(table + value); ind != nil {
			return ind.ZH, ind.EN
		}
	}
	return value, value
}

// shift says whether the rows that do not add up would, were each column read
// one to the left or right.
func (c *run) shift() string {
	list := canon.Get().Applicants.List
	for by, where := range map[int]string{1: "left", len(list) - 1: "right"} {
		closes, rows := 0, 0
		for _, i := range c.broken {
			if i.Rule.ID != "A-03" {
				continue
			}
			rows++
			var sum, total int64
			for k, a := range list {
				v := c.value[c.cells[cellKey{"req." + i.Bound["row"], a.ID}]].v
				if (k+by)%len(list) == len(list)-1 {
					total = v
				} else {
					sum += v
				}
			}
			if sum == total {
				closes++
			}
		}
		if rows > 0 && closes == rows {
			return fmt.Sprintf("; all would, were each column the one to its %s", where)
		}
	}
	return ""
}
