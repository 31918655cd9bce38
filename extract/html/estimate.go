package html

import (
	"strings"

	"gongkai/extract/limit"
)

// maxSteps is the work that a parse may take: at each tag the parser walks the
// elements that are open, for up to 20 ns each. Pages come to some 100 for a tag.
const maxSteps = 48 << 20

// A survey is what one pass over the tags tells before anything is parsed: how
// large the tree will be and how long its making takes, for markup multiplies. A
// formatting element that is left open is opened again in every block that
// follows. It also tells where the source breaks off.
//
// It reads tags as the parser's tokenizer does. Where only the parser's state
// tells what is markup — in SVG, <style> and <title> are no raw text — nothing
// is passed over and nothing taken for closed, so that the survey's numbers are
// not much exceeded.
type survey struct {
	text    string
	nodes   int
	steps   int
	marks   formatting
	stack   stack
	foreign bool // there was SVG or MathML
	sure    int  // end of what may be comment or raw text

	comment, bang, cdata, angle, open finder
	raw                               map[string]int // next end tag, by name

	tableOpen bool // the last <table> has not ended
	cellOpen  bool // … nor has its last cell
}

// look surveys a page, up to where it asks for too much.
func look(text string) *survey {
	v := &survey{text: text, raw: map[string]int{}}
	for i := 0; i < len(text) && v.nodes <= limit.MaxNodes && v.steps <= maxSteps; {
		j := strings.IndexByte(text[i:], '<')
		if j < 0 || i+j+1 >= len(text) {
			break
		}
		i = v.tag(i + j + 1)
	}
	v.nodes += 2
	return v
}

// tag reads what begins at the character behind a '<', and returns its end.
func (v *survey) tag(i int) int {
	switch c := v.text[i]; {
	case strings.HasPrefix(v.text[i:], "!--"):
		v.nodes++
		return v.pass(i, v.commentEnd(i+3))
	case strings.HasPrefix(v.text[i:], "![CDATA[") && v.foreign:
		v.nodes++
		return v.pass(i, v.cdata.next(v.text, "]]>", i))
	case c == '!' || c == '?':
		v.nodes++
		return v.pass(i, v.angle.next(v.text, ">", i))
	case c == '/' && i+1 < len(v.text):
		if letter(v.text[i+1]) {
			return v.end(i + 1)
		}
		v.nodes++
		return v.pass(i, v.angle.next(v.text, ">", i))
	case letter(c):
		return v.start(i)
	}
	return i
}

// pass passes over a comment or raw text, unless it may be something else.
func (v *survey) pass(i, end int) int {
	if v.foreign || i < v.sure {
		v.sure = max(v.sure, end)
		return i
	}
	return end
}

func (v *survey) start(i int) int {
	name, after := v.name(i)
	sure := i >= v.sure
	end := v.tagEnd(after)
	if sure && end < 0 {
		return len(v.text) // the parser drops it
	}
	v.count()
	switch {
	case isFormatting(name):
		if !sure {
			end = v.angle.next(v.text, ">", i)
		}
		v.marks.open(name, v.text[i:end])
		v.stack.push(name)
	case name == "span":
		// Neither ends a block nor comes back after one: the commonest tag.
		v.stack.push(name)
	default:
		v.marks.block(name, false, sure)
		v.stack.push(name)
		v.foreign = v.foreign || name == "svg" || name == "math"
	}
	if v.marks.overflow {
		v.nodes = 1 << 30
	}
	if sure {
		v.table(name, false)
		after = end
	}
	if isRaw(name) {
		return v.pass(after, v.rawEnd(name, after))
	}
	return after
}

func (v *survey) end(i int) int {
	name, after := v.name(i)
	if i < v.sure {
		v.count()
		v.marks.block(name, true, false)
		return after
	}
	end := v.tagEnd(after)
	if end < 0 {
		return len(v.text)
	}
	v.count()
	if isFormatting(name) {
		// The parser untangles it from the blocks that are open.
		v.steps += 3 * min(v.stack.weight, limit.MaxDepth)
		v.marks.close(name)
	} else if name != "span" {
		v.marks.block(name, true, true)
	}
	v.steps += v.stack.pop(name)
	v.table(name, true)
	return end
}

// count counts a tag: it may make an element and a text, and walks the stack.
func (v *survey) count() {
	v.nodes += 2 + v.marks.dangling
	v.steps += min(v.stack.weight, limit.MaxDepth) + len(v.marks.entries)/4
}

// table notes whether table and cell have ended that began last.
func (v *survey) table(name string, end bool) {
	switch name {
	case "table":
		v.tableOpen, v.cellOpen = !end, false
	case "td", "th":
		v.cellOpen = !end
	case "tr", "tbody", "thead", "tfoot":
		v.cellOpen = false
	}
}

// name returns the tag name at i in lower case.
func (v *survey) name(i int) (name string, after int) {
	after = i
	for after < len(v.text) && !isSpace(v.text[after]) && v.text[after] != '/' && v.text[after] != '>' {
		after++
		if i < v.sure && v.text[after-1] == '<' {
			return strings.ToLower(v.text[i : after-1]), after - 1
		}
	}
	return strings.ToLower(v.text[i:after]), after
}

// tagEnd returns the end of a tag whose attributes begin at i, or -1.
func (v *survey) tagEnd(i int) int {
	if i < v.sure {
		return i
	}
	s := v.text
	for i < len(s) {
		switch c := s[i]; {
		case c == '>':
			return i + 1
		case isSpace(c) || c == '/':
			i++
			continue
		}
		// A name, of which '=' may be the first character, and a value.
		for i++; i < len(s) && !isSpace(s[i]) && s[i] != '/' && s[i] != '>' && s[i] != '='; i++ {
		}
		j := i
		for j < len(s) && isSpace(s[j]) {
			j++
		}
		if j >= len(s) || s[j] != '=' {
			continue
		}
		for j++; j < len(s) && isSpace(s[j]); j++ {
		}
		if j < len(s) && (s[j] == '"' || s[j] == '\'') {
			k := strings.IndexByte(s[j+1:], s[j])
			if k < 0 {
				return -1
			}
			i = j + k + 2
			continue
		}
		for ; j < len(s) && !isSpace(s[j]) && s[j] != '>'; j++ {
		}
		i = j
	}
	return -1
}

func letter(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }
