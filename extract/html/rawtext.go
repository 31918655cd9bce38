package html

import (
	"strings"

	"gongkai/extract/html/tree"
)

// A finder finds the next place of something. Places asked for ascend, so that
// it looks at each byte once, however often it is asked.
type finder int

// next returns the end of the first want from i on, or that of s.
func (f *finder) next(s, want string, i int) int {
	if int(*f) < i+len(want) {
		*f = finder(len(s))
		if k := strings.Index(s[i:], want); k >= 0 {
			*f = finder(i + k + len(want))
		}
	}
	return int(*f)
}

// commentEnd returns the end of a comment whose text begins at i.
func (v *survey) commentEnd(i int) int {
	switch rest := v.text[i:]; {
	case strings.HasPrefix(rest, ">"):
		return i + 1
	case strings.HasPrefix(rest, "->"):
		return i + 2
	}
	return min(v.comment.next(v.text, "-->", i), v.bang.next(v.text, "--!>", i))
}

// isRaw knows the elements in which there is no markup.
func isRaw(name string) bool {
	switch name {
	case "script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext":
		return true
	}
	return false
}

// rawEnd returns where the raw text ends that begins at i.
func (v *survey) rawEnd(name string, i int) int {
	switch {
	case name == "plaintext":
		return len(v.text)
	case name == "script" && v.open.next(v.text, "<!--", i) < v.endTag(name, i):
		if v.foreign || i < v.sure {
			return len(v.text)
		}
		return tree.ScriptEnd(v.text, i)
	}
	return v.endTag(name, i)
}

// endTag returns where the next end tag of that name begins.
func (v *survey) endTag(name string, i int) int {
	at, known := v.raw[name]
	if known && at >= i {
		return at
	}
	for at = i; ; at += 2 {
		k := strings.Index(v.text[at:], "</")
		if k < 0 {
			at = len(v.text)
			break
		}
		if at += k; isTag(v.text[at+2:], name) {
			break
		}
	}
	v.raw[name] = at
	return at
}

// isTag reports whether s begins with a tag name and its end.
func isTag(s, name string) bool {
	return len(s) > len(name) && strings.EqualFold(s[:len(name)], name) &&
		(isSpace(s[len(name)]) || s[len(name)] == '/' || s[len(name)] == '>')
}
