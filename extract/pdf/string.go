package pdf

import "bytes"

// literal reads (…) with its escapes and balanced brackets.
func (l *lexer) literal() []byte {
	l.pos++
	from := len(l.strings)
	out := l.strings
	defer func() { l.strings = out }()
	for depth := 1; l.pos < len(l.src); l.pos++ {
		c := l.src[l.pos]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.pos++
				return out[from:len(out):len(out)]
			}
		case '\r':
			if l.pos+1 < len(l.src) && l.src[l.pos+1] == '\n' {
				l.pos++
			}
			c = '\n'
		case '\\':
			var ok bool
			if c, ok = l.escape(); !ok {
				continue
			}
		}
		out = append(out, c)
	}
	return out[from:len(out):len(out)]
}

// escape reads what stands behind a backslash and stays on its last byte; not ok
// is a line that goes on.
func (l *lexer) escape() (c byte, ok bool) {
	if l.pos++; l.pos >= len(l.src) {
		return 0, false
	}
	switch c = l.src[l.pos]; c {
	case 'n':
		return '\n', true
	case 'r':
		return '\r', true
	case 't':
		return '\t', true
	case 'b':
		return '\b', true
	case 'f':
		return '\f', true
	case '\r':
		if l.pos+1 < len(l.src) && l.src[l.pos+1] == '\n' {
			l.pos++
		}
		return 0, false
	case '\n':
		return 0, false
	}
	if c < '0' || c > '7' {
		return c, true
	}
	n := int(c - '0')
	for range 2 {
		if l.pos+1 < len(l.src) && l.src[l.pos+1] >= '0' && l.src[l.pos+1] <= '7' {
			l.pos++
			n = n*8 + int(l.src[l.pos]-'0')
		}
	}
	return byte(n), true
}

// hex reads <48656C>; an odd digit at the end counts as followed by 0.
func (l *lexer) hex() []byte {
	l.pos++
	end := bytes.IndexByte(l.src[l.pos:], '>')
	if end < 0 {
		end = len(l.src) - l.pos
	}
	from := len(l.strings)
	out := l.strings
	high := -1
	for _, c := range l.src[l.pos : l.pos+end] {
		d := digit(c)
		switch {
		case d < 0:
		case high < 0:
			high = d
		default:
			out = append(out, byte(high<<4|d))
			high = -1
		}
	}
	if high >= 0 {
		out = append(out, byte(high<<4))
	}
	l.pos = min(l.pos+end+1, len(l.src))
	l.strings = out
	return out[from:len(out):len(out)]
}

// dictionary passes over <<…>>, nested ones and strings in it included.
func (l *lexer) dictionary() {
	for depth := 0; l.pos < len(l.src); {
		switch c := l.src[l.pos]; {
		case c == '(':
			l.literal()
		case bytes.HasPrefix(l.src[l.pos:], []byte("<<")):
			depth++
			l.pos += 2
		case bytes.HasPrefix(l.src[l.pos:], []byte(">>")):
			depth--
			if l.pos += 2; depth == 0 {
				return
			}
		default:
			l.pos++
		}
	}
}

// inlineImage passes over the bytes of an image, from behind ID on, to its EI:
// one with blanks around it and text, not image bytes, behind.
func (l *lexer) inlineImage() {
	for p := l.pos; ; {
		i := bytes.Index(l.src[p:], []byte("EI"))
		if i < 0 {
			l.pos = len(l.src)
			return
		}
		i += p
		p = i + 2
		if i > 0 && !isSpace(l.src[i-1]) || p < len(l.src) && !isSpace(l.src[p]) {
			continue
		}
		plain := true
		for _, c := range l.src[p:min(p+16, len(l.src))] {
			plain = plain && (c >= ' ' && c < 0x7F || isSpace(c) && c != 0)
		}
		if plain {
			l.pos = p
			return
		}
	}
}
