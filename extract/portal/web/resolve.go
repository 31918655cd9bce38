package web

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"gongkai/extract/charset"
)

const maxURL = 4 << 10 // bytes; longer ones are data or damage

// Resolve returns the absolute URL that ref leads to from this page, without its
// fragment, or "" where it leads to no other place on the web (javascript:, #top,
// mailto:). Chinese in a query goes out in the page's own encoding, as browsers
// send it: portals of GBK look file names up by these bytes.
func (d *Doc) Resolve(ref string) string {
	ref = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' || r == '\r' {
			return -1
		}
		return r
	}, strings.TrimSpace(ref))
	ref = strings.ReplaceAll(ref, `\`, "/")
	if ref == "" || ref[0] == '#' || len(ref) > maxURL {
		return ""
	}
	ref, _, _ = strings.Cut(ref, "#")
	path, query, has := strings.Cut(ref, "?")
	if has {
		path += "?" + escape(query, d.Encoding)
	}
	u, err := url.Parse(strings.ReplaceAll(path, " ", "%20"))
	if err != nil {
		return ""
	}
	u = d.base.ResolveReference(u)
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil {
		return ""
	}
	u.Host = strings.ToLower(u.Host)
	if u.Path == "" {
		u.Path = "/"
	}
	return u.String()
}

// escape percent-encodes what is not ASCII in a query, in an encoding.
func escape(query, encoding string) string {
	var b strings.Builder
	for i := 0; i < len(query); {
		if c := query[i]; c < utf8.RuneSelf {
			if c <= ' ' || c == '"' || c == '<' || c == '>' {
				b.WriteString(hex(c))
			} else {
				b.WriteByte(c)
			}
			i++
			continue
		}
		_, n := utf8.DecodeRuneInString(query[i:])
		s := query[i : i+n]
		switch encoding {
		case charset.GB18030:
			if t, err := simplifiedchinese.GB18030.NewEncoder().String(s); err == nil {
				s = t
			}
		case charset.Big5:
			if t, err := traditionalchinese.Big5.NewEncoder().String(s); err == nil {
				s = t
			}
		}
		for j := 0; j < len(s); j++ {
			b.WriteString(hex(s[j]))
		}
		i += n
	}
	return b.String()
}

func hex(c byte) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{'%', digits[c>>4], digits[c&15]})
}

// Name returns percent-encoded text as people read it: as UTF-8, else as GBK.
func Name(escaped string) string {
	s, err := url.QueryUnescape(escaped)
	if err != nil {
		return escaped
	}
	if !utf8.ValidString(s) {
		if t, err := simplifiedchinese.GB18030.NewDecoder().String(s); err == nil {
			s = t
		}
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// Host returns the host of an absolute URL as sources are compared by: in small
// letters, with its port, without "www.".
func Host(absolute string) string {
	u, err := url.Parse(absolute)
	if err != nil {
		return ""
	}
	host := strings.ToLower(u.Host)
	switch {
	case u.Scheme == "http":
		host = strings.TrimSuffix(host, ":80")
	case u.Scheme == "https":
		host = strings.TrimSuffix(host, ":443")
	}
	return strings.TrimPrefix(host, "www.")
}
