package text

import (
	"regexp"
	"strings"
)

// A line of the text, cleaned, with its number in the source.
type line struct {
	no   int // from 1
	text string
}

// splitLines cuts text into cleaned lines. A line that held nothing but codes
// ("[bookmark: _GoBack]") is dropped: left as a blank line it would end a row.
func splitLines(text string) []line {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	ls := make([]line, 0, strings.Count(text, "\n")+1)
	no := 0
	for raw := range strings.SplitSeq(text, "\n") {
		no++
		s := clean(raw)
		if s == "" && raw != "" {
			continue
		}
		for part := range strings.SplitSeq(s, "\n") {
			ls = append(ls, line{no, part})
		}
	}
	return ls
}

// clean strips Word's field codes, zero-width and control characters from a
// line. Word's soft line break, form feeds and the like inside a line become
// '\n', its cell mark (BEL) a TAB: dropped, they would glue two numbers together.
func clean(s string) string {
	if hasFieldCode(s) {
		s = fieldCode.ReplaceAllString(s, "")
	}
	s = strings.Map(func(c rune) rune {
		switch {
		case c == '\v', c == '\f', c == '\r', c == '\u0085', c == '\u2028', c == '\u2029':
			return '\n'
		case c == '\a':
			return '\t'
		case c == '\t':
			return c
		case c < 0x20, c >= 0x7f && c < 0xa0, isZeroWidth(c):
			return -1
		}
		return c
	}, s)
	return strings.Trim(s, "\n")
}

func isZeroWidth(c rune) bool {
	switch {
	case c >= 0x200b && c <= 0x200f, c >= 0x202a && c <= 0x202e, c >= 0x2060 && c <= 0x2064:
		return true
	}
	return c == 0xfeff || c == 0xad
}

// fieldCode matches what Word and its converters leave of fields, bookmarks,
// embedded objects and conditional comments. A page field's result, the number
// behind it at the line's end, goes with it.
var fieldCode = regexp.MustCompile(
	`\[bookmark: [^\]]*\]` +
		`|\bEMBED +[A-Za-z]+(?:\.[A-Za-z0-9]+)+(?: +\\\* +MERGEFORMAT| +\\[a-z]\b)*` +
		`|\bHYPERLINK(?: +\\[a-z])* +["“][^"”]*["”](?: +\\[a-z](?: +"[^"]*")?)*` +
		`|\b(?:NUM)?PAGES? +\\\* +MERGEFORMAT(?:[ -]*[0-9]{1,4}[ -]*$)?` +
		`|<!--\[(?:if|endif)[^>]*\]-->|<!\[(?:if|endif)[^>]*\](?:--)?>|</?o:p */?>`)

// hasFieldCode spares nearly every line the expression.
func hasFieldCode(s string) bool {
	for _, mark := range []string{"[bookmark: ", "EMBED ", "HYPERLINK ", " MERGEFORMAT", "<!", "o:p"} {
		if strings.Contains(s, mark) {
			return true
		}
	}
	return false
}
