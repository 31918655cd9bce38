package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// lastDay is 9999-12-31 as a number: more is no date.
const lastDay = 2958465

// date writes a number of days as a date or time. It reports false for what is
// none, which Excel shows as a row of ####.
func (s *section) date(v float64, from1904 bool) (string, bool) {
	if v < 0 || v > lastDay || math.IsNaN(v) {
		return "", false
	}
	step := 1.0
	if !s.seconds() {
		step = 60 // a time without seconds is cut off, not rounded up
	}
	total := int64(math.Round(v*86400*1000) / 1000)
	total -= total % int64(step)
	t := dayZero(v, from1904).Add(time.Duration(total%86400) * time.Second)
	t = t.AddDate(0, 0, int(total/86400))
	half := false
	for _, k := range s.tokens {
		half = half || k.code && strings.Contains(k.text, "/")
	}
	var b strings.Builder
	for i, k := range s.tokens {
		switch {
		case !k.code:
			b.WriteString(k.text)
		case k.elapsed:
			unit := map[byte]int64{'h': 3600, 'm': 60, 's': 1}[k.text[0]]
			fmt.Fprintf(&b, "%0*d", len(k.text), total/unit)
		case strings.Contains(k.text, "/"):
			b.WriteString(halfDay(k.text, t.Hour()))
		case k.text[0] == 'm' && s.minutes(i):
			b.WriteString(padded(t.Minute(), k.text))
		default:
			b.WriteString(datePart(t, k.text, half))
		}
	}
	return b.String(), true
}

// dayZero is the day that counts as 0. The count from 1900 has a 29 February
// 1900, which never was, so that days before it are one off.
func dayZero(v float64, from1904 bool) time.Time {
	switch {
	case from1904:
		return time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case v < 60:
		return time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
}

func (s *section) seconds() bool {
	for _, k := range s.tokens {
		if k.code && k.text[0] == 's' {
			return true
		}
	}
	return false
}

// minutes tells the m of minutes, behind hours or before seconds, from that of
// months.
func (s *section) minutes(i int) bool {
	for j := i - 1; j >= 0; j-- {
		if k := s.tokens[j]; k.code && !strings.Contains(k.text, "/") {
			if k.text[0] == 'h' {
				return true
			}
			break
		}
	}
	for _, k := range s.tokens[i+1:] {
		if k.code {
			return k.text[0] == 's'
		}
	}
	return false
}

func datePart(t time.Time, code string, half bool) string {
	n := len(code)
	switch code[0] {
	case 'y':
		if n <= 2 {
			return t.Format("06")
		}
		return t.Format("2006")
	case 'e':
		return t.Format("2006")
	case 'm':
		switch n {
		case 3:
			return t.Format("Jan")
		case 4:
			return t.Format("January")
		case 5:
			return t.Format("Jan")[:1]
		}
		return padded(int(t.Month()), code)
	case 'd':
		switch {
		case n == 3:
			return t.Format("Mon")
		case n > 3:
			return t.Format("Monday")
		}
		return padded(t.Day(), code)
	case 'a':
		day := string([]rune("日一二三四五六")[t.Weekday()])
		if n > 3 {
			return "星期" + day
		}
		return day
	case 'h':
		if half {
			return padded((t.Hour()+11)%12+1, code)
		}
		return padded(t.Hour(), code)
	case 's':
		return padded(t.Second(), code)
	}
	return code // the point of 2023.1.5
}

func padded(n int, code string) string {
	if len(code) > 1 {
		return fmt.Sprintf("%02d", n)
	}
	return strconv.Itoa(n)
}

func halfDay(code string, hour int) string {
	am, pm, _ := strings.Cut(code, "/")
	if hour < 12 {
		return am
	}
	return pm
}

// builtIn returns the code of a format that files name by number only, as
// Chinese Excel prints it, or "" for General.
func builtIn(n int) string { return builtIns[n] }

var builtIns = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: `"¥"#,##0;"¥"-#,##0`, 6: `"¥"#,##0;"¥"-#,##0`, 7: `"¥"#,##0.00;"¥"-#,##0.00`, 8: `"¥"#,##0.00;"¥"-#,##0.00`,
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy",
	31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`,
	34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`, 36: `yyyy"年"m"月"`,
	37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00", 40: "#,##0.00;-#,##0.00",
	41: `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, 42: `_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	43: `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, 44: `_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 48: "##0.0E+0", 49: "@",
	50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`, 54: `m"月"d"日"`,
	55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`,
}
