package tables

import (
	"testing"
	"unicode"

	"gongkai/transform/label"
)

// TestInstructionIsItself holds what a quick look rests on: no other character is
// folded to 式, so that a text without it holds no instruction.
func TestInstructionIsItself(t *testing.T) {
	for r := range rune(unicode.MaxRune) {
		if label.FoldRune(r) == '式' && r != '式' {
			t.Errorf("%U is folded to 式", r)
		}
	}
}
