package narrative

import (
	"fmt"
	"strings"
	"sync"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
)

// Check holds claims against the report's tables and against one another: rules
// E-01 to E-11. Approximate and cumulative numbers, and those of other years, are
// never compared. It reads the claims, facts, sections and year of a report.
func Check(r *gongkai.Report) ([]gongkai.Issue, []gongkai.RuleCount) {
	c := &checker{report: r}
	for i := range canon.Get().Rules {
		if id := canon.Get().Rules[i].ID; strings.HasPrefix(id, "E-") {
			c.counts = append(c.counts, gongkai.RuleCount{Rule: id})
		}
	}
	for i := range r.Claims {
		c.tables(&r.Claims[i])
		c.marks(&r.Claims[i])
	}
	c.breakdowns()
	c.channels()
	c.feeStatement()
	for i := range c.counts {
		if n := &c.counts[i]; n.Pass+n.Fail+n.NotAssessable == 0 {
			n.NotApplicable++
		}
	}
	return c.issues, c.counts
}

type checker struct {
	report *gongkai.Report
	issues []gongkai.Issue
	counts []gongkai.RuleCount
}

func (c *checker) count(rule string) *gongkai.RuleCount {
	for i := range c.counts {
		if c.counts[i].Rule == rule {
			return &c.counts[i]
		}
	}
	c.counts = append(c.counts, gongkai.RuleCount{Rule: rule})
	return &c.counts[len(c.counts)-1]
}

func (c *checker) fail(rule, message string, i gongkai.Issue) {
	c.count(rule).Fail++
	i.Rule, i.Severity, i.Message = rule, gongkai.Severity(canon.Get().Rule(rule).Severity), message
	c.issues = append(c.issues, i)
}

// comparable reports whether a claim may be held against another number.
func comparable(c *gongkai.Claim) bool {
	return c.Value.Valid && !c.Approx && c.Period == gongkai.PeriodYear
}

// tables holds a claim against the cells that say the same: E-01 to E-06, E-09.
func (c *checker) tables(claim *gongkai.Claim) {
	k := kindOf(claim.ID)
	if k == nil || len(k.Facts) == 0 {
		return
	}
	sum, cells, ok := c.sum(k.Facts)
	says := "the table"
	switch {
	case len(cells) == 0: // its form has no such cell
		return
	case comparable(claim) && !ok && claim.Value.Decimal.LessThan(sum):
		says = "the cells that are not blank add up to" // and blank ones cannot make it less
	case !ok || !comparable(claim):
		c.count(k.Rule).NotAssessable++
		return
	case claim.Value.Decimal.Equal(sum) || c.withCarried(claim, sum) && strings.Contains(claim.Quote, "结转"):
		c.count(k.Rule).Pass++
		return
	case c.withCarried(claim, sum):
		says = "which is new and carried in together; the table has as new"
	}
	indicator, applicant, _ := strings.Cut(cells[0], "@")
	c.fail(k.Rule, fmt.Sprintf("%s: the prose says %s (%q), %s %s", k.ZH, claim.Value.Decimal, short(claim.Quote), says, sum),
		gongkai.Issue{Indicator: indicator, Applicant: applicant, LHS: claim.Value.Decimal.String(), RHS: sum.String(), Cells: cells})
}

// withCarried reports whether a number of requests is those received together
// with those carried in from the year before.
func (c *checker) withCarried(claim *gongkai.Claim, received decimal.Decimal) bool {
	if claim.ID != "requests.received" {
		return false
	}
	in, _, ok := c.sum([]string{carriedIn})
	return ok && claim.Value.Decimal.Equal(received.Add(in))
}

// sum adds up the cells of indicators, as far as the report's form has them; ok is
// false where one has no number, and sum then that of the others. Statistics of the form before 2019 are not asked.
func (c *checker) sum(indicators []string) (sum decimal.Decimal, cells []string, ok bool) {
	ok = true
	for _, want := range indicators {
		for _, id := range indicatorsLike()[want] {
			for _, f := range c.totals(id) {
				cell := f.Indicator
				if f.Applicant != "" {
					cell += "@" + f.Applicant
				}
				cells = append(cells, cell)
				ok = ok && f.Value.Valid && !f.Approx
				sum = sum.Add(f.Value.Decimal)
			}
		}
	}
	return sum, cells, ok
}

