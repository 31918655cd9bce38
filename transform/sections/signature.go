package sections

import (
	"regexp"
	"strconv"
	"strings"

	"gongkai/transform/label"
)

// period returns the sentence that says which dates the numbers cover.
func period(body []string) string {
	for _, p := range body {
		if !strings.Contains(p, "期限") {
			continue // as in most
		}
		for _, s := range strings.FieldsFunc(p, func(r rune) bool { return r == '。' || r == '\n' || r == '；' }) {
			if strings.Contains(s, "期限") && strings.Contains(s, "年") && (strings.Contains(s, "统计") || strings.Contains(s, "数据") || strings.Contains(s, "月")) {
				return strings.TrimSpace(s)
			}
		}
	}
	return ""
}

var (
	arabicDate = regexp.MustCompile(`(20\d\d)(?:年|[-./])(\d{1,2})(?:月|[-./])(\d{1,2})日?`)
	hanDate    = regexp.MustCompile(`(二[〇○零0][一二三四五六七八九〇○零]{2})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日`)
)

// Date reads the first date in a text as ISO, "" where there is none:
// 2021年1月20日, 2021-01-15 17:55, 2021.1.20, 二〇二一年一月二十日.
func Date(s string) string {
	s = label.Strip(s)
	if !strings.Contains(s, "20") && !strings.Contains(s, "年") {
		return ""
	}
	if m := arabicDate.FindStringSubmatch(s); m != nil {
		mo, _ := strconv.Atoi(m[2])
		d, _ := strconv.Atoi(m[3])
		return iso(m[1], mo, d)
	}
	if m := hanDate.FindStringSubmatch(s); m != nil {
		year := ""
		for _, r := range m[1] {
			if i := strings.IndexRune("〇一二三四五六七八九", r); i >= 0 {
				year += strconv.Itoa(i / 3)
			} else {
				year += "0"
			}
		}
		return iso(year, han(m[2]), han(m[3]))
	}
	return ""
}

func iso(year string, month, day int) string {
	if month < 1 || month > 12 || day < 1 || day > 31 {
		return ""
	}
	return year + "-" + two(month) + "-" + two(day)
}

func two(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// han reads 一 to 三十一.
func han(s string) int {
	o, _ := label.OrdinalAt([]rune(s + "、"))
	return o.Number
}

// signature returns the article's last short lines, and the date among them: a
// date on a line of its own, at the end or under the title.
func signature(body []string) ([]string, string) {
	var lines []string
	for _, p := range body {
		for l := range strings.SplitSeq(p, "\n") {
			if l = strings.TrimSpace(l); l != "" {
				lines = append(lines, l)
			}
		}
	}
	first := max(0, len(lines)-8)
	signed := ""
	var out []string
	for _, l := range lines[first:] {
		if label.Longer(l, 40) {
			out, signed = nil, ""
			continue
		}
		out = append(out, l)
		if d := signedOn(l); d != "" {
			signed = d
		}
	}
	for _, l := range lines[:min(8, len(lines))] {
		if signed != "" {
			break
		}
		signed = signedOn(l)
	}
	return out, signed
}

// signedOn returns the date of a line that is a date and little else.
func signedOn(l string) string {
	if strings.Contains(l, "。") {
		return "" // a paragraph
	}
	if d := Date(l); d != "" && isDateLine(l) {
		return d
	}
	return ""
}

// isDateLine reports whether a line is a date and little else: （2026年1月23日）.
func isDateLine(l string) bool {
	k := strings.Trim(label.Strip(l), "()")
	k = arabicDate.ReplaceAllString(k, "")
	k = hanDate.ReplaceAllString(k, "")
	return len([]rune(k)) <= 20 && !strings.ContainsAny(k, ":。") && !strings.Contains(k, "发布")
}
