package tree

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// common are the character references that office programs and editors write.
var common = map[string]string{
	"&nbsp;": "\u00A0", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": `"`, "&ldquo;": "“", "&rdquo;": "”", "&middot;": "·",
	"&mdash;": "—", "&lsquo;": "‘", "&rsquo;": "’", "&hellip;": "…", "&ensp;": "\u2002", "&emsp;": "\u2003", "&copy;": "©",
	"&#12288;": "\u3000", "&#160;": "\u00A0", "&times;": "×", "&#39;": "'", "&bull;": "•",
}

// decode returns the text at source[i:j] with its character references resolved.
func (b *builder) decode(i, j int) string {
	if !b.refers(i, j) {
		return b.source[i:j]
	}
	return b.resolve(b.source[i:j], false)
}

// decodeValue is decode for the value of an attribute, in which "&copy=1" is what
// it looks like: part of an address.
func (b *builder) decodeValue(i, j int) string {
	if !b.refers(i, j) {
		return b.source[i:j]
	}
	return b.resolve(b.source[i:j], true)
}

// refers reports whether source[i:j] has a '&' in it. Places asked for ascend, so
// that it looks at each byte once.
func (b *builder) refers(i, j int) bool {
	if b.amp < i {
		k := strings.IndexByte(b.source[i:], '&')
		if k < 0 {
			k = len(b.source)
		}
		b.amp = i + k
	}
	return b.amp < j
}

func (b *builder) resolve(s string, value bool) string {
	if v, ok := common[s]; ok {
		return v
	}
	whole, changed := s, false
	b.out = b.out[:0]
	for {
		k := strings.IndexByte(s, '&')
		if k < 0 {
			break
		}
		b.out = append(b.out, s[:k]...)
		n := referenceLen(s[k:])
		ref, next := s[k:k+n], byte(0)
		if s = s[k+n:]; s != "" {
			next = s[0]
		}
		v, ok := common[ref]
		switch {
		case ok:
		case value:
			v = valueReference(ref, next)
		default:
			v = html.UnescapeString(ref)
		}
		b.out = append(b.out, v...)
		changed = changed || v != ref
	}
	if b.out = append(b.out, s...); !changed {
		return whole
	}
	return string(b.out)
}

// referenceLen returns the length of what may be a character reference at the
// start of s, with what no reference can go on with behind it.
func referenceLen(s string) int {
	n := 1
	if n < len(s) && s[n] == '#' {
		n++
	}
	for n < len(s) && (letter(s[n]) || s[n] >= '0' && s[n] <= '9') {
		n++
	}
	if n < len(s) && s[n] == ';' {
		n++
	}
	return n
}

// valueReference resolves a reference in an attribute. Other than in a text, its
// name has to be whole, and no '=' may follow where it has no semicolon.
func valueReference(ref string, next byte) string {
	if ref == "&" || ref[1] == '#' {
		return html.UnescapeString(ref)
	}
	whole := strings.HasSuffix(ref, ";")
	if !whole && next == '=' {
		return ref
	}
	v := html.UnescapeString(ref)
	switch {
	case whole && strings.HasSuffix(v, ";") && ref != "&semi;":
		return ref // unknown, or known by its first letters only
	case !whole && utf8.RuneCountInString(v) > 1:
		return ref
	}
	return v
}
