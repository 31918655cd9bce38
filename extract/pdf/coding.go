package pdf

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// A coding cuts strings into the codes of a composite font, and tells what
// Unicode has to say of them where a predefined map does.
type coding struct {
	kind     codingKind
	vertical bool
	cmap     *cmap
	legacy   encoding.Encoding
	space    int // glyph number of the space
	half     int // and of what would stand before ! in the order of ASCII
}

type codingKind uint8

const (
	identityCoding codingKind = iota // two bytes, which are the glyph's number
	embedded                         // by the font's own map
	legacyCoding                     // GBK, GB 18030 or Big5
	utf16Coding
	utf8Coding
	utf32Coding
)

// namedCoding returns a predefined coding: "Identity-H", "GBK-EUC-V",
// "UniGB-UCS2-H". Codes of one that isn't known here are two bytes without meaning.
func namedCoding(named string) coding {
	c := coding{vertical: strings.HasSuffix(named, "-V") || named == "V", space: 1, half: 1}
	switch {
	case strings.HasPrefix(named, "GBK-"), strings.HasPrefix(named, "GB-"), strings.HasPrefix(named, "GBT-"):
		c.kind, c.legacy, c.space, c.half = legacyCoding, simplifiedchinese.GB18030, 7716, 813
	case strings.HasPrefix(named, "GB"):
		c.kind, c.legacy = legacyCoding, simplifiedchinese.GB18030
	case strings.Contains(named, "B5-"), strings.Contains(named, "B5pc"), strings.HasPrefix(named, "HKscs"):
		c.kind, c.legacy = legacyCoding, traditionalchinese.Big5
	case strings.Contains(named, "-UTF16-"), strings.Contains(named, "-UCS2-"):
		c.kind = utf16Coding
	case strings.Contains(named, "-UTF8-"):
		c.kind = utf8Coding
	case strings.Contains(named, "-UTF32-"):
		c.kind = utf32Coding
	}
	return c
}

// next reads a code.
func (k *coding) next(s []byte) char {
	size := min(2, len(s))
	switch k.kind {
	case embedded:
		size = k.embeddedSize(s)
	case legacyCoding:
		size = legacySize(s)
		if t, err := k.legacy.NewDecoder().Bytes(s[:size]); err == nil {
			return char{code: code(s[:size]), size: size, text: string(t)}
		}
	case utf16Coding:
		if len(s) >= 4 && s[0]&0xFC == 0xD8 {
			size = 4
		}
		return char{code: code(s[:size]), size: size, text: utf16Text(s[:size])}
	case utf8Coding:
		c, n := utf8.DecodeRune(s)
		return char{code: uint32(c), size: n, text: string(c)}
	case utf32Coding:
		size = min(4, len(s))
		return char{code: code(s[:size]), size: size, text: string(rune(code(s[:size])))}
	}
	return char{code: code(s[:size]), size: size}
}

// embeddedSize is the shortest length whose code the map knows, else the shortest
// of its codespace.
func (k *coding) embeddedSize(s []byte) int {
	shortest := 0
	for n := 1; n < len(k.cmap.lengths) && n <= len(s); n++ {
		if !k.cmap.lengths[n] {
			continue
		}
		if _, ok := k.cmap.cids[code(s[:n])]; ok {
			return n
		}
		if shortest == 0 {
			shortest = n
		}
	}
	if shortest == 0 {
		return min(2, len(s))
	}
	return shortest
}

func legacySize(s []byte) int {
	switch {
	case s[0] < 0x81 || s[0] == 0xFF || len(s) == 1:
		return 1
	case s[1] >= '0' && s[1] <= '9' && len(s) >= 4:
		return 4
	}
	return 2
}

// cid returns the glyph number of a code, or -1 where only the tables of a
// predefined map tell it. Of those, ASCII and the space that breaks no line are
// all that isn't as wide as high.
func (k *coding) cid(c char) int {
	switch k.kind {
	case identityCoding:
		return int(c.code)
	case embedded:
		return k.cmap.cids[c.code]
	}
	switch {
	case c.text == " ", c.text == "\u00A0":
		return k.space
	case len(c.text) == 1 && c.text[0] > ' ' && c.text[0] <= '~':
		return k.half + int(c.text[0]-' ')
	}
	return -1
}

// gb1Text returns the character of a glyph number in the collection Adobe-GB1,
// where it follows from the order of GB 2312: ASCII in all widths, punctuation and
// ideographs.
func gb1Text(cid int) string {
	switch {
	case cid >= 1 && cid <= 95:
		return string(rune(' ' + cid - 1))
	case cid >= 814 && cid <= 907:
		return string(rune('!' + cid - 814))
	}
	row, col := 0, 0
	switch {
	case cid == 7716:
		return " "
	case cid >= 96 && cid < 96+94: // punctuation: row 1
		row, col = 0xA1, 0xA1+cid-96
	case cid >= 262 && cid < 262+94: // full-width ASCII: row 3
		row, col = 0xA3, 0xA1+cid-262
	case cid >= 940 && cid < 4695: // level 1: rows 16 to 55, the last of 89
		row, col = 0xB0+(cid-940)/94, 0xA1+(cid-940)%94
	case cid >= 4695 && cid < 4695+3008: // level 2: rows 56 to 87
		row, col = 0xD8+(cid-4695)/94, 0xA1+(cid-4695)%94
	default:
		return ""
	}
	t, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{byte(row), byte(col)})
	if err != nil {
		return ""
	}
	return string(t)
}
