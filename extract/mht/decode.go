package mht

import (
	"bytes"
	"encoding/base64"
	"strings"
)

// decode undoes a part's transfer encoding.
func (p *page) decode() ([]byte, error) {
	if !p.whole {
		return nil, corrupt("a MIME message that is cut short within its page", nil)
	}
	switch strings.ToLower(strings.TrimSpace(p.header.Get("Content-Transfer-Encoding"))) {
	case "base64":
		return unbase64(p.body)
	case "quoted-printable":
		return unquote(p.body), nil
	}
	return p.body, nil
}

func unbase64(s []byte) ([]byte, error) {
	s = bytes.Map(func(r rune) rune {
		if r == ' ' || r == '\t' || r == '\r' || r == '\n' {
			return -1
		}
		return r
	}, s)
	s = bytes.TrimRight(s, "=")
	out := make([]byte, base64.RawStdEncoding.DecodedLen(len(s)))
	n, err := base64.RawStdEncoding.Decode(out, s)
	if err != nil {
		return nil, corrupt("a MIME message whose page is damaged base64", err)
	}
	return out[:n], nil
}

// unquote reads quoted-printable as mail programs do: what is no escape stands
// for itself. Word leaves bare "=" in addresses, which the strict reader of the
// standard library refuses.
func unquote(s []byte) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '=' {
			out = append(out, s[i])
			continue
		}
		if i+2 < len(s) {
			if hi, lo := unhex(s[i+1]), unhex(s[i+2]); hi >= 0 && lo >= 0 {
				out = append(out, byte(hi<<4|lo))
				i += 2
				continue
			}
		}
		// A soft line end, with the blanks that a gateway may have put before it.
		j := i + 1
		for j < len(s) && (s[j] == ' ' || s[j] == '\t' || s[j] == '\r') {
			j++
		}
		if j == len(s) || s[j] == '\n' {
			i = j
			continue
		}
		out = append(out, '=')
	}
	return out
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}
