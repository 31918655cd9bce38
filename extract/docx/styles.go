package docx

import (
	"strconv"
	"strings"

	"gongkai/extract/part"
)

// A style is what a style says of its paragraphs or runs, as far as it matters
// to the text. Values that it leaves to the style it is based on are unset.
type style struct {
	name    string
	basedOn string
	numID   string // "" is unset, "0" is none
	level   int    // of the list, from 0; unset is -1
	outline int    // from 0, 9 is body text; unset is -1
	hidden  toggle
	raised  toggle
}

// toggle is a property that can be on, off, or left as it is.
type toggle uint8

const (
	inherited toggle = iota
	on
	off
)

func (t *toggle) or(other toggle) {
	if *t == inherited {
		*t = other
	}
}

// styles are those of a document by id, with all that they inherit.
type styles struct {
	byID      map[string]*style
	paragraph string // id of the default
}

// maxBasedOn is how many styles may be based on one another; Word allows eleven.
const maxBasedOn = 20

var noStyle = &style{level: -1, outline: -1}

// get returns a style; an unknown one, as the default, says nothing.
func (s *styles) get(id string) *style {
	if st := s.byID[id]; st != nil {
		return st
	}
	return noStyle
}

func (r *reader) readStyles(name string) (*styles, error) {
	s := &styles{byID: map[string]*style{}}
	data, err := r.pkg.Read(name)
	if err != nil || data == nil {
		return s, err
	}
	c := part.NewCursor(name, data, spaces)
	for t := c.Next(); t != part.EOF; t = c.Next() {
		if t == part.Start && string(c.Name) == "style" {
			id := c.Attr("styleId")
			if c.Is("type", "paragraph") && isOn(c.Attr("default")) && c.Attr("default") != "" {
				s.paragraph = id
			}
			s.byID[id] = readStyle(c)
		}
	}
	for _, st := range s.byID {
		base := s.byID[st.basedOn]
		for n := 0; base != nil && n < maxBasedOn; n++ {
			st.inherit(base)
			base = s.byID[base.basedOn]
		}
	}
	return s, c.Err()
}

func (st *style) inherit(base *style) {
	if st.numID == "" {
		st.numID = base.numID
		if st.level < 0 {
			st.level = base.level
		}
	}
	if st.outline < 0 {
		st.outline = base.outline
	}
	st.hidden.or(base.hidden)
	st.raised.or(base.raised)
}

// readStyle reads the style that has just begun.
func readStyle(c *part.Cursor) *style {
	st := &style{level: -1, outline: -1}
	for depth := 1; depth > 0; {
		switch c.Next() {
		case part.EOF:
			return st
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(c.Name) {
			case "name":
				st.name = strings.ToLower(c.Attr("val"))
				st.named()
			case "basedOn":
				st.basedOn = c.Attr("val")
			case "numId":
				st.numID = c.Attr("val")
			case "ilvl":
				st.level = number(c.Attr("val"), -1)
			case "outlineLvl":
				st.outline = number(c.Attr("val"), -1)
			case "vanish":
				st.hidden = switched(c)
			case "vertAlign":
				st.raised = raised(c)
			case "tblStylePr", "rPrChange", "pPrChange":
				c.Skip()
				depth--
			}
		}
	}
	return st
}

// named knows headings by the names that styles keep in every language's Word.
func (st *style) named() {
	if st.outline >= 0 {
		return
	}
	if n, ok := strings.CutPrefix(st.name, "heading "); ok {
		if level := number(n, 0); level >= 1 && level <= 9 {
			st.outline = level - 1
		}
	} else if st.name == "title" {
		st.outline = 0
	}
}

func switched(c *part.Cursor) toggle {
	if isOn(c.Attr("val")) {
		return on
	}
	return off
}

func raised(c *part.Cursor) toggle {
	if c.Is("val", "superscript") {
		return on
	}
	return off
}

// isOn reads a switch; written without a value, it is on.
func isOn(v string) bool { return v != "0" && v != "false" && v != "off" }

func number(s string, otherwise int) int {
	if n, err := strconv.ParseInt(strings.TrimSpace(s), 10, 32); err == nil {
		return int(n)
	}
	return otherwise
}
