package sheet

import (
	"bytes"
	"html"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/xml"
)

// A scanner reads elements, their attributes and their text, by local names:
// writers choose prefixes as they like.
type scanner struct {
	lexer *xml.Lexer
	kind  event
	tag   string // of an element
	data  []byte // of a text, entities not resolved
	cdata bool
	attrs []attr
	empty bool // an element that ends where it begins gives its end next
}

type attr struct {
	name  string
	value []byte
}

// event is what a scanner has found.
type event uint8

const (
	begin event = iota
	end
	chars
	finished
)

func scan(part []byte) *scanner {
	return &scanner{lexer: xml.NewLexer(parse.NewInputBytes(part))}
}

// next goes to the next event.
func (s *scanner) next() event {
	if s.empty {
		s.empty = false
		s.kind = end
		return end
	}
	for {
		kind, data := s.lexer.Next()
		switch kind {
		case xml.ErrorToken:
			s.kind = finished
			return finished
		case xml.StartTagToken:
			s.tag = local(s.lexer.Text())
			s.attributes()
			s.kind = begin
			return begin
		case xml.EndTagToken:
			s.tag = local(s.lexer.Text())
			s.kind = end
			return end
		case xml.TextToken:
			s.data, s.cdata = data, false
			s.kind = chars
			return chars
		case xml.CDATAToken:
			s.data, s.cdata = s.lexer.Text(), true
			s.kind = chars
			return chars
		}
	}
}

func (s *scanner) attributes() {
	s.attrs = s.attrs[:0]
	for {
		switch kind, _ := s.lexer.Next(); kind {
		case xml.AttributeToken:
			v := s.lexer.AttrVal()
			if len(v) >= 2 && (v[0] == '"' || v[0] == '\'') {
				v = v[1 : len(v)-1]
			}
			s.attrs = append(s.attrs, attr{local(s.lexer.Text()), v})
		case xml.StartTagCloseVoidToken:
			s.empty = true
			return
		default:
			return
		}
	}
}

// local cuts the prefix off a name. The names that are asked for come without
// an allocation.
func local(name []byte) string {
	if i := bytes.LastIndexByte(name, ':'); i >= 0 {
		name = name[i+1:]
	}
	if s, ok := known[string(name)]; ok {
		return s
	}
	return string(name)
}

var known = func() map[string]string {
	m := map[string]string{}
	for _, s := range [...]string{"row", "c", "v", "t", "is", "si", "r", "s", "f", "ref", "space", "hidden", "spans", "ht", "customHeight", "rPr", "rPh"} {
		m[s] = s
	}
	return m
}()

// attr returns the value of an attribute, or nil.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if s.attrs[i].name == name {
			return s.attrs[i].value
		}
	}
	return nil
}

// value is attr with its entities resolved.
func (s *scanner) value(name string) string { return unescape(s.attr(name)) }

// int returns an attribute that is a number, or a default.
func (s *scanner) int(name string, missing int) int {
	v := s.attr(name)
	if len(v) == 0 || len(v) > 9 {
		return missing
	}
	n := 0
	for _, c := range v {
		if c < '0' || c > '9' {
			return missing
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// on reads an attribute that is a truth.
func (s *scanner) on(name string) bool {
	v := string(s.attr(name))
	return v == "1" || v == "true" || v == "on"
}

// text returns the text found.
func (s *scanner) text() string {
	if s.cdata {
		return string(s.data)
	}
	return unescape(s.data)
}

func unescape(b []byte) string {
	if bytes.IndexByte(b, '&') < 0 {
		return string(b)
	}
	return html.UnescapeString(string(b))
}
