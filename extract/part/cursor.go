package part

import (
	"bytes"
	"io"
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"

	"gongkai/extract/charset"
	"gongkai/extract/limit"
)

// Token is what a [Cursor] stands at.
type Token uint8

// The tokens. An empty element gives a Start and an End.
const (
	EOF Token = iota
	Start
	End
	Text
)

// A Space is the number that a reader gives to an XML namespace that it knows; 0
// is any other.
type Space uint8

// A Cursor walks the tokens of an XML part. It holds that elements are closed in
// order and that the part does not end before they are: a part that was cut is
// refused, not read in part. Comments and processing instructions are skipped.
type Cursor struct {
	Space Space  // of the element that begins
	Name  []byte // its local name; empty where its namespace is not known

	lex    *xml.Lexer
	name   string // of the part
	known  map[string]Space
	attrs  []attribute
	open   []element
	bound  []binding
	prefix []byte // of the last element, whose namespace was:
	space  Space

	text  []byte
	cdata bool
	void  bool // the element that began is empty
	done  bool
	err   error
}

type attribute struct{ name, value []byte }

type element struct {
	name  []byte // with its prefix
	bound int    // number of bindings before it
}

type binding struct {
	prefix []byte
	space  Space
}

// maxBindings is the number of namespaces declared at a time. Word declares 35.
const maxBindings = 1000

// NewCursor returns a cursor over a part; name is for errors, known has the
// namespaces to be told apart.
func NewCursor(name string, data []byte, known map[string]Space) *Cursor {
	c := &Cursor{name: name, known: known}
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")), bytes.HasPrefix(data, []byte("\xFE\xFF")):
		s, _, err := charset.Decode(data, "")
		if c.err = err; err != nil {
			c.done = true
		}
		data = []byte(s)
	}
	c.lex = xml.NewLexer(parse.NewInputBytes(data))
	return c
}

// Err returns what ended the walk before its end, a *gongkai.ReadError, or nil.
func (c *Cursor) Err() error { return c.err }

// Stop ends the walk: whatever is left is not read.
func (c *Cursor) Stop() { c.done, c.void = true, false }

// Next moves to the next token.
func (c *Cursor) Next() Token {
	if c.void {
		c.void = false
		c.pop()
		return End
	}
	for !c.done {
		kind, data := c.lex.Next()
		switch kind {
		case xml.StartTagToken:
			return c.start()
		case xml.EndTagToken:
			if len(c.open) == 0 || !bytes.Equal(c.open[len(c.open)-1].name, c.lex.Text()) {
				return c.fail("an element ends that was not begun", nil)
			}
			c.pop()
			return End
		case xml.TextToken:
			if len(c.open) > 0 {
				c.text, c.cdata = data, false
				return Text
			}
		case xml.CDATAToken:
			c.text, c.cdata = c.lex.Text(), true
			return Text
		case xml.DOCTYPEToken:
			// A type with declarations in it can define entities that multiply.
			if bytes.IndexByte(data, '[') >= 0 {
				return c.fail("it declares entities, which no office document does", nil)
			}
		case xml.ErrorToken:
			if err := c.lex.Err(); err != io.EOF {
				return c.fail("it is no XML", err)
			}
			return c.fail("it is cut short", nil)
		}
	}
	return EOF
}

// Skip moves to the end of the element that has just begun.
func (c *Cursor) Skip() {
	for depth := 1; depth > 0; {
		switch c.Next() {
		case Start:
			depth++
		case End:
			depth--
		case EOF:
			return
		}
	}
}

// Attr returns the value of an attribute of the element that has just begun, by
// its local name, or "".
func (c *Cursor) Attr(local string) string {
	v, _ := c.Lookup(local)
	return v
}

// Lookup is Attr that tells an empty attribute from none.
func (c *Cursor) Lookup(local string) (string, bool) {
	for i := range c.attrs {
		if _, name := cut(c.attrs[i].name); string(name) == local {
			v := c.attrs[i].value
			if bytes.IndexByte(v, '&') >= 0 {
				v = unescape(nil, v)
			}
			return strings.ToValidUTF8(string(v), "\uFFFD"), true
		}
	}
	return "", false
}

// Is reports whether an attribute is there and has a value.
func (c *Cursor) Is(local, value string) bool {
	for i := range c.attrs {
		if _, name := cut(c.attrs[i].name); string(name) == local {
			return string(c.attrs[i].value) == value
		}
	}
	return false
}

func (c *Cursor) start() Token {
	name := c.lex.Text()
	c.attrs = c.attrs[:0]
	before := len(c.bound)
	for {
		kind, _ := c.lex.Next()
		if kind == xml.AttributeToken {
			a := attribute{c.lex.Text(), unquote(c.lex.AttrVal())}
			if bytes.HasPrefix(a.name, []byte("xmlns")) {
				c.bind(a)
			} else {
				c.attrs = append(c.attrs, a)
			}
			continue
		}
		c.void = kind == xml.StartTagCloseVoidToken
		if !c.void && kind != xml.StartTagCloseToken {
			return c.fail("a tag is not closed", nil)
		}
		break
	}
	switch {
	case len(name) == 0:
		return c.fail("a tag has no name", nil)
	case len(c.open) >= limit.MaxDepth:
		return c.refuse(limit.Exceeded("elements within one another in "+c.name, limit.MaxDepth+1, limit.MaxDepth))
	case len(c.bound) > maxBindings:
		return c.refuse(limit.Exceeded("namespaces in "+c.name, len(c.bound), maxBindings))
	}
	c.open = append(c.open, element{name, before})
	prefix, local := cut(name)
	if c.Name, c.Space = local, c.spaceOf(prefix); c.Space == 0 {
		c.Name = nil
	}
	return Start
}

func (c *Cursor) pop() {
	e := c.open[len(c.open)-1]
	c.open = c.open[:len(c.open)-1]
	if len(c.bound) > e.bound {
		c.bound, c.prefix = c.bound[:e.bound], nil
	}
	c.done = c.done || len(c.open) == 0
}

func (c *Cursor) bind(a attribute) {
	prefix, local := cut(a.name)
	if len(prefix) == 0 {
		local = nil // xmlns="…"
	}
	c.bound = append(c.bound, binding{local, c.known[string(a.value)]})
	c.prefix = nil
}

func (c *Cursor) spaceOf(prefix []byte) Space {
	if c.prefix != nil && bytes.Equal(prefix, c.prefix) {
		return c.space
	}
	c.space = 0
	for i := len(c.bound) - 1; i >= 0; i-- {
		if bytes.Equal(c.bound[i].prefix, prefix) {
			c.space = c.bound[i].space
			break
		}
	}
	if c.prefix = prefix; prefix == nil {
		c.prefix = []byte{}
	}
	return c.space
}

func (c *Cursor) fail(detail string, err error) Token {
	return c.refuse(Corrupt(c.name+" is damaged: "+detail+"; fetch the file again", err))
}

func (c *Cursor) refuse(err error) Token {
	c.err, c.done, c.void = err, true, false
	return EOF
}

// cut splits a name at its colon.
func cut(name []byte) (prefix, local []byte) {
	if i := bytes.IndexByte(name, ':'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return nil, name
}

func unquote(v []byte) []byte {
	if len(v) >= 2 && (v[0] == '"' || v[0] == '\'') && v[len(v)-1] == v[0] {
		return v[1 : len(v)-1]
	}
	return v
}
