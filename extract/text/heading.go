package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// markdownHeading returns the level and the text of "## 一、总体情况", or level 0.
// "##标题" without a blank counts, "#REF!" does not.
func markdownHeading(s string) (level int, title string) {
	for level < len(s) && s[level] == '#' {
		level++
	}
	rest := s[level:]
	title = strings.TrimRight(strings.TrimSpace(rest), "#")
	title = strings.TrimSpace(title)
	if level == 0 || level > 6 || title == "" || level == 1 && rest[0] != ' ' && rest[0] != '\t' {
		return 0, ""
	}
	return level, title
}

// numberedHeading returns the level of a short line that begins with a number
// and is no sentence: 2 for "一、", 3 for "（一）", 4 for "1." and "1、"; else 0.
func numberedHeading(s string) int {
	kind, size := ordinal(s)
	title := strings.TrimFunc(s[size:], unicode.IsSpace)
	if kind == 0 || title == "" || utf8.RuneCountInString(s) > 45 || strings.ContainsAny(title, "。；！|\t") {
		return 0
	}
	return map[rune]int{'一': 2, '（': 3, '1': 4}[kind]
}

// isSectionHeading reports whether a line that stands in the way of a table ends
// it: "三、收到…情况", "4、 被申请…情况".
func isSectionHeading(s string) bool {
	if level, _ := markdownHeading(trimBlanks(s)); level > 0 {
		return true
	}
	kind, size := ordinal(s)
	return kind == '一' || kind == '1' && strings.HasSuffix(s[:size], "、")
}

// stripBold removes the marks of **bold** text. Masked names (张**、李**) keep
// their stars: there the opening marks stand behind a word and before a comma.
func stripBold(s string) string {
	if !strings.Contains(s, "**") {
		return s
	}
	var out strings.Builder
	for {
		open := strings.Index(s, "**")
		if open < 0 {
			break
		}
		shut := strings.Index(s[open+2:], "**")
		if shut < 0 {
			break
		}
		inner := s[open+2 : open+2+shut]
		if opensBold(s[:open], inner) {
			out.WriteString(s[:open] + inner)
			s = s[open+2+shut+2:]
		} else {
			out.WriteString(s[:open+2])
			s = s[open+2:]
		}
	}
	return out.String() + s
}

func opensBold(before, inner string) bool {
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	prev, size := utf8.DecodeLastRuneInString(before)
	if inner == "" || first == '*' || unicode.IsSpace(first) || unicode.IsSpace(last) || unicode.IsDigit(prev) {
		return false
	}
	return !unicode.IsPunct(first) || size == 0 || unicode.IsSpace(prev) || unicode.IsPunct(prev)
}
