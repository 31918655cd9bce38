package rtf

import (
	"bytes"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// codePage is a Windows code page by its number; 0 is not known.
type codePage int

// codePageOfCharset maps the character set of a font.
func codePageOfCharset(n int) codePage {
	switch n {
	case 1: // whatever the document's is
		return 0
	case 128:
		return 932
	case 129:
		return 949
	case 134:
		return 936
	case 136:
		return 950
	case 204:
		return 1251
	case 238:
		return 1250
	}
	return 1252
}

func (p codePage) isDouble() bool {
	return p == 932 || p == 936 || p == 949 || p == 950 || p == 54936
}

// leads reports whether a byte begins a character of two.
func (p codePage) leads(c byte) bool {
	switch {
	case !p.isDouble():
		return false
	case p == 932:
		return c >= 0x81 && c <= 0x9F || c >= 0xE0 && c <= 0xFC
	}
	return c >= 0x81 && c <= 0xFE
}

// pairs reports whether bytes are characters of a code page, without a rest.
func (p codePage) pairs(s []byte) bool {
	for i := 0; i < len(s); i++ {
		if p.leads(s[i]) {
			if i++; i == len(s) {
				return false
			}
		} else if s[i] >= 0x80 {
			return false
		}
	}
	return !bytes.Contains(p.decode(s), []byte("\uFFFD"))
}

func (p codePage) decode(s []byte) []byte {
	var e encoding.Encoding = charmap.Windows1252
	switch p {
	case 936, 54936:
		e = simplifiedchinese.GB18030
	case 950:
		e = traditionalchinese.Big5
	case 932:
		e = japanese.ShiftJIS
	case 949:
		e = korean.EUCKR
	case 1250:
		e = charmap.Windows1250
	case 1251:
		e = charmap.Windows1251
	case 65001:
		return bytes.ToValidUTF8(s, []byte("\uFFFD"))
	}
	out, err := e.NewDecoder().Bytes(s)
	if err != nil {
		return []byte("\uFFFD") // decoders replace, they don't fail
	}
	return out
}
