package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trimBlanks cuts ASCII blanks, TABs and line breaks off both ends. Wider blanks
// stay: they are the source's characters.
func trimBlanks(s string) string { return strings.Trim(s, " \t\n") }

// isBlank reports whether s has no visible character.
func isBlank(s string) bool {
	for _, c := range s {
		if !unicode.IsSpace(c) {
			return false
		}
	}
	return true
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) })
}

// isValue reports whether s is what stands in a table's data cell: "0", "+1",
// "1.77万元", "—", "１２件". Dates and words are none.
func isValue(s string) bool {
	s = strings.TrimFunc(s, unicode.IsSpace)
	if s == "" || len(s) > 48 {
		return false
	}
	for _, c := range strings.TrimRight(s, "件条项个人次份部元万亿") {
		if !unicode.IsDigit(c) && !strings.ContainsRune(" +-＋－−—–/\\.,，．", c) {
			return false
		}
	}
	return strings.IndexFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) }) != 0
}

// isSentence reports whether s is running text rather than a label: it ends as
// sentences do, or is longer than the notes in brackets that labels carry.
func isSentence(s string) bool {
	s = strings.TrimFunc(s, unicode.IsSpace)
	n := utf8.RuneCountInString(s)
	if n < 12 {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune("。！；", last) {
		return true
	}
	return n > 120 && strings.ContainsAny(s, "，。,")
}

const hanDigits = "一二三四五六七八九十"

// ordinal describes the number a text begins with: '一' for "一、", '（' for
// "（一）" or "(1)", '1' for "1." or "1、"; 0 for none. size is its length in bytes.
func ordinal(s string) (kind rune, size int) {
	rest := strings.TrimLeftFunc(s, unicode.IsSpace)
	lead := len(s) - len(rest)
	if inner, ok := cutAnyPrefix(rest, "（", "("); ok {
		inner = strings.TrimLeft(inner, " ")
		n := numeral(inner)
		after, ok := cutAnyPrefix(strings.TrimLeft(inner[n:], " "), "）", ")")
		if n > 0 && ok {
			return '（', lead + len(rest) - len(after)
		}
		return 0, 0
	}
	n := numeral(rest)
	if n == 0 {
		return 0, 0
	}
	kind = '1'
	marks := []string{"、", "．", "."}
	if rest[0] >= 0x80 {
		kind, marks = '一', []string{"、", "．"}
	}
	after, ok := cutAnyPrefix(rest[n:], marks...)
	if !ok || kind == '1' && after != "" && after[0] >= '0' && after[0] <= '9' {
		return 0, 0 // "1.77万元" is an amount
	}
	return kind, lead + len(rest) - len(after)
}

// numeral returns the length in bytes of the short number that s begins with, in
// digits or in Han numerals.
func numeral(s string) int {
	n := 0
	for n < len(s) && n < 2 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	for count := 0; n == 3*count && count < 3; count++ {
		c, size := utf8.DecodeRuneInString(s[n:])
		if !strings.ContainsRune(hanDigits, c) {
			break
		}
		n += size
	}
	return n
}

func cutAnyPrefix(s string, prefixes ...string) (string, bool) {
	for _, p := range prefixes {
		if after, ok := strings.CutPrefix(s, p); ok {
			return after, true
		}
	}
	return s, false
}
