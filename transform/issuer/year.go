package issuer

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"gongkai"
)

// yearSpan is a year in a folded text, with what belongs to it: 2021年度.
type yearSpan struct {
	from, to int // bytes
	year     int
}

// yearsIn finds the years of a folded text: 2021年度, 二〇二〇年, 2009上海市 (no 年),
// but not 〔2021〕30号 or 20201月.
func yearsIn(s string) []yearSpan {
	var out []yearSpan
	for i := 0; i < len(s); i++ {
		year, n := 0, 0
		switch {
		case s[i] >= '0' && s[i] <= '9':
			for i+n < len(s) && s[i+n] >= '0' && s[i+n] <= '9' {
				n++
			}
			if n == 4 && s[i:i+2] == "20" {
				year, _ = strconv.Atoi(s[i : i+4])
			}
			if n == 4 && strings.HasPrefix(s[i+4:], ")") && strings.HasSuffix(s[:i], "(") && strings.Contains(s[i+5:], "号") {
				year = 0
			}
		case strings.HasPrefix(s[i:], "二"):
			year, n = chineseYear(s[i:])
		}
		if year == 0 {
			i += max(n-1, 0)
			continue
		}
		end := i + n
		for _, t := range []string{"年年度", "年度", "年", "度"} {
			if strings.HasPrefix(s[end:], t) {
				end += len(t)
				break
			}
		}
		out = append(out, yearSpan{i, end, year})
		i = end - 1
	}
	return out
}

// chineseYear reads 二〇二〇, also with ○, O, 0 and 零; it must be followed by 年.
func chineseYear(s string) (year, n int) {
	for k := 0; k < 4; k++ {
		digit := -1
		for d, forms := range [10][]string{{"〇", "○", "零", "O", "0", "◯"}, {"一"}, {"二"}, {"三"}, {"四"}, {"五"}, {"六"}, {"七"}, {"八"}, {"九"}} {
			for _, f := range forms {
				if strings.HasPrefix(s[n:], f) {
					digit = d
					n += len(f)
					break
				}
			}
			if digit >= 0 {
				break
			}
		}
		if digit < 0 {
			return 0, 0
		}
		year = year*10 + digit
	}
	if year/100 != 20 || !strings.HasPrefix(s[n:], "年") {
		return 0, 0
	}
	return year, n
}

// rangeOfYears reports whether a folded text names a span: 2020-2021年.
func rangeOfYears(s string, ys []yearSpan) bool {
	for i := 1; i < len(ys); i++ {
		switch strings.Trim(s[ys[i-1].to:ys[i].from], "()") {
		case "-", "—", "–", "~", "至", "到", "、", "和", "/", "——", "－":
			if ys[i].year != ys[i-1].year {
				return true
			}
		}
	}
	return false
}

// aboutOthers is the title of a text about reports, or of a part of a year.
var aboutOthers = regexp.MustCompile(`(通知|函|通报|方案|自查报告|指南|要点)(\(.{0,12}\))?$|季度|半年`)

var (
	// 2019年1月1日起至2019年12月31日; digits get lost: 20201月1日起至202012月31日.
	periodFrom = regexp.MustCompile(`(20\d\d)年?0?1月0?1日`)
	periodTo   = regexp.MustCompile(`(20\d\d)年?12月31日`)
)

// resolveYear takes the vote: title, then 统计期限, then what the body talks about
// most, then the URL, then the year before publication.
func (r *resolver) resolveYear() {
	title, where, spans := r.titleYear()
	period := r.periodYear()
	switch {
	case r.notice && title == 0:
		r.issue("P-02", gongkai.SeverityError, "the title is a notice's or a quarter's, and names no report's year: "+r.in.Titles[0])
	case spans:
		r.issue("P-02", gongkai.SeverityError, fmt.Sprintf("the title names a span of years: %s", where))
	case title != 0:
		r.setYear(title, "title", where)
		if period != 0 && period != title {
			r.issue("P-02", gongkai.SeverityError, fmt.Sprintf("the title says %d, the period of the figures is %d", title, period))
		}
	case period != 0:
		r.setYear(period, "period", r.in.Period)
	default:
		if y := r.bodyYear(); y != 0 {
			r.setYear(y, "body", "")
		} else if y := urlYear(r.in.URL); y != 0 {
			r.setYear(y, "url", r.in.URL)
		} else {
			for _, d := range []string{r.in.SignedOn, r.in.PublishedOn} {
				if len(d) >= 4 {
					if y, err := strconv.Atoi(d[:4]); err == nil && y > 2000 {
						r.setYear(y-1, "date", d)
						break
					}
				}
			}
		}
	}
}

