package extract

import "strings"

// form is what a decoded text is written in.
type form uint8

const (
	plain  form = iota
	markup      // HTML, a page or a fragment
	mixed       // lines of text, or markdown, with HTML tables between them
)

const (
	sniffed = 32 << 10 // bytes of decoded text that are looked at
	sparse  = 600      // bytes of text to a tag, beyond which tags are strays
)

var (
	pageTags  = []string{"html", "head", "body"}
	blockTags = []string{"table", "p", "div", "br", "span", "ul", "ol", "h1", "h2", "h3", "h4", "section", "article", "center",
		"font", "meta", "title", "style", "script", "link", "ucapcontent", "ucaptitle", "tbody", "tr", "td", "strong", "b"}
)

// formOf tells markup from plain text. A page says so; a fragment, as of a JSON
// reply, begins with a tag or is full of them. A stray "<!--[if !supportLists]-->"
// or "<br>" in a text dump makes no markup; a table in markdown needs its tags
// read, and its lines kept.
func formOf(s string) form {
	head := s[:min(len(s), sniffed)]
	begins := strings.TrimLeft(head, " \t\n\f\u00A0\u3000\uFEFF")
	for strings.HasPrefix(begins, "<!--") && !beginsFold(begins, "<!--[if") || beginsFold(begins, "<?xml") {
		_, after, ok := strings.Cut(begins, ">")
		if !ok {
			break
		}
		begins = strings.TrimLeft(after, " \t\n\f")
	}
	if beginsFold(begins, "<!doctype") || tagAt(begins).in(blockTags) {
		return markup
	}
	tags := 0
	for rest := head; ; rest = rest[1:] {
		i := strings.IndexByte(rest, '<')
		if i < 0 {
			break
		}
		rest = rest[i:]
		t := tagAt(rest)
		if t.in(pageTags) {
			return markup
		}
		if t.in(blockTags) {
			tags++
		}
	}
	low := strings.ToLower(s)
	if strings.Contains(low, "<table") && strings.Contains(low, "<tr") && strings.Contains(low, "<td") && !pipes(s) {
		return mixed
	}
	if tags >= 3 && tags*sparse > len(head) && strings.Count(head, "\n") < tags {
		return markup
	}
	return plain
}

// tag is the name of an element in small ASCII letters.
type tag struct {
	name [20]byte
	n    int
}

// tagAt returns the element of which s begins with the start tag.
func tagAt(s string) (t tag) {
	if len(s) < 3 || s[0] != '<' {
		return t
	}
	for i := 1; i < min(len(s), len(t.name)); i++ {
		switch c := s[i]; c {
		case '>', ' ', '\n', '\t', '/':
			t.n = i - 1
			return t
		default:
			t.name[i-1] = lower(c)
		}
	}
	return t
}

func (t tag) in(names []string) bool {
	if t.n == 0 {
		return false
	}
	for _, n := range names {
		if string(t.name[:t.n]) == n {
			return true
		}
	}
	return false
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

// beginsFold reports whether s begins with a text of small ASCII letters, in any
// case.
func beginsFold(s, low string) bool {
	if len(s) < len(low) {
		return false
	}
	for i := range len(low) {
		if lower(s[i]) != low[i] {
			return false
		}
	}
	return true
}

// pipes recognises markdown's own tables, which the text reader reads.
func pipes(s string) bool {
	for line := range strings.Lines(s) {
		if t := strings.TrimSpace(line); len(t) > 2 && t[0] == '|' && strings.Count(t, "|") > 2 {
			return true
		}
	}
	return false
}

// marked writes mixed text as HTML: each line outside a table is a paragraph, or
// a heading where markdown makes it one.
func marked(s string) string {
	var b strings.Builder
	inTable := false
	for line := range strings.Lines(s) {
		low := strings.ToLower(line)
		switch {
		case inTable || strings.Contains(low, "<table"):
			b.WriteString(line)
			inTable = strings.LastIndex(low, "<table") > strings.LastIndex(low, "</table") ||
				inTable && !strings.Contains(low, "</table")
			continue
		}
		text := strings.TrimLeft(line, "#")
		if n := len(line) - len(text); n > 0 && n <= 6 && strings.HasPrefix(text, " ") {
			tag := "h" + string(rune('0'+n)) + ">"
			b.WriteString("<" + tag + text + "</" + tag)
			continue
		}
		b.WriteString("<p>" + line + "</p>")
	}
	return b.String()
}
