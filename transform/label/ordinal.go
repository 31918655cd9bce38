package label

import (
	"strings"
	"unicode/utf8"
)

// Ordinal is a printed ordinal: 一、 is {Han, 1}, （三） is {Bracketed, 3},
// 2. is {Arabic, 2}. The zero value means none.
type Ordinal struct {
	Form   OrdinalForm
	Number int
}

// OrdinalForm is how an ordinal is written.
type OrdinalForm uint8

// The forms of ordinals, in the usual order of levels.
const (
	NoOrdinal OrdinalForm = iota
	Han                   // 一、
	Bracketed             // （一） (一) ㈠ 一)
	Arabic                // 1. 1、 １． ⒈ ① (1)
)

// CutOrdinal splits a leading ordinal off a text that was folded and stripped
// of blanks (see [Strip]). Without one it returns the zero Ordinal and s.
func CutOrdinal(s string) (Ordinal, string) {
	var few [8]rune // an ordinal takes fewer, but for marks behind it
	start := few[:0]
	for _, r := range s {
		if start = append(start, r); len(start) == len(few) {
			break
		}
	}
	o, n := OrdinalAt(start)
	if n == 0 {
		return Ordinal{}, s
	}
	if n == len(few) || !utf8.ValidString(s) {
		all := []rune(s)
		o, n = OrdinalAt(all)
		return o, string(all[n:])
	}
	for _, r := range start[:n] {
		s = s[utf8.RuneLen(r):]
	}
	return o, s
}

// OrdinalAt reads an ordinal at the start of r and returns the number of
// characters it takes, 0 for none. A number without a mark behind it is none:
// it may be a value.
func OrdinalAt(r []rune) (Ordinal, int) {
	if len(r) == 0 {
		return Ordinal{}, 0
	}
	if n := enclosed(r[0]); n > 0 {
		form := Arabic
		if r[0] >= '㈠' && r[0] <= '㈩' {
			form = Bracketed
		}
		return Ordinal{form, n}, 1 + marks(r[1:])
	}
	i := 0
	open := r[0] == '('
	if open {
		i++
	}
	num, n := hanDigits(r[i:])
	form := Han
	if n == 0 {
		num, n = arabicDigits(r[i:])
		form = Arabic
	}
	if n == 0 || num == 0 {
		return Ordinal{}, 0
	}
	i += n
	switch {
	case i < len(r) && r[i] == ')':
		if form == Han {
			form = Bracketed
		}
		i++
		return Ordinal{form, num}, i + marks(r[i:])
	case open:
		return Ordinal{}, 0
	case i < len(r) && (r[i] == '、' || r[i] == '.' || r[i] == '﹒' || r[i] == '．'):
		if form == Arabic && i+1 < len(r) && r[i] == '.' && r[i+1] >= '0' && r[i+1] <= '9' {
			return Ordinal{}, 0 // 1.77 is a number
		}
		return Ordinal{form, num}, i + marks(r[i:])
	case form == Han && i < len(r) && (r[i] == ',' || r[i] == ':'):
		return Ordinal{form, num}, i + 1
	}
	return Ordinal{}, 0
}

func marks(r []rune) int {
	n := 0
	for n < len(r) && (r[n] == '、' || r[n] == '.' || r[n] == '．' || r[n] == '﹒') {
		n++
	}
	return n
}

// hanDigits reads 一 to 九十九.
func hanDigits(r []rune) (num, n int) {
	const digits = "一二三四五六七八九"
	tens := 0
	for n < len(r) && n < 3 {
		if r[n] == '十' {
			if tens > 0 {
				return 0, 0
			}
			tens = 10
			if num > 0 {
				tens, num = num*10, 0
			}
			n++
			continue
		}
		i := strings.IndexRune(digits, r[n])
		if i < 0 || num > 0 {
			break
		}
		num = i/3 + 1
		n++
	}
	return tens + num, n
}

func arabicDigits(r []rune) (num, n int) {
	if len(r) > 0 && r[0] == '0' {
		return 0, 0
	}
	for n < len(r) && n < 2 && r[n] >= '0' && r[n] <= '9' {
		num = num*10 + int(r[n]-'0')
		n++
	}
	if n < len(r) && r[n] >= '0' && r[n] <= '9' {
		return 0, 0
	}
	return num, n
}

// enclosed returns the number of ①, ⒈, ⑴, ㈠ and their like, or 0.
func enclosed(r rune) int {
	for _, first := range []rune{'①', '⑴', '⒈'} {
		if r >= first && r < first+20 {
			return int(r-first) + 1
		}
	}
	if r >= '㈠' && r <= '㈩' {
		return int(r-'㈠') + 1
	}
	return 0
}
