package narrative

import (
	"regexp"
	"strconv"

	"gongkai"
)

var (
	// Years that a number is compared with, or that say no more than a date.
	compared = regexp.MustCompile(`(较|比|与|同)(去年|上年度?|上一年度?|\d{4}年度?)(同期|的)?|(去年|上年度?|上一年度?|上年末)(未办结)?(无|没有)?结转|结转(去年|上年度?|上一年度?)|截[至止]\d{4}年\d*月?\d*日?底?末?|(延|转|延期)(至|到)\d{4}年`)
	years    = regexp.MustCompile(`(\d{4})年|(去年|上年|上一年|前年)|(今年|本年|当年|全年|年内|年初以来|一年来)`)
	spans    = regexp.MustCompile(`历年|近[二三四五六七八九十两几\d]+年|(\d{4})年?(至|到|-|—|~)(\d{4})年|自?(\d{4})年以来|(建站|开通|施行|实施|成立|运行|上线)以来|至今`)
	together = regexp.MustCompile(`累计`)
)

// period says over which time the number at a place of a sentence counts. What
// is said last before it holds; 累计 without a year is taken for several, so that
// it is never held against one year's table.
func (r *reader) period(p *sentence, at int) gongkai.Period {
	before := compared.ReplaceAllString(string(p.runes[p.from:at]), "")
	period, last, said := gongkai.PeriodYear, -1, false
	for _, m := range years.FindAllStringSubmatchIndex(before, -1) {
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
	for _, m := range spans.FindAllStringSubmatchIndex(before, -1) {
		if m[8] >= 0 { // since a year: since this one is this year
			if y, _ := strconv.Atoi(before[m[8]:m[9]]); y == r.year {
				continue
			}
		}
		if m[1] >= last {
			return gongkai.PeriodCumulative
		}
	}
	if m := together.FindStringIndex(before); m != nil && !said {
		return gongkai.PeriodCumulative
	}
	return period
}