func (r *resolver) setYear(year int, signal, text string) {
	r.out.Year = year
	r.evidence("year_"+signal, text, strconv.Itoa(year), 0)
}

// titleYear returns the year of the first title that has one. Of several years
// the one next to the words 信息公开 counts: 2022年1月发布2021年度政府信息公开….
func (r *resolver) titleYear() (year int, title string, spans bool) {
	for _, t := range r.in.Titles {
		if aboutOthers.MatchString(fold(t)) {
			r.notice = true
			continue
		}
		head, _ := issuerPart(fold(t))
		ys := yearsIn(head)
		if len(ys) == 0 {
			if s := fold(t); hasAny(s, "报告", "年报", "公开") {
				ys, head = yearsIn(s), s
			}
		}
		if rangeOfYears(head, ys) {
			return 0, t, true
		}
		if len(ys) > 0 {
			return ys[len(ys)-1].year, t, false
		}
	}
	return 0, "", false
}

func (r *resolver) periodYear() int {
	s := r.in.Period
	if s == "" {
		for _, p := range r.in.Body[:min(len(r.in.Body), 30)] {
			if i := strings.Index(p, "期限"); i >= 0 {
				s = p[max(0, i-60):min(len(p), i+180)]
				break
			}
		}
	}
	if s == "" {
		return 0
	}
	s = fold(s)
	from, to := periodFrom.FindStringSubmatch(s), periodTo.FindStringSubmatch(s)
	switch {
	case from == nil && to == nil:
		return 0
	case from == nil:
		from = to
	case to == nil:
		to = from
	}
	if from[1] != to[1] {
		return 0
	}
	y, _ := strconv.Atoi(from[1])
	return y
}

// bodyYear returns the year that the body names most, or 0 where two tie.
func (r *resolver) bodyYear() int {
	var count [100]int
	for _, p := range r.in.Body {
		for i := strings.Index(p, "20"); i >= 0 && i+4 < len(p); {
			if y, err := strconv.Atoi(p[i : i+4]); err == nil && strings.HasPrefix(p[i+4:], "年") {
				count[y-2000]++
			}
			j := strings.Index(p[i+2:], "20")
			if j < 0 {
				break
			}
			i += 2 + j
		}
	}
	best, tie := 0, false
	for y, n := range count {
		switch {
		case n > count[best]:
			best, tie = y, false
		case n > 0 && n == count[best] && y != best:
			tie = true
		}
	}
	if count[best] == 0 || tie {
		return 0
	}
	return 2000 + best
}

var (
	urlParam = regexp.MustCompile(`(?i)(?:fbtime|year|nf|nd)=(20\d\d)\b`)
	urlDate  = regexp.MustCompile(`[/_t](20\d\d)(?:[01]\d)(?:[0-3]\d)?[_/]|/(20\d\d)/[01]?\d/|/(20\d\d)[01]\d[0-3]\d\d*\.`)
)

// urlYear reads a year from a URL: fbtime=2021 names the year reported on, a path
// like /202201/t20220118_1.htm the date of publication.
func urlYear(url string) int {
	if m := urlParam.FindStringSubmatch(url); m != nil {
		y, _ := strconv.Atoi(m[1])
		return y
	}
	if m := urlDate.FindStringSubmatch(url); m != nil {
		y, _ := strconv.Atoi(m[1] + m[2] + m[3])
		return y - 1
	}
	return 0
}
