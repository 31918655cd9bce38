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
// by naming both kinds of proposals, is a fault.
func (c *checker) breakdowns() {
	var t text
	for _, s := range c.report.Sections {
		if !strings.Contains(s.Text, "其") { // that no other character is folded to
			continue
		}
		t.fold(s.Text)
		for _, sp := range t.sentences() {
			if t.holds(sp, '其') {
				c.breakdown(parse(&t, sp))
			}
		}
	}
}

func (c *checker) breakdown(p *sentence) {
	for i := range p.numbers {
		whole := &p.numbers[i]
		if whole.measure == "" || !whole.value.Valid || whole.approx || i+2 >= len(p.numbers) {
			continue
		}
		lead := whole.end
		for lead < p.to && strings.ContainsRune(",;:(", p.runes[lead]) {
			lead++
		}
		if !p.has(lead, p.numbers[i+1].start, among) {
			continue
		}
		sum, n := decimal.Zero, 0
		for _, part := range p.numbers[i+1:] {
			if part.measure != whole.measure || !part.value.Valid || part.approx {
				break
			}
			sum, n = sum.Add(part.value.Decimal), n+1
		}
		if n < 2 {
			continue
		}
		from, to := p.quote(whole.start, p.numbers[i+n].end)
		quote := string(p.runes[from:to])
		if over := sum.GreaterThan(whole.value.Decimal); over || !sum.Equal(whole.value.Decimal) && complete(quote) {
			c.fail("E-07", fmt.Sprintf("%q: the parts add up to %s", short(quote), sum),
				gongkai.Issue{LHS: whole.value.Decimal.String(), RHS: sum.String()})
		} else {
			c.count("E-07").Pass++
		}
	}
}

// among says that parts follow.
var among = []rune("其中")

// holds reports whether a character stands in a stretch.
func (t *text) holds(s span, r rune) bool { return slices.Contains(t.runes[s.from:s.to], r) }

// complete reports whether the parts named are all that there can be.
func complete(quote string) bool {
	return strings.Contains(quote, "建议") && strings.Contains(quote, "提案")
}
