package narrative

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/search"
)

var (
	// Years that a number is compared with, or that say no more than a date.
	compared = compile(`(较|比|与|同)(去年|上年度?|上一年度?|\d{4}年度?)(同期|的)?|(去年|上年度?|上一年度?|上年末)(未办结)?(无|没有)?(的)?(结转|转入|转来|遗留|结余)|结转(去年|上年度?|上一年度?|\d{4}年度?)|\d{4}年度?(未办结)?(的)?(结转|转入|转来|遗留|结余)[^至到下次明]|转入\d{4}年|截[至止]\d{4}年\d*月?\d*日?底?末?|(延|转|延期|留待)(至|到)\d{4}年`)
	years    = compile(`(\d{4})年|(去年|上年|上一年|前年)|(今年|本年|当年|全年|年内|年初以来|一年来)`)
	spans    = compile(`历年|近[二三四五六七八九十两几\d]+年|[二三四五六七八九十两几\d]年来|(\d{4})年?(至|到|-|—|~)(\d{4})年|自?(\d{4})年以来|(建站|开通|施行|实施|成立|运行|上线)以来|至今`)
	together = "累计"
)

// times is what a sentence says of years: what holds from each place on.
type times struct {
	years    []since // each with the period that it names
	spans    []since // each of several years
	together int     // where 累计 ends first; behind the sentence where it does not occur
}

// since is a period that is said up to a place, in characters of the block.
type since struct {
	end    int
	period gongkai.Period
}

// period says over which time the number at a place of a sentence counts. What
// is said last before it holds; 累计 without a year is taken for several, so that
// it is never held against one year's table, but for a kind that it adds up.
func (r *reader) period(p *sentence, at int, k *canon.ClaimKind) gongkai.Period {
	if p.times == nil {
		p.times = p.timesSaid(r.year)
	}
	year, said := lastBefore(p.times.years, at)
	if span, ok := lastBefore(p.times.spans, at); ok && (!said || span.end >= year.end) {
		return gongkai.PeriodCumulative
	}
	switch {
	case said:
		return year.period
	case p.times.together <= at && !k.Sums:
		return gongkai.PeriodCumulative
	}
	return gongkai.PeriodYear
}

// lastBefore returns the last of a list that is said before a place.
func lastBefore(list []since, at int) (since, bool) {
	i, _ := slices.BinarySearchFunc(list, at+1, func(s since, at int) int { return s.end - at })
	if i == 0 {
		return since{}, false
	}
	return list[i-1], true
}

// timesSaid reads what a sentence says of years.
func (p *sentence) timesSaid(year int) *times {
	t := &times{together: p.to + 1}
	rest, cuts := p.withoutCompared()
	place := p.placer(cuts)
	touched := len(rest) < len(p.plain) // what touches now was found apart
	for _, m := range allOf(years, rest, touched || years.May(p.inPlain)) {
		period := gongkai.PeriodYear
		switch {
		case m[2] >= 0:
			if y, _ := strconv.Atoi(rest[m[2]:m[3]]); y != year {
				period = gongkai.PeriodOther
			}
		case m[4] >= 0:
			period = gongkai.PeriodOther
		}
		t.years = append(t.years, since{place(m[1]), period})
	}
	place = p.placer(cuts)
	for _, m := range allOf(spans, rest, touched || spans.May(p.inPlain)) {
		if m[8] >= 0 { // since a year: since this one is this year
			if y, _ := strconv.Atoi(rest[m[8]:m[9]]); y == year {
				continue
			}
		}
		t.spans = append(t.spans, since{place(m[1]), gongkai.PeriodCumulative})
	}
	if i := strings.Index(rest, together); i >= 0 {
		t.together = p.placer(cuts)(i + len(together))
	}
	return t
}

// withoutCompared returns the sentence without the years that numbers are compared
// with, and where in it these stand.
func (p *sentence) withoutCompared() (string, [][]int) {
	cuts := allOf(compared, p.plain, compared.May(p.inPlain))
	if len(cuts) == 0 {
		return p.plain, nil
	}
	var b strings.Builder
	last := 0
	for _, m := range cuts {
		b.WriteString(p.plain[last:m[0]])
		last = m[1]
	}
	b.WriteString(p.plain[last:])
	return b.String(), cuts
}

// placer returns a function that tells for ends of stretches in what is left of a
// sentence, asked for in their order, where in the block they are, in characters.
func (p *sentence) placer(cuts [][]int) func(int) int {
	removed, bytes, runes := 0, 0, p.from
	return func(end int) int {
		for end += removed; len(cuts) > 0 && cuts[0][0] < end; cuts = cuts[1:] {
			n := cuts[0][1] - cuts[0][0]
			removed, end = removed+n, end+n
		}
		runes += utf8.RuneCountInString(p.plain[bytes:end])
		bytes = end
		return runes
	}
}

// allOf returns the matches of a pattern, where there may be any.
func allOf(re *search.Pattern, s string, may bool) [][]int {
	if !may {
		return nil
	}
	return re.FindAllStringSubmatchIndex(s, -1)
}
