package html

import "gongkai/extract/limit"

// colSpan reads a colspan as browsers do: 0, no number and negative numbers are
// 1, and more than MaxColSpan is MaxColSpan.
func colSpan(s string) int {
	if n := number(s, limit.MaxColSpan); n > 0 {
		return n
	}
	return 1
}

// rowSpan reads a rowspan: 0 is to the end of the row group, no number and
// negative numbers are 1.
func rowSpan(s string) int {
	if n := number(s, limit.MaxRowSpan); n >= 0 {
		return n
	}
	return 1
}

// number is the standard's "rules for parsing non-negative integers": leading
// blanks and a sign, then digits, whatever follows ("2.5" and "2px" are 2). -1
// stands for an error; numbers over most are most.
func number(s string, most int) int {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	negative := false
	if s != "" && (s[0] == '+' || s[0] == '-') {
		negative = s[0] == '-'
		s = s[1:]
	}
	n, digits := 0, 0
	for ; digits < len(s) && s[digits] >= '0' && s[digits] <= '9'; digits++ {
		n = min(n*10+int(s[digits]-'0'), most)
	}
	if digits == 0 || negative && n > 0 {
		return -1
	}
	return n
}
