package html

import (
	"fmt"
	"time"
	"unicode/utf8"
)

// isoDate finds the first date in s and returns it as "2021-01-15", or "". It
// reads 2021-01-15 17:55, 2021/1/5, 2021.1.5, 2021年1月5日, 20210105, full-width
// digits, and 二〇二一年一月五日.
func isoDate(s string) string {
	for s != "" {
		if d := dateAt(s); d != "" {
			return d
		}
		_, n := utf8.DecodeRuneInString(s)
		s = s[n:]
	}
	return ""
}

func dateAt(s string) string {
	if r, _ := utf8.DecodeRuneInString(s); chineseDigit(r) >= 0 {
		return chineseDate(s)
	}
	y, n, rest := digits(s)
	if n == 8 {
		return iso(y/10000, y/100%100, y%100)
	}
	if n != 4 {
		return ""
	}
	m, n, rest := digits(separator(rest))
	if n == 0 || n > 2 {
		return ""
	}
	d, n, _ := digits(separator(rest))
	if n == 0 || n > 2 {
		return ""
	}
	return iso(y, m, d)
}

// separator skips one of - / . 年 月, and blanks around it.
func separator(s string) string {
	seen := false
	for s != "" {
		r, n := utf8.DecodeRuneInString(s)
		switch r {
		case ' ', '\u00A0':
		case '-', '/', '.', '年', '月', '－', '．', '／':
			if seen {
				return ""
			}
			seen = true
		default:
			if !seen {
				return ""
			}
			return s
		}
		s = s[n:]
	}
	return ""
}

// digits reads the number at the start of s and returns how many digits it has.
func digits(s string) (value, n int, rest string) {
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		if r < '0' || r > '9' {
			break
		}
		if n++; n > 8 {
			return 0, n, s
		}
		value = value*10 + int(r-'0')
		s = s[size:]
	}
	return value, n, s
}

func chineseDate(s string) string {
	y, n, s := chineseNumber(s, '年')
	if n != 4 {
		return ""
	}
	m, n, s := chineseNumber(s, '月')
	if n == 0 {
		return ""
	}
	d, n, _ := chineseNumber(s, '日')
	if n == 0 {
		return ""
	}
	return iso(y, m, d)
}

// chineseNumber reads 二〇二一, 十二 or 三十一 up to the unit that ends it.
func chineseNumber(s string, unit rune) (value, n int, rest string) {
	for i, r := range s {
		d := chineseDigit(r)
		switch {
		case r == unit:
			return value, n, s[i+utf8.RuneLen(r):]
		case r == '十' && n == 0:
			value = 10
		case r == '十':
			value *= 10
		case d < 0:
			return 0, 0, s
		case value%10 == 0 && value >= 10 && value < 100 && unit != '年':
			value += d
		default:
			value = value*10 + d
		}
		if n++; n > 4 {
			break
		}
	}
	return 0, 0, s
}

func chineseDigit(r rune) int {
	switch r {
	case '〇', '○', '零', 'Ｏ':
		return 0
	case '十':
		return 10
	}
	for i, c := range [...]rune{'一', '二', '三', '四', '五', '六', '七', '八', '九'} {
		if r == c {
			return i + 1
		}
	}
	return -1
}

// iso returns a date that exists, between 1990 and 2099, or "". CMS leave
// 1970-01-01 and 0001-01-01 where they know none.
func iso(y, m, d int) string {
	if y < 1990 || y > 2099 || m < 1 || m > 12 || d < 1 {
		return ""
	}
	if t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC); t.Day() != d {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
}
