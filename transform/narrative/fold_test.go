package narrative

import (
	"slices"
	"testing"
	"unicode"

	"gongkai/canon"
	"gongkai/transform/label"
)

// TestAmongIsItself holds what breakdowns rests on: a text without 其 is not
// folded to one.
func TestAmongIsItself(t *testing.T) {
	for r := range rune(unicode.MaxRune) {
		if label.FoldRune(r) == among[0] && r != among[0] {
			t.Errorf("%U is folded to %c", r, among[0])
		}
	}
}

// TestWordsAreFolded holds the words that sentences are searched for against the
// form that sentences are brought to: 覆盖 would never be found, 复盖 is.
func TestWordsAreFolded(t *testing.T) {
	c := canon.Claims()
	var all []string
	for i := range c.Claims {
		k := &c.Claims[i]
		all = slices.Concat(all, k.Patterns, k.TopicPatterns, k.Zero, k.Both, k.Names, []string{k.Not})
	}
	for _, w := range slices.Concat(c.Topics, c.Channels) {
		all = append(all, w.Words...)
	}
	for _, s := range all {
		for _, r := range s {
			if unicode.Is(unicode.Han, r) && label.FoldRune(r) != r {
				t.Errorf("%c in %s: sentences have %c", r, s, label.FoldRune(r))
			}
		}
	}
}
