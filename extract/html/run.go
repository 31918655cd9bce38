package html

import (
	"strings"
	"unicode/utf8"
)

// A run is text being collected, as a browser would show it: blanks, tabs and
// line ends of the source count as one space between words and as none at the
// ends of a line. U+00A0 and U+3000 are kept; characters without width are not.
type run struct {
	buf      []byte
	state    state // of its first text
	space    bool  // a space is due before the next word
	brk      bool  // a line break is due before the next word
	linkSize int   // bytes of buf that stand in links
	links    int   // links begun
}

func (t *run) write(s string, st state) {
	if st.pre {
		t.writePre(s, st)
		return
	}
	if strings.Contains(s, "[if ") || strings.Contains(s, "[endif]") {
		s = withoutConditionals(s)
	}
	before := len(t.buf)
	for i := 0; i < len(s); {
		if isSpace(s[i]) {
			t.space = true
			i++
			continue
		}
		if n := zeroWidth(s[i:]); n > 0 {
			i += n
			continue
		}
		j := i + 1
		for j < len(s) && !isSpace(s[j]) && (s[j] != 0xE2 && s[j] != 0xEF || zeroWidth(s[j:]) == 0) {
			j++
		}
		t.due(st)
		if st.sup && len(t.buf) > 0 {
			t.buf = append(t.buf, superscript(s[i:j])...)
		} else {
			t.buf = append(t.buf, s[i:j]...)
		}
		i = j
	}
	if st.link {
		t.linkSize += len(t.buf) - before
	}
}

// writePre keeps the lines and blanks of preformatted text.
func (t *run) writePre(s string, st state) {
	before := len(t.buf)
	for i := 0; i < len(s); {
		n := zeroWidth(s[i:])
		if n == 0 {
			t.due(st)
			t.buf = append(t.buf, s[i])
			n = 1
		}
		i += n
	}
	if st.link {
		t.linkSize += len(t.buf) - before
	}
}

// due writes the blank or line break that stands before the next word.
func (t *run) due(st state) {
	switch n := len(t.buf); {
	case n == 0:
		t.state = st
	case t.brk && t.buf[n-1] != '\n':
		t.buf = append(t.buf, '\n')
	case t.space && t.buf[n-1] != '\n':
		t.buf = append(t.buf, ' ')
	}
	t.space, t.brk = false, false
}

// newline is a <br>.
func (t *run) newline() {
	if len(t.buf) > 0 {
		t.buf = append(t.buf, '\n')
	}
	t.space, t.brk = false, false
}

// breakLine is the beginning or end of a block element in a cell.
func (t *run) breakLine() { t.brk, t.space = true, false }

// take returns the run's text and empties it. Text of nothing but blanks is "".
func (t *run) take() string {
	s := strings.Trim(string(t.buf), " \t\n")
	t.reset()
	if len(s) < 64 && blank(s) {
		return ""
	}
	return s
}

// takeCell is take, but keeps a cell's U+00A0: it was printed.
func (t *run) takeCell() string {
	s := strings.Trim(string(t.buf), " \t\n")
	t.reset()
	return s
}

func (t *run) reset() { *t = run{buf: t.buf[:0]} }

func blank(s string) bool {
	for _, r := range s {
		if r != ' ' && r != '\n' && r != '\t' && r != '\u00A0' && r != '\u3000' {
			return false
		}
	}
	return true
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// zeroWidth returns the length of a character without width at the start of s,
// or 0: U+200B to U+200F, U+2060, U+FEFF. Portals and Word leave them in cells,
// and some sites sprinkle them over texts as a watermark.
func zeroWidth(s string) int {
	if len(s) < 3 || s[0] != 0xE2 && s[0] != 0xEF {
		return 0
	}
	switch r, _ := utf8.DecodeRuneInString(s); {
	case r >= 0x200B && r <= 0x200F, r == 0x2060, r == 0xFEFF:
		return 3
	}
	return 0
}

// superscript writes a raised number in raised digits, as it is seen: the note
// of "12<sup>1</sup>" must not make 121 of 12.
func superscript(s string) string {
	if strings.Trim(s, "0123456789") != "" {
		return s
	}
	var b strings.Builder
	for _, c := range s {
		b.WriteRune([]rune("⁰¹²³⁴⁵⁶⁷⁸⁹")[c-'0'])
	}
	return b.String()
}

// withoutConditionals removes Word's conditional comments where an editor has
// escaped them, so that they would show: "<!--[if !supportLists]-->1.<!--[endif]-->"
// keeps "1.". What stands in a "[if gte mso 9]>" is for Word only, and goes.
func withoutConditionals(s string) string {
	var b strings.Builder
	ends := true // one may be ahead
	for {
		i := strings.Index(s, "<!")
		if i < 0 {
			break
		}
		mark := strings.TrimLeft(s[i+2:], "- ")
		isIf := strings.HasPrefix(mark, "[if ")
		if !isIf && !strings.HasPrefix(mark, "[endif]") {
			b.WriteString(s[:i+2])
			s = s[i+2:]
			continue
		}
		b.WriteString(s[:i])
		end := strings.Index(s[i:], ">")
		if end < 0 {
			return b.String()
		}
		whole := s[i : i+end+1]
		s = s[i+end+1:]
		if ends && isIf && strings.HasPrefix(whole, "<!--") && !strings.HasSuffix(whole, "-->") {
			var after string
			if _, after, ends = strings.Cut(s, "<![endif]-->"); ends {
				s = after
			}
		}
	}
	b.WriteString(s)
	return b.String()
}
