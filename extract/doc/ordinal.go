package doc

import (
	"strconv"
	"strings"
)

// noNumber is the number format (MSONFC) of a level that shows none.
const noNumber = 255

// ordinal writes a number in one of Word's number formats.
func ordinal(n int, format byte) string {
	if n < 0 || n > 1<<20 {
		return strconv.Itoa(n)
	}
	switch format {
	case 1:
		return roman(n)
	case 2:
		return strings.ToLower(roman(n))
	case 3:
		return letters(n)
	case 4:
		return strings.ToLower(letters(n))
	case 10, 36: // 一〇, 一一
		return digits(n, "〇一二三四五六七八九")
	case 11, 33, 35, 37, 39: // 十, 十一
		return counting(n, "〇一二三四五六七八九", "十百千万")
	case 16, 34, 38: // 壹拾
		return counting(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟万")
	case 14, 19:
		return digits(n, "０１２３４５６７８９")
	case 18, 28:
		return enclosed(n, '①', 20)
	case 22:
		if n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case 26:
		return enclosed(n, '⒈', 20)
	case 27:
		return enclosed(n, '⑴', 20)
	case 29:
		return enclosed(n, '㊀', 10)
	case 30:
		return one(n, "甲乙丙丁戊己庚辛壬癸")
	case 31:
		return one(n, "子丑寅卯辰巳午未申酉戌亥")
	case noNumber:
		return ""
	}
	return strconv.Itoa(n)
}

func roman(n int) string {
	if n > 32767 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		n int
		s string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.n; n -= r.n {
			b.WriteString(r.s)
		}
	}
	return b.String()
}

// letters counts A to Z, then AA, BB, …
func letters(n int) string {
	if n < 1 || n > 26*30 {
		return strconv.Itoa(n)
	}
	return strings.Repeat(string(rune('A'+(n-1)%26)), 1+(n-1)/26)
}

// digits writes a number digit by digit.
func digits(n int, set string) string {
	d := []rune(set)
	var b strings.Builder
	for _, c := range strconv.Itoa(n) {
		b.WriteRune(d[c-'0'])
	}
	return b.String()
}

// counting writes a number as it is said: 十二, 一百〇五, 三千.
func counting(n int, set, units string) string {
	d, u := []rune(set), []rune(units)
	switch {
	case n == 0:
		return string(d[0])
	case n >= 10000:
		s := counting(n/10000, set, units) + string(u[3])
		switch rest := n % 10000; {
		case rest == 0:
			return s
		case rest < 1000:
			return s + string(d[0]) + counting(rest, set, units)
		default:
			return s + counting(rest, set, units)
		}
	}
	var b strings.Builder
	zero := false
	for i, p := 2, 1000; i >= -1; i, p = i-1, p/10 {
		c := n / p % 10
		if c == 0 {
			zero = zero || b.Len() > 0
			continue
		}
		if zero {
			b.WriteRune(d[0])
			zero = false
		}
		if c != 1 || i != 0 || n >= 20 || d[1] != '一' {
			b.WriteRune(d[c]) // 十二, not 一十二, but 壹拾贰
		}
		if i >= 0 {
			b.WriteRune(u[i])
		}
	}
	return b.String()
}

func enclosed(n int, first rune, most int) string {
	if n < 1 || n > most {
		return strconv.Itoa(n)
	}
	return string(first + rune(n-1))
}

func one(n int, set string) string {
	if s := []rune(set); n >= 1 && n <= len(s) {
		return string(s[n-1])
	}
	return strconv.Itoa(n)
}
