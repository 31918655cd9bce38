// Package charset turns the bytes of a text into UTF-8. What the bytes
// themselves show counts; a declaration decides only what they leave open,
// because portals declare gb2312 on UTF-8 pages and servers say ISO-8859-1
// of everything.
package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"gongkai"
)

// The encodings, by the names that [Decode] returns.
const (
	UTF8        = "utf-8"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	GB18030     = "gb18030" // and its subsets GBK and GB2312
	Big5        = "big5"
	Windows1252 = "windows-1252"
)

// Decode returns data as UTF-8 with line ends '\n', without byte order mark and
// without NUL, and the name of the encoding it was in. declared is what a header
// or meta tag says: a label ("GBK"), a media type ("text/html; charset=GBK"), or
// "". Broken characters become U+FFFD as long as most are sound. Bytes that are
// no text give a *gongkai.ReadError with ReasonEncoding.
func Decode(data []byte, declared string) (text, encoding string, err error) {
	text, encoding = decode(data, label(declared))
	if encoding == "" || binary(text) {
		return "", "", &gongkai.ReadError{
			Reason: gongkai.ReasonEncoding,
			Detail: "the bytes are text in none of UTF-8, UTF-16, GB18030 and Big5; open the file to see what it is",
		}
	}
	return normalise(text), encoding, nil
}

// decode tries the encodings from the surest to the least sure sign.
func decode(data []byte, declared string) (text, encoding string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return toUTF8(data[3:], UTF8), UTF8
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return toUTF8(data[2:], UTF16LE), UTF16LE
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return toUTF8(data[2:], UTF16BE), UTF16BE
	}
	// UTF-16 of markup is half NULs, and valid UTF-8 as well: look for it first.
	valid := utf8.Valid(data)
	if enc := utf16ByZeros(data, valid); enc != "" {
		return toUTF8(data, enc), enc
	}
	if valid {
		return string(data), UTF8
	}
	if mostlyUTF8(data) {
		return toUTF8(data, UTF8), UTF8
	}
	return legacy(data, declared)
}

// mostlyUTF8 reports whether data is UTF-8 with some damage: a page cut within
// a character, or a few bytes of another encoding pasted in. Of GBK text,
// hardly a character in fifty happens to be valid UTF-8.
func mostlyUTF8(data []byte) bool {
	sound, broken := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		switch {
		case r == utf8.RuneError && n == 1 && !utf8.FullRune(data[i:]):
			return sound > 0 && broken*8 <= sound // only the end is cut
		case r == utf8.RuneError && n == 1:
			if broken++; broken > 100 && broken > sound {
				return false
			}
		case n >= 3: // Chinese; two-byte sequences are common in GBK
			sound++
		}
		i += n
	}
	return sound >= 8 && broken*8 <= sound
}

// binary reports whether text, as far as its head shows, is no text: more than
// one character in twenty is a control character. Single ones occur in what was
// copied from Word (U+0007 ends a cell there).
func binary(text string) bool {
	head := text[:min(len(text), 8<<10)]
	control := 0
	for i := 0; i < len(head); i++ {
		if c := head[i]; c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == 0x7F {
			control++
		}
	}
	return control > 2 && control*20 > len(head)
}

// normalise makes every line end '\n' and drops NULs and a stray byte order
// mark at the start.
func normalise(s string) string {
	s = strings.TrimPrefix(s, "\uFEFF")
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.ReplaceAll(s, "\r", "\n")
	}
	if strings.IndexByte(s, 0) >= 0 {
		s = strings.ReplaceAll(s, "\x00", "")
	}
	return s
}
