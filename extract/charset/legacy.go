package charset

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

const (
	// looksChinese is the share of common characters that tells Chinese text
	// from chance: right readings have 0.3 to 0.6, wrong ones under 0.1.
	looksChinese = 0.2
	// brokenShare is how much of a text may be damaged.
	brokenShare = 0.02
	// enough is the number of characters from which on their frequency tells.
	enough = 4
)

// legacy decides between the encodings that a byte can't tell apart, for data
// that is not UTF-8. Nearly every Big5 text is valid GB18030 too, and so is
// much of UTF-16: what tells them apart is whether common characters come out.
func legacy(data []byte, declared string) (text, encoding string) {
	gb := toUTF8(data, GB18030)
	best := measure(gb)
	if best.chinese() {
		return gb, GB18030
	}
	text, encoding = gb, GB18030
	for _, enc := range []string{Big5, UTF16LE, UTF16BE} {
		if enc != Big5 && len(data) > 1<<20 && declared != enc {
			continue // no text of this size lacks NULs in UTF-16
		}
		t := toUTF8(data, enc)
		if m := measure(t); m.share() > best.share() && m.chinese() {
			text, encoding, best = t, enc, m
		}
	}
	if best.chinese() {
		return text, encoding
	}
	// The content leaves it open: a few characters, or no Chinese at all.
	if declared != "" {
		if t := toUTF8(data, declared); measure(t).sound() {
			return t, declared
		}
	}
	if measure(gb).sound() {
		return gb, GB18030
	}
	return "", ""
}

// utf16ByZeros recognises UTF-16 without a byte order mark by the NULs of its
// ASCII characters, which all stand at odd or all at even places. In bytes that
// are valid UTF-8, a few NULs are just that.
func utf16ByZeros(data []byte, valid bool) string {
	if bytes.IndexByte(data, 0) < 0 {
		return ""
	}
	head := data[:min(len(data), 64<<10)&^1]
	even, odd := 0, 0
	for i := 0; i < len(head); i += 2 {
		if head[i] == 0 {
			even++
		}
		if head[i+1] == 0 {
			odd++
		}
	}
	// One unit in thirty is ASCII in any text: digits and line ends.
	most := len(head)/60 + 1
	if valid {
		most = len(head)/5 + 1
	}
	switch {
	case odd >= most && even*10 <= odd:
		return UTF16LE
	case even >= most && odd*10 <= even:
		return UTF16BE
	}
	return ""
}

// toUTF8 decodes data; what can't be decoded becomes U+FFFD.
func toUTF8(data []byte, enc string) string {
	var e encoding.Encoding
	switch enc {
	case GB18030:
		e = simplifiedchinese.GB18030
	case Big5:
		e = traditionalchinese.Big5
	case UTF16LE:
		e = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case UTF16BE:
		e = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case Windows1252:
		e = charmap.Windows1252
	default:
		return strings.ToValidUTF8(string(data), string(utf8.RuneError))
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return string(utf8.RuneError) // decoders replace, they don't fail
	}
	return string(out)
}