// indicatorsLike are the indicators that each of the names in canon's claims stands
// for, and carried_in.
var indicatorsLike = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	add := func(want string) {
		if _, ok := out[want]; ok {
			return
		}
		prefix, all := strings.CutSuffix(want, "*")
		out[want] = nil
		for i := range canon.Get().Indicators {
			if id := canon.Get().Indicators[i].ID; id == want || all && strings.HasPrefix(id, prefix) {
				out[want] = append(out[want], id)
			}
		}
	}
	add(carriedIn)
	for i := range canon.Claims().Claims {
		for _, want := range canon.Claims().Claims[i].Facts {
			add(want)
		}
	}
	return out
})

// carriedIn is what some reports count among the requests received.
const carriedIn = "req.carried_in"

// totals returns the cells that count an indicator as a whole: the total, or the
// applicants where the total is blank.
func (c *checker) totals(indicator string) (out []*gongkai.Fact) {
	var leaves []*gongkai.Fact
	blank := false
	for i := range c.report.Facts {
		f := &c.report.Facts[i]
		switch {
		case f.Indicator != indicator:
		case f.Applicant == "" || f.Applicant == "total":
			out = append(out, f)
			blank = f.Status == gongkai.Blank
		default:
			leaves = append(leaves, f)
		}
	}
	if blank && len(out) == 1 && len(leaves) == len(canon.Get().Applicants.List)-1 {
		return leaves
	}
	return out
}

// marks checks what must not be taken for this year's number: E-10, E-11. A number
// that was lost in print may be anything; without the report's year nothing is known
// to be of another.
func (c *checker) marks(claim *gongkai.Claim) {
	switch {
	case claim.Period == gongkai.PeriodCumulative:
		c.fail("E-10", fmt.Sprintf("%q counts several years", short(claim.Quote)), gongkai.Issue{LHS: printed(claim)})
	case !claim.Value.Valid || c.report.Year == 0:
		c.count("E-10").NotAssessable++
	default:
		c.count("E-10").Pass++
	}
	switch {
	case claim.Approx:
		c.fail("E-11", fmt.Sprintf("%q is approximate", short(claim.Quote)), gongkai.Issue{LHS: printed(claim)})
	case !claim.Value.Valid:
		c.count("E-11").NotAssessable++
	default:
		c.count("E-11").Pass++
	}
}

// channels checks E-08: the total of what was made public is at least what one
// channel alone is said to have. Where only numbers of several years or about so
// many are said of one side, nothing can be said.
func (c *checker) channels() {
	var total, most *gongkai.Claim
	var totals, singles bool
	for i := range c.report.Claims {
		claim := &c.report.Claims[i]
		if !strings.HasPrefix(claim.ID, "items.") || claim.ID == "items.gazette" {
			continue
		}
		if claim.ID == "items.total" {
			totals = true
		} else {
			singles = true
		}
		switch {
		case !comparable(claim):
		case claim.ID == "items.total":
			replaceSmaller(&total, claim)
		default:
			replaceSmaller(&most, claim)
		}
	}
	switch {
	case !totals || !singles:
	case total == nil || most == nil:
		c.count("E-08").NotAssessable++
	case total.Value.Decimal.LessThan(most.Value.Decimal):
		c.fail("E-08", fmt.Sprintf("%q, yet %q", short(total.Quote), short(most.Quote)), gongkai.Issue{LHS: printed(total), RHS: printed(most)})
	default:
		c.count("E-08").Pass++
	}
}

func replaceSmaller(at **gongkai.Claim, claim *gongkai.Claim) {
	if *at == nil || (*at).Value.Decimal.LessThan(claim.Value.Decimal) {
		*at = claim
	}
}

// firstFeeYear is the first report year in which the processing fee must be
// spoken of (国办函〔2020〕109号).
const firstFeeYear = 2021

// feeStatement checks E-09 where nothing at all is said of the processing fee.
func (c *checker) feeStatement() {
	r := c.report
	if r.Year < firstFeeYear || len(r.Sections) == 0 {
		return
	}
	for i := range r.Claims {
		if strings.HasPrefix(r.Claims[i].ID, "fees.processing_") {
			c.count("E-09").Pass++
			return
		}
	}
	for _, s := range r.Sections {
		if strings.Contains(s.Text, "处理费") {
			c.count("E-09").NotAssessable++
			return
		}
	}
	c.fail("E-09", "nothing is said of the information processing fee", gongkai.Issue{})
}

// short keeps a quote to what fits into a message.
func short(s string) string {
	r := []rune(strings.Join(strings.Fields(s), ""))
	if len(r) > 60 {
		return string(r[:59]) + "…"
	}
	return string(r)
}

func printed(c *gongkai.Claim) string {
	if !c.Value.Valid {
		return ""
	}
	return c.Value.Decimal.String()
}
