package narrative

import (
	"strconv"
	"strings"

	"gongkai"
	"gongkai/transform/search"
)

var (
	// Years that a number is compared with, or that say no more than a date.
	compared = compile(`(较|比|与|同)(去年|上年度?|上一年度?|\d{4}年度?)(同期|的)?|(去年|上年度?|上一年度?|上年末)(未办结)?(无|没有)?结转|结转(去年|上年度?|上一年度?)|截[至止]\d{4}年\d*月?\d*日?底?末?|(延|转|延期)(至|到)\d{4}年`)
	years    = compile(`(\d{4})年|(去年|上年|上一年|前年)|(今年|本年|当年|全年|年内|年初以来|一年来)`)
	spans    = compile(`历年|近[二三四五六七八九十两几\d]+年|(\d{4})年?(至|到|-|—|~)(\d{4})年|自?(\d{4})年以来|(建站|开通|施行|实施|成立|运行|上线)以来|至今`)
	together = "累计"
)

// period says over which time the number at a place of a sentence counts. What
// is said last before it holds; 累计 without a year is taken for several, so that
// it is never held against one year's table.
func (r *reader) period(p *sentence, at int) gongkai.Period {
	before := string(p.runes[p.from:at])
	maySay, mayAdd := years.May(p.inPlain), spans.May(p.inPlain)
	if compared.May(p.inPlain) {
		if rest := compared.ReplaceAllString(before, ""); len(rest) < len(before) {
			before, maySay, mayAdd = rest, true, true // what touches now was found apart
		}
	}
	period, last, said := gongkai.PeriodYear, -1, false
	for _, m := range allOf(years, before, maySay) {
		last, said = m[1], true
		switch {
		case m[2] >= 0:
			y, _ := strconv.Atoi(before[m[2]:m[3]])
			period = gongkai.PeriodOther
			if y == r.year {
				period = gongkai.PeriodYear
			}
		case m[4] >= 0:
			period = gongkai.PeriodOther
		default:
			period = gongkai.PeriodYear
		}
	}
	for _, m := range allOf(spans, before, mayAdd) {
		if m[8] >= 0 { // since a year: since this one is this year
			if y, _ := strconv.Atoi(before[m[8]:m[9]]); y == r.year {
				continue
			}
		}
		if m[1] >= last {
			return gongkai.PeriodCumulative
		}
	}
	if !said && strings.Contains(before, together) {
		return gongkai.PeriodCumulative
	}
	return period
}

// allOf returns the matches of a pattern, where there may be any.
func allOf(re *search.Pattern, s string, may bool) [][]int {
	if !may {
		return nil
	}
	return re.FindAllStringSubmatchIndex(s, -1)
}
