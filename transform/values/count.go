package values

import (
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
)

// measures are the words that may follow a count without changing it, longest
// first: 12件, 6人次, 500多篇次.
var measures = []string{"人次", "篇次", "件次", "条次", "件", "条", "个", "项", "次", "篇", "份", "起", "宗", "户", "人", "例", "部", "类", "期", "场", "家"}

// about are the words of an approximation.
var (
	aboutBefore = []string{"大约", "约", "近", "超过", "超", "逾", "不足", "将近"}
	aboutAfter  = []string{"余", "多", "左右", "以上", "上下"}
)

// count reads a whole number of at least 0.
func count(s string) Result {
	notes := []Note(nil)
	body, note := cutNote(s)
	if note != "" {
		notes = append(notes, Note{"T-08", gongkai.SeverityInfo, "a note stands beside the number"})
	}
	body, approx := cutAbout(cutMeasure(body))
	body = cutMeasure(body)
	if approx {
		notes = append(notes, Note{"T-08", gongkai.SeverityWarning, "an approximate number"})
	}
	if body == "" {
		return notNumber
	}
	if strings.Trim(body, "0123456789") != "" && strings.ContainsAny(body, "eE") {
		notes = append(notes, Note{"T-08", gongkai.SeverityWarning, "a number in exponent form"})
	}
	if d, ok := number(body); ok {
		if strings.Contains(body, " ") {
			notes = append(notes, Note{"T-08", gongkai.SeverityInfo, "a blank between groups of three digits"})
		}
		return whole(d, approx, notes)
	}
	if d, ok := hanNumber(body); ok {
		return whole(d, approx, notes)
	}
	if len(body) > 1 && strings.ContainsRune("-−－+", []rune(body)[0]) {
		if _, ok := number(strings.TrimLeft(body, "-−－+")); ok {
			return unparsed("A-05", gongkai.SeverityError, "a count with a sign")
		}
	}
	return candidate(body)
}

func whole(d decimal.Decimal, approx bool, notes []Note) Result {
	if !d.Equal(d.Truncate(0)) {
		return unparsed("A-05", gongkai.SeverityError, "a count that is no whole number")
	}
	r := reported(d.Truncate(0), notes...)
	r.Approx = approx
	return r
}

// candidate offers readings that need an identity to close: "1 2" for 12,
// "O" for 0, "l" for 1.
func candidate(s string) Result {
	r := notNumber
	joined := strings.Join(strings.Fields(s), "")
	if joined != s {
		if d, ok := number(joined); ok {
			r.Candidate, r.CandidateStatus = decimal.NewNullDecimal(d), gongkai.Derived
			return r
		}
	}
	if fixed := strings.NewReplacer("O", "0", "o", "0", "l", "1", "I", "1").Replace(joined); fixed != joined {
		if d, ok := number(fixed); ok {
			r.Candidate, r.CandidateStatus = decimal.NewNullDecimal(d), gongkai.Repaired
		}
	}
	return r
}

// cutNote takes a footnote mark or a bracketed note off the end of a number:
// 12* 12① 12³ 12[1] 3（含上年1件）. A bracketed measure (（件）) is no note.
func cutNote(s string) (body, note string) {
	t := strings.TrimRight(s, "*＊※①②③④⑤⑥⑦⑧⑨⑩⁰¹²³⁴⁵⁶⁷⁸⁹")
	if t != s && t != "" {
		return strings.TrimSpace(t), s[len(t):]
	}
	i := strings.IndexAny(s, "([〔")
	if i <= 0 {
		return s, ""
	}
	last := []rune(s)[len([]rune(s))-1]
	if last != ')' && last != ']' && last != '〕' {
		return s, ""
	}
	inner := strings.Trim(s[i:], "()[]〔〕 ")
	if cutMeasure(inner) == "" {
		return strings.TrimSpace(s[:i]), ""
	}
	return strings.TrimSpace(s[:i]), inner
}

func cutMeasure(s string) string {
	for _, m := range measures {
		if t, ok := strings.CutSuffix(s, m); ok {
			return strings.TrimSpace(t)
		}
	}
	return s
}

func cutAbout(s string) (string, bool) {
	found := false
	for _, w := range aboutBefore {
		if t, ok := strings.CutPrefix(s, w); ok {
			s, found = strings.TrimSpace(t), true
			break
		}
	}
	for _, w := range aboutAfter {
		if t, ok := strings.CutSuffix(s, w); ok {
			s, found = strings.TrimSpace(t), true
			break
		}
	}
	return s, found
}
