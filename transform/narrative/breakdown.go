package narrative

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// breakdowns checks E-07 in every section: a number, 其中, and at least two parts
// with the same measure, up to the full stop, add up. Parts may be fewer than
// the whole says, so only a sum beyond it, or one that the words call complete
// (both kinds of proposals, 其他 at the end), is a fault. Where one of the numbers is
// approximate or lost, nothing can be said.
func (c *checker) breakdowns() {
	t := emptyTexts.Get().(*text)
	defer t.release()
	for _, s := range c.report.Sections {
		if !strings.Contains(s.Text, "其") { // that no other character is folded to
			continue
		}
		t.fold(s.Text)
		for _, sp := range t.sentences() {
			if t.holds(sp, '其') {
				c.breakdown(parse(t, sp))
			}
		}
	}
}

func (c *checker) breakdown(p *sentence) {
	for i := range p.numbers {
		whole := &p.numbers[i]
		if whole.measure == "" || i+2 >= len(p.numbers) {
			continue
		}
		lead := whole.end
		for lead < p.to && strings.ContainsRune(",;:(", p.runes[lead]) {
			lead++
		}
		if !p.has(lead, p.numbers[i+1].start, among) {
			continue
		}
		sum, n, known := decimal.Zero, 0, whole.value.Valid && !whole.approx
		for _, part := range p.numbers[i+1:] {
			if n == mostParts {
				known = false
				break
			}
			if part.measure != whole.measure {
				break
			}
			known = known && part.value.Valid && !part.approx
			sum, n = sum.Add(part.value.Decimal), n+1
		}
		if n < 2 {
			continue
		}
		last := &p.numbers[i+n]
		from, to := p.quote(whole.start, last.end)
		quote := string(p.runes[from:to])
		switch over := sum.GreaterThan(whole.value.Decimal); {
		case !known:
			c.count("E-07").NotAssessable++
		case over || !sum.Equal(whole.value.Decimal) && complete(quote, string(p.runes[p.numbers[i+n-1].end:last.start])):
			c.fail("E-07", fmt.Sprintf("%q: the parts add up to %s", short(quote), sum),
				gongkai.Issue{LHS: whole.value.Decimal.String(), RHS: sum.String()})
		default:
			c.count("E-07").Pass++
		}
	}
}

// mostParts are added up: a longer list is a table that lost its lines.
const mostParts = 100

// among says that parts follow.
var among = []rune("其中")

// holds reports whether a character stands in a stretch.
func (t *text) holds(s span, r rune) bool { return slices.Contains(t.runes[s.from:s.to], r) }

// complete reports whether the parts named are all that there can be: both kinds
// of proposals, or what else there is as the last.
func complete(quote, last string) bool {
	last = strings.TrimLeft(last, ",、及和以与")
	return strings.Contains(quote, "建议") && strings.Contains(quote, "提案") || strings.HasPrefix(last, "其他") || strings.HasPrefix(last, "其余")
}
