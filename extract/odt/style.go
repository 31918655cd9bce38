package odt

import (
	"strconv"
	"strings"

	"gongkai/extract/part"
	"gongkai/extract/story"
)

// A style is what a style says of text. Those of paragraphs and of characters
// may have the same name, and are kept apart by their family.
type style struct {
	hidden, raised bool
}

// file reads a part: its styles, then its stories.
func (s *scope) file() {
	for t := s.c.Next(); t != part.EOF; t = s.c.Next() {
		if t != part.Start {
			continue
		}
		switch string(s.c.Name) {
		case "style":
			s.style()
		case "list-style":
			s.r.lists[s.c.Attr("name")] = s.listStyle()
		case "outline-style":
			s.r.outline = s.listStyle()
		case "header", "header-left", "header-first":
			s.r.headers = append(s.r.headers, s.story()...)
		case "footer", "footer-left", "footer-first":
			s.r.footers = append(s.r.footers, s.story()...)
		case "text":
			if s.c.Space == office {
				s.r.text = true
				s.r.body = append(s.r.body, s.story()...)
			}
		}
	}
}

func (s *scope) style() {
	name := s.c.Attr("family") + " " + s.c.Attr("name")
	st := s.r.styles[s.c.Attr("family")+" "+s.c.Attr("parent-style-name")]
	for depth := 1; depth > 0; {
		switch s.c.Next() {
		case part.EOF:
			return
		case part.End:
			depth--
		case part.Start:
			depth++
			if string(s.c.Name) != "text-properties" {
				break
			}
			if v, ok := s.c.Lookup("display"); ok {
				st.hidden = v == "none"
			}
			if v, ok := s.c.Lookup("text-position"); ok {
				at, _ := strconv.Atoi(strings.TrimSuffix(first(v), "%"))
				st.raised = first(v) == "super" || at > 0
			}
		}
	}
	s.r.styles[name] = st
}

// first returns the first word.
func first(s string) string {
	w, _, _ := strings.Cut(strings.TrimSpace(s), " ")
	return w
}

// levels is the number of levels of a list.
const levels = 10

// A listStyle is how the levels of a list are numbered.
type listStyle [levels]level

type level struct {
	numbered       bool
	system         story.System
	prefix, suffix string
	shown          int    // levels whose numbers are in it
	pattern        string // "（%2%）", which says it all; "" where not given
	start          int
	bullet         string
}

func (s *scope) listStyle() *listStyle {
	l := &listStyle{}
	for depth := 1; depth > 0; {
		switch s.c.Next() {
		case part.EOF:
			return l
		case part.End:
			depth--
		case part.Start:
			depth++
			n := integer(s.c.Attr("level"), 0)
			if n < 1 || n > levels {
				break
			}
			switch string(s.c.Name) {
			case "list-level-style-number", "outline-level-style":
				format := s.c.Attr("num-format")
				l[n-1] = level{
					numbered: true, system: system(format), start: integer(s.c.Attr("start-value"), 1),
					prefix: s.c.Attr("num-prefix"), suffix: s.c.Attr("num-suffix"),
					shown: max(1, integer(s.c.Attr("display-levels"), 1)), pattern: s.c.Attr("num-list-format"),
				}
			case "list-level-style-bullet":
				l[n-1] = level{bullet: bullet(s.c.Attr("bullet-char"))}
			}
		}
	}
	return l
}

// bullet makes a sign of a sign font something that can be read.
func bullet(char string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0xE000 && r <= 0xF8FF {
			return '•'
		}
		return r
	}, char)
}

// system reads a number format: the first numbers of it, or the first alone.
func system(format string) story.System {
	switch f, _, _ := strings.Cut(format, ","); f {
	case "":
		return story.Silent
	case "a":
		return story.LowerLetter
	case "A":
		return story.UpperLetter
	case "i":
		return story.LowerRoman
	case "I":
		return story.UpperRoman
	case "01":
		return story.DecimalZero
	case "１":
		return story.FullWidth
	case "一":
		return story.Chinese
	case "壹":
		return story.ChineseLegal
	case "甲":
		return story.Stems
	case "子":
		return story.Branches
	case "①":
		return story.Circled
	case "㊀":
		return story.CircledHan
	case "⑴":
		return story.Parenthesised
	case "⒈":
		return story.Stopped
	}
	return story.Decimal
}

func integer(s string, otherwise int) int {
	if n, err := strconv.ParseInt(s, 10, 32); err == nil {
		return int(n)
	}
	return otherwise
}
