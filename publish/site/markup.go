package site

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"
)

// markup is HTML that was written in this program. A constant becomes markup by
// itself; a text from a report never does, so it cannot get onto a page but
// through an escape.
type markup string

// words are a text in both languages; a page holds both and shows one.
type words struct{ ZH, EN string }

// page is a page in the making.
type page struct{ bytes.Buffer }

// put writes markup with each {} replaced by an argument: a string is escaped,
// an int written as digits, words in both languages, markup as it is. Every {}
// stands in text or in a double-quoted attribute that is no address; addresses
// come as [page.link] and [outside] make them.
func (p *page) put(format markup, args ...any) {
	rest, n := string(format), 0
	for {
		i := strings.Index(rest, "{}")
		if i < 0 {
			p.WriteString(rest)
			return
		}
		p.WriteString(rest[:i])
		switch v := args[n].(type) {
		case string:
			p.escape(v)
		case int:
			p.Write(strconv.AppendInt(p.AvailableBuffer(), int64(v), 10))
		case words:
			p.both(v)
		case markup:
			p.WriteString(string(v))
		default:
			panic("site: no way to write this argument")
		}
		rest, n = rest[i+2:], n+1
	}
}

func (p *page) both(w words) {
	if w.ZH == w.EN {
		p.escape(w.ZH)
		return
	}
	p.WriteString(`<span class="zh">`)
	p.escape(w.ZH)
	p.WriteString(`</span><span class="en" lang="en">`)
	p.escape(w.EN)
	p.WriteString(`</span>`)
}

// escape writes a text so that it is only text: no markup, no end of an
// attribute, no control character, no turn of the writing's direction.
func (p *page) escape(s string) {
	from := 0
	for i, r := range s {
		var to string
		switch {
		case r == '<':
			to = "&lt;"
		case r == '>':
			to = "&gt;"
		case r == '&':
			to = "&amp;"
		case r == '"':
			to = "&#34;"
		case r == '\'':
			to = "&#39;"
		case r == '\n' || r == '\t' || r == '\r':
			to = " "
		case r < 0x20 || r >= 0x7F && r < 0xA0 || r == utf8.RuneError || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069:
			to = "�"
		default:
			continue
		}
		p.WriteString(s[from:i])
		p.WriteString(to)
		_, size := utf8.DecodeRuneInString(s[i:])
		from = i + size
	}
	p.WriteString(s[from:])
}

func escaped(s string) markup {
	var p page
	p.escape(s)
	return markup(p.String())
}

// plainCode reports whether an id may be part of a file's name as it is.
func plainCode(s string) bool {
	for _, r := range s {
		if !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_') {
			return false
		}
	}
	return s != ""
}

// fileCode makes an id fit for the name of a file.
func fileCode(s string) string {
	if plainCode(s) {
		return s
	}
	sum := sha256.Sum256([]byte(s))
	return "x" + hex.EncodeToString(sum[:8])
}

// outside returns an address of the web for an attribute; "" for what is no
// http address: a report's word is no reason to run a script.
func outside(address string) markup {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return escaped(u.String())
}

// grouped writes a number with its thousands apart: 12,345.6.
func grouped(s string) string {
	whole, part, _ := strings.Cut(s, ".")
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if part != "" {
		part = "." + part
	}
	return sign + whole + part
}

func count(n int) string { return grouped(strconv.Itoa(n)) }

// number writes a count that is held as a float.
func number(f float64) string { return grouped(strconv.FormatFloat(f, 'f', -1, 64)) }

// percent writes a fraction as a percentage, to one decimal.
func percent(f float64) string { return strconv.FormatFloat(100*f, 'f', 1, 64) + "%" }
