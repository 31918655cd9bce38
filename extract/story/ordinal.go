package story

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// A System is a way to write the numbers of a list.
type System uint8

// The systems, as far as documents in Chinese use them.
const (
	Decimal       System = iota
	DecimalZero          // 01
	FullWidth            // １
	UpperRoman           // IV
	LowerRoman           // iv
	UpperLetter          // A, …, Z, AA, BB
	LowerLetter          // a
	Chinese              // 一, 十一, 二十
	ChineseLegal         // 壹, 拾
	ChineseDigits        // 一, 一〇
	Stems                // 甲, 乙
	Branches             // 子, 丑
	Circled              // ①
	CircledHan           // ㊀
	Parenthesised        // ⑴
	Stopped              // ⒈
	Ordinal              // 1st
	Silent               // counted, not written
)

// Format writes a number. One that a system has no sign for is written in
// figures, as Word does.
func (s System) Format(n int) string {
	set := func(chars string) string {
		if r := []rune(chars); n >= 1 && n <= len(r) {
			return string(r[n-1])
		}
		return strconv.Itoa(n)
	}
	switch s {
	case Silent:
		return ""
	case DecimalZero:
		if n >= 0 && n < 10 {
			return "0" + strconv.Itoa(n)
		}
	case FullWidth:
		return strings.Map(func(r rune) rune { return r - '0' + '０' }, strconv.Itoa(max(n, 0)))
	case UpperRoman:
		return roman(n)
	case LowerRoman:
		return strings.ToLower(roman(n))
	case UpperLetter, LowerLetter:
		if n < 1 || n > 26*30 {
			break
		}
		first := 'A'
		if s == LowerLetter {
			first = 'a'
		}
		return strings.Repeat(string(first+rune((n-1)%26)), (n-1)/26+1)
	case Chinese:
		return han(n, "〇一二三四五六七八九", "十百千")
	case ChineseLegal:
		return han(n, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")
	case ChineseDigits:
		return strings.Map(func(r rune) rune { return []rune("〇一二三四五六七八九")[r-'0'] }, strconv.Itoa(max(n, 0)))
	case Stems:
		return set("甲乙丙丁戊己庚辛壬癸")
	case Branches:
		return set("子丑寅卯辰巳午未申酉戌亥")
	case Circled:
		return set("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
	case CircledHan:
		return set("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉")
	case Parenthesised:
		return set("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇")
	case Stopped:
		return set("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛")
	case Ordinal:
		return strconv.Itoa(n) + suffix(n)
	}
	return strconv.Itoa(n)
}

func suffix(n int) string {
	switch {
	case n%100 >= 11 && n%100 <= 13:
	case n%10 == 1:
		return "st"
	case n%10 == 2:
		return "nd"
	case n%10 == 3:
		return "rd"
	}
	return "th"
}

// han writes a number below ten thousand in Chinese: 十, 十一, 一百零五.
func han(n int, digits, units string) string {
	d, u := []rune(digits), []rune(units)
	switch {
	case n < 0 || n > 9999:
		return strconv.Itoa(n)
	case n == 0:
		return string(d[0])
	}
	var b strings.Builder
	gap := false
	for place := 3; place >= 0; place-- {
		power := [...]int{1, 10, 100, 1000}[place]
		q := n / power % 10
		if q == 0 {
			gap = gap || b.Len() > 0
			continue
		}
		if gap {
			b.WriteRune('零')
			gap = false
		}
		if q != 1 || place != 1 || b.Len() > 0 { // 十一, not 一十一
			b.WriteRune(d[q])
		}
		if place > 0 {
			b.WriteRune(u[place-1])
		}
	}
	return b.String()
}

func roman(n int) string {
	if n < 1 || n > 3999 {
		return strconv.Itoa(n)
	}
	var b strings.Builder
	for i, v := range [...]int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1} {
		for ; n >= v; n -= v {
			b.WriteString([...]string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}[i])
		}
	}
	return b.String()
}

// Numbered puts the number that a list made before a paragraph's text. The gap
// after it is a space; after wide punctuation (一、 or （一）) none is seen.
func Numbered(number, text string) string {
	number = strings.TrimRight(number, " \t")
	if number == "" || text == "" {
		return number + text
	}
	if r, _ := utf8.DecodeLastRuneInString(number); r >= 0x2E80 {
		return number + text
	}
	return number + " " + text
}
