package part

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// Append appends the characters of the text that the cursor stands at. Line ends
// of the source are blanks; bytes that are no UTF-8 become U+FFFD.
func (c *Cursor) Append(dst []byte) []byte {
	from := len(dst)
	if c.cdata {
		dst = append(dst, c.text...)
	} else {
		dst = unescape(dst, c.text)
	}
	for i := from; i < len(dst); i++ {
		if dst[i] == '\n' || dst[i] == '\r' || dst[i] == '\t' {
			dst[i] = ' '
		}
	}
	if !utf8.Valid(dst[from:]) {
		sound := bytes.ToValidUTF8(dst[from:], []byte("\uFFFD"))
		dst = append(dst[:from], sound...)
	}
	return dst
}

// unescape resolves the five entities of XML and character references. Any other
// entity stays as it is written: there is no declaration to look it up in.
func unescape(dst, s []byte) []byte {
	for {
		i := bytes.IndexByte(s, '&')
		if i < 0 {
			return append(dst, s...)
		}
		dst = append(dst, s[:i]...)
		s = s[i:]
		end := bytes.IndexByte(s[:min(len(s), 12)], ';')
		r, ok := rune(0), false
		if end > 1 {
			r, ok = entity(s[1:end])
		}
		if !ok {
			dst, s = append(dst, '&'), s[1:]
			continue
		}
		dst = utf8.AppendRune(dst, r)
		s = s[end+1:]
	}
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "amp":
		return '&', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if name[0] != '#' {
		return 0, false
	}
	digits, base := string(name[1:]), 10
	if len(digits) > 1 && digits[0]|0x20 == 'x' {
		digits, base = digits[1:], 16
	}
	n, err := strconv.ParseUint(digits, base, 31)
	if n == '\t' || n == '\n' || n == '\r' {
		n = ' '
	}
	return rune(n), err == nil && n >= ' '
}
