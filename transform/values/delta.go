package values

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// more and less are the ways in which a change says its sign, longest first.
var (
	more = []string{"新增加", "增加", "新增", "增", "+", "↑"}
	less = []string{"减少了", "减少", "取消", "减", "-", "−", "－", "↓"}
)

// delta reads a signed change: +1, ＋1, ↑1, 增3, 减少2, −2; a number without a
// sign is an increase. Two changes in a cell (增2减1, +2/-1) give their sum.
func delta(s string) Result {
	body, note := cutNote(s)
	var notes []Note
	if strings.ContainsAny(note, "增减+-−↑↓") {
		return notNumber // 3（减）
	}
	if note != "" {
		notes = append(notes, Note{"T-08", gongkai.SeverityInfo, "a note stands beside the number"})
	}
	if d, ok := signed(body); ok {
		return reported(d, notes...)
	}
	if a, b, ok := twoChanges(body); ok {
		return reported(a.Add(b), append(notes, Note{"T-08", gongkai.SeverityWarning, "two changes in a cell, their sum is taken"})...)
	}
	if c := candidate(strings.TrimSpace(body)); c.Candidate.Valid {
		return c
	}
	return notNumber
}

func signed(s string) (decimal.Decimal, bool) {
	neg := false
	for _, w := range less {
		if t, ok := strings.CutPrefix(s, w); ok {
			s, neg = t, true
			break
		}
	}
	if !neg {
		for _, w := range more {
			if t, ok := strings.CutPrefix(s, w); ok {
				s = t
				break
			}
		}
	}
	s = cutMeasure(strings.TrimSpace(s))
	d, ok := number(s)
	if !ok {
		d, ok = hanNumber(s)
	}
	if !ok || !d.Equal(d.Truncate(0)) {
		return decimal.Decimal{}, false
	}
	if neg {
		d = d.Neg()
	}
	return d.Truncate(0), true
}

// twoChanges reads +2/-1, 0/0 and 增2减1: an increase, then a decrease.
func twoChanges(s string) (a, b decimal.Decimal, ok bool) {
	cut := func(i, skip int) (decimal.Decimal, decimal.Decimal, bool) {
		a, ok1 := signed(strings.TrimSpace(s[:i]))
		b, ok2 := signed(strings.TrimSpace(s[i+skip:]))
		if !ok1 || !ok2 || a.IsNegative() || b.IsPositive() {
			return a, b, false
		}
		return a, b, true
	}
	if i := strings.IndexAny(s, "/,、;"); i > 0 {
		skip := 1
		if strings.HasPrefix(s[i:], "、") {
			skip = len("、")
		}
		return cut(i, skip)
	}
	if i := strings.Index(s, "减"); i > 0 {
		return cut(i, 0)
	}
	return a, b, false
}
