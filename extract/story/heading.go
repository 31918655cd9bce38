package story

import (
	"strings"
	"unicode/utf8"
)

// longHeading is the length, in characters, from which on a paragraph is no
// heading, whatever its outline level: whole reports have been set in one.
const longHeading = 100

// Level returns the level of a heading, 1 to 6, for a paragraph's outline level
// as word processors count it, from 0; or 0 for a paragraph that is none.
func Level(outline int, text string) int {
	if outline < 0 || outline > 8 || strings.HasSuffix(text, "。") ||
		len(text) > longHeading && utf8.RuneCountInString(text) > longHeading {
		return 0
	}
	return min(outline+1, 6)
}
