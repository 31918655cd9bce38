package tree

import (
	"strings"

	"golang.org/x/net/html"

	"gongkai/extract/limit"
)

// most is how many attributes a tag may have, for each is compared with those
// before it.
const most = 64

// parse reads the source token by token.
func (b *builder) parse() {
	s := b.source
	for i := 0; i < len(s) && !b.failed; {
		at := markup(s, i)
		if at > i {
			b.text(b.decode(i, at))
		}
		if at == len(s) {
			break
		}
		i = b.markup(at + 1)
	}
	if !b.failed {
		b.finish()
	}
}

// markup returns where the next markup begins: a '<' that is one of a text has
// something else behind it.
func markup(s string, i int) int {
	for {
		k := strings.IndexByte(s[i:], '<')
		if k < 0 || i+k+1 >= len(s) {
			return len(s)
		}
		if i += k; letter(s[i+1]) || s[i+1] == '/' || s[i+1] == '!' || s[i+1] == '?' {
			return i
		}
		i++
	}
}

// markup reads what begins at the character behind a '<', and returns its end.
func (b *builder) markup(i int) int {
	s := b.source
	switch c := s[i]; {
	case c == '!':
		return b.declaration(i + 1)
	case c == '?':
		return b.bogus(i)
	case c != '/':
		return b.startTag(i)
	case i+1 >= len(s):
		b.failed = true // a text, "</"
		return i
	case letter(s[i+1]):
		return b.endTag(i + 1)
	case s[i+1] == '>':
		b.comment("")
		return i + 2
	}
	return b.bogus(i + 1)
}

// declaration reads what begins with "<!".
func (b *builder) declaration(i int) int {
	s := b.source
	if strings.HasPrefix(s[i:], "--") {
		text, end := i+2, i+2
		for {
			k := strings.IndexByte(s[end:], '>')
			if k < 0 {
				b.failed = true // the source ends in it
				return len(s)
			}
			at := end + k
			switch data := s[text:at]; {
			case data == "" || data == "-":
				data = ""
				fallthrough
			case strings.HasSuffix(data, "--"):
				b.comment(b.decode(text, max(text, at-2)))
				return at + 1
			case strings.HasSuffix(data, "--!"):
				b.comment(b.decode(text, at-3))
				return at + 1
			}
			end = at + 1
		}
	}
	if len(s)-i > len("doctype") && strings.EqualFold(s[i:i+len("doctype")], "doctype") {
		k := strings.IndexByte(s[i:], '>')
		if k < 0 {
			b.failed = true
			return len(s)
		}
		b.doctype(s[i-2 : i+k+1])
		return i + k + 1
	}
	return b.bogus(i)
}

// bogus reads a comment up to the next '>'.
func (b *builder) bogus(i int) int {
	k := strings.IndexByte(b.source[i:], '>')
	if k < 0 {
		b.failed = true
		return len(b.source)
	}
	b.comment(b.decode(i, i+k))
	return i + k + 1
}

// tagName reads the name of a tag.
func (b *builder) tagName(i int) (*tag, int) {
	s, at, h := b.source, i, uint32(0)
	for ; at < len(s); at++ {
		c := s[at]
		if c <= '>' && (c == '>' || c == ' ' || c == '/' || c == '\n' || c == '\t' || c == '\f') {
			break
		}
		h = h*347 + uint32(c|0x20)
	}
	t, name := lookup(s[i:at], h)
	b.name = name
	return t, at
}

// count counts a tag, and gives up where it makes too much work.
func (b *builder) count() {
	b.tags++
	b.steps += len(b.open)
	// As the survey counts: a tag may make an element and a text.
	if b.steps > maxSteps || 2*b.tags+2 > limit.MaxNodes {
		b.failed = true
	}
}

func (b *builder) startTag(i int) int {
	t, i := b.tagName(i)
	i = b.attributes(i)
	if i < 0 {
		return len(b.source) // the source ends in it
	}
	b.count()
	b.note(t, false)
	b.raw = false
	b.start(t)
	if t.flags&raw != 0 {
		if !b.raw {
			b.failed = true
			return i
		}
		return b.rawText(t, i)
	}
	return i
}

func (b *builder) endTag(i int) int {
	t, i := b.tagName(i)
	name := b.name
	if i < len(b.source) && b.source[i] == '>' {
		i++
	} else if i = b.attributes(i); i < 0 {
		return len(b.source)
	}
	b.name, b.attr = name, nil
	b.count()
	b.note(t, true)
	b.end(t)
	return i
}

// note notes whether table and cell have ended that began last.
func (b *builder) note(t *tag, end bool) {
	switch t.kind {
	case kindTable:
		b.tableOpen, b.cellOpen = !end, false
	case kindCell:
		b.cellOpen = !end
	case kindTr, kindRows:
		b.cellOpen = false
	}
}

