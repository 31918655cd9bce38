package narrative

import (
	"testing"
	"unicode"

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
