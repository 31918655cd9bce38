package values

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Number reads a number said in prose, in digits or in Chinese numerals, without
// unit and sign; false where the text is anything else.
func Number(s string) (decimal.Decimal, bool) {
	if d, ok := number(s); ok {
		return d, true
	}
	return hanNumber(s)
}

// number reads a plain non-negative number: digits, groups of exactly three
// behind commas, apostrophes or blanks, a decimal point, an exponent. It
// refuses leading zeros, which are digits of two cells run together.
func number(s string) (decimal.Decimal, bool) {
	s = strings.TrimSpace(s)
	if s == "" || s[0] < '0' || s[0] > '9' {
		return decimal.Decimal{}, false
	}
	mantissa, exp := s, ""
	if i := strings.IndexAny(s, "eE"); i > 0 {
		mantissa, exp = s[:i], s[i:]
		if !exponent(exp) {
			return decimal.Decimal{}, false
		}
	}
	whole, frac, point := strings.Cut(mantissa, ".")
	whole, ok := ungroup(whole)
	if !ok || point && !digits(frac) || len(whole) > 1 && whole[0] == '0' || len(whole) > maxDigits {
		return decimal.Decimal{}, false
	}
	if point {
		whole += "." + frac
	}
	d, err := decimal.NewFromString(whole + exp)
	if err != nil || len(d.Truncate(0).String()) > maxDigits {
		return decimal.Decimal{}, false
	}
	return d, true
}

// ungroup removes separators between groups of exactly three digits:
// 1,234 1’234 1 234. 12,34 is refused.
func ungroup(s string) (string, bool) {
	if digits(s) {
		return s, true
	}
	for _, sep := range []string{",", "’", "'", " "} {
		parts := strings.Split(s, sep)
		if len(parts) < 2 {
			continue
		}
		for i, p := range parts {
			if !digits(p) || i > 0 && len(p) != 3 || len(p) > 3 || i == 0 && p == "0" {
				return "", false
			}
		}
		return strings.Join(parts, ""), true
	}
	return "", false
}

func digits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func exponent(s string) bool {
	s = strings.TrimPrefix(strings.TrimPrefix(s[1:], "+"), "-")
	return digits(s) && len(s) <= 2
}

// hanNumber reads 二, 十二, 二十三, 一百零五, 三千, 贰, 零 up to 9999亿; false
// where the text is anything else.
func hanNumber(s string) (decimal.Decimal, bool) {
	if s == "" || len([]rune(s)) > 20 {
		return decimal.Decimal{}, false
	}
	var total, section, digit int64
	seen, lastUnit := false, int64(0)
	for _, r := range s {
		if d, ok := hanDigit[r]; ok {
			if seen && d != 0 && digit != 0 {
				return decimal.Decimal{}, false // 二三 is not a number but two
			}
			digit, seen = d, true
			continue
		}
		u, ok := hanUnit[r]
		if !ok {
			return decimal.Decimal{}, false
		}
		if u >= 10000 {
			if !seen {
				return decimal.Decimal{}, false
			}
			total = (total + section + digit) * u
			section, digit, lastUnit = 0, 0, 0
			continue
		}
		if lastUnit != 0 && u >= lastUnit || digit == 0 && u != 10 {
			return decimal.Decimal{}, false
		}
		if digit == 0 {
			digit = 1 // 十二
		}
		section, digit, lastUnit, seen = section+digit*u, 0, u, true
	}
	if !seen {
		return decimal.Decimal{}, false
	}
	return decimal.NewFromInt(total + section + digit), true
}

var hanDigit = map[rune]int64{
	'零': 0, '〇': 0, '○': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9,
	'壹': 1, '贰': 2, '叁': 3, '肆': 4, '伍': 5, '陆': 6, '柒': 7, '捌': 8, '玖': 9,
}

var hanUnit = map[rune]int64{
	'十': 10, '百': 100, '千': 1000, '拾': 10, '佰': 100, '仟': 1000, '万': 10000, '亿': 100000000,
}