// attributes reads the rest of a tag into b.attr and returns its end, or -1.
func (b *builder) attributes(i int) int {
	s := b.source
	b.attr = nil
	first := len(b.attrs)
	for i < len(s) {
		switch c := s[i]; {
		case c == '>':
			if n := len(b.attrs); n > first {
				b.attr = b.attrs[first:n:n]
			}
			return i + 1
		case c == '/' || space(c):
			i++
			continue
		}
		// A name, of which '=' may be the first character …
		key, upper := i, s[i]
		for i++; i < len(s); i++ {
			c := s[i]
			if c <= '>' && (c == '=' || c == '>' || c == '/' || space(c)) {
				break
			}
			if c >= 'A' && c <= 'Z' {
				upper = 'A'
			}
		}
		name := s[key:i]
		if upper >= 'A' && upper <= 'Z' {
			name = lower(name)
		}
		// … and a value.
		from, to := i, i
		j := i
		for j < len(s) && space(s[j]) {
			j++
		}
		if j < len(s) && s[j] == '=' {
			for j++; j < len(s) && space(s[j]); j++ {
			}
			if j >= len(s) {
				return -1
			}
			if q := s[j]; q == '"' || q == '\'' {
				k := strings.IndexByte(s[j+1:], q)
				if k < 0 {
					return -1
				}
				from, to = j+1, j+1+k
				i = to + 1
			} else {
				for from = j; j < len(s) && !space(s[j]) && s[j] != '>'; j++ {
				}
				i, to = j, j
			}
		}
		if b.has(name, first) {
			continue
		}
		if len(b.attrs) == cap(b.attrs) {
			b.moveAttributes(first)
			first = 0
		}
		b.attrs = append(b.attrs, html.Attribute{Key: name, Val: b.decodeValue(from, to)})
	}
	return -1
}

// has reports whether the tag at hand has an attribute of that name already.
func (b *builder) has(name string, first int) bool {
	if len(b.attrs)-first > most {
		b.failed = true
		return true
	}
	for i := first; i < len(b.attrs); i++ {
		if b.attrs[i].Key == name {
			return true
		}
	}
	return false
}

// moveAttributes goes on in the next slab, with the attributes of the tag at hand.
func (b *builder) moveAttributes(first int) {
	if b.attrSlab == len(b.attrSlabs) {
		b.attrSlabs = append(b.attrSlabs, make([]html.Attribute, 0, slabAttrs))
	}
	b.attrs = append(b.attrSlabs[b.attrSlab], b.attrs[first:]...)
	b.attrSlab++
}

// rawText reads the content of an element without markup, and its end tag.
func (b *builder) rawText(t *tag, i int) int {
	s := b.source
	end := rawEnd(s, t.name, i)
	text := s[i:end]
	if t.name == "title" || t.name == "textarea" {
		text = b.decode(i, end)
	}
	if t.name == "textarea" {
		text = firstLine(text)
	}
	if text != "" && !b.failed {
		b.addText(text)
	}
	b.pop()
	if end == len(s) {
		return end
	}
	if i = b.attributes(end + len("</") + len(t.name)); i < 0 {
		return len(s)
	}
	b.count()
	return i
}

// rawEnd returns where the end tag of an element without markup begins, or the
// end of the source.
func rawEnd(s, name string, i int) int {
	from, at := i, i
	for {
		k := strings.Index(s[at:], "</")
		if k < 0 {
			at = len(s)
			break
		}
		if at += k; begins(s[at+2:], name) {
			break
		}
		at += 2
	}
	if name == "script" && strings.Contains(s[from:at], "<!--") {
		return ScriptEnd(s, from)
	}
	return at
}

// begins reports whether s begins with a tag name and its end.
func begins(s, name string) bool {
	return len(s) > len(name) && strings.EqualFold(s[:len(name)], name) &&
		(space(s[len(name)]) || s[len(name)] == '/' || s[len(name)] == '>')
}

// ScriptEnd returns the end of a script that begins at i, with "<!--" in it: there
// "<script" begins what looks like a script within it, and takes an end tag of its
// own.
func ScriptEnd(s string, i int) int {
	escaped, double := false, false
	for ; i < len(s); i++ {
		switch rest := s[i:]; {
		case s[i] == '-' && escaped && strings.HasPrefix(rest, "-->"):
			escaped, double = false, false
		case s[i] != '<':
		case strings.HasPrefix(rest, "<!--") && !escaped:
			escaped = true
			i++ // the dashes may be those of "-->", too
		case escaped && !double && len(rest) > 1 && rest[1] != '/' && !letter(rest[1]):
			escaped = false // other than the standard has it
		case escaped && !double && begins(rest[1:], "script"):
			double = true
		case strings.HasPrefix(rest, "</") && begins(rest[2:], "script"):
			if !double {
				return i
			}
			double = false
		}
	}
	return len(s)
}

func letter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

func space(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\f' }
