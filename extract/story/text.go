package story

import "unicode/utf8"

// A Text is a paragraph's text being collected.
type Text struct{ buf []byte }

// Write appends characters. Raised ones that are all digits are written in
// raised digits, as they are seen: the note of 12¹ must not make 121 of 12.
func (t *Text) Write(s []byte, raised bool) {
	if raised && len(t.buf) > 0 && digits(s) {
		for _, c := range s {
			t.buf = utf8.AppendRune(t.buf, superscript[c-'0'])
		}
		return
	}
	t.buf = append(t.buf, s...)
}

// Rune appends a character.
func (t *Text) Rune(r rune) { t.buf = utf8.AppendRune(t.buf, r) }

// Empty reports that nothing was written.
func (t *Text) Empty() bool { return len(t.buf) == 0 }

// Take returns the text without blanks at its ends and without characters that
// have no width, which portals and Word leave in cells, and empties it.
func (t *Text) Take() string {
	s := trim(string(withoutZeroWidth(t.buf)))
	t.buf = t.buf[:0]
	return s
}

// Note returns the mark of the n-th note, in raised digits.
func Note(n int) string {
	var b Text
	b.Rune('\u200B') // so that something stands before the digits
	b.Write([]byte(Decimal.Format(n)), true)
	return b.Take()
}

var superscript = []rune("⁰¹²³⁴⁵⁶⁷⁸⁹")

func digits(s []byte) bool {
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

func withoutZeroWidth(s []byte) []byte {
	out := s[:0]
	for i := 0; i < len(s); {
		if c := s[i]; c == 0xE2 || c == 0xEF {
			r, n := utf8.DecodeRune(s[i:])
			if r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF {
				i += n
				continue
			}
		}
		out = append(out, s[i])
		i++
	}
	return out
}
