package odt

import (
	"strings"

	"gongkai/extract/story"
)

// A count is how far a list has counted.
type count struct {
	at       [levels]int
	counting [levels]bool
}

// A list is a list that is open.
type list struct {
	style *listStyle
	count *count
	depth int  // from 0
	fresh bool // its item has no paragraph yet, and so no number
	start int  // number that the item asks for; -1 for none
}

// openList begins a list in the element that has just begun. A list goes on with
// the count of the one that it names, or of the last of its style where it says
// so; one within another counts with it.
func (s *scope) openList(outer *list) *list {
	l := &list{start: -1}
	name := s.c.Attr("style-name")
	id := s.c.Attr("id")
	if outer != nil {
		l.style, l.count, l.depth = outer.style, outer.count, min(outer.depth+1, levels-1)
		if st := s.r.lists[name]; st != nil {
			l.style = st
		}
		return l
	}
	l.style = s.r.lists[name]
	switch before, last := s.r.counts[s.c.Attr("continue-list")], s.r.counts["style "+name]; {
	case before != nil:
		l.count = before
	case s.c.Is("continue-numbering", "true") && last != nil:
		l.count = last
	default:
		l.count = &count{}
	}
	s.r.counts["style "+name] = l.count
	if id != "" {
		s.r.counts[id] = l.count
	}
	return l
}

// number counts a paragraph that begins an item, and returns what is printed
// before it.
func (l *list) number() string {
	if l == nil || !l.fresh || l.style == nil {
		return ""
	}
	l.fresh = false
	return l.count.next(l.style, l.depth, l.start)
}

// next counts an item of a level and writes its number. start is what it is to
// be, or -1.
func (c *count) next(st *listStyle, at, start int) string {
	switch {
	case start >= 0:
		c.at[at] = start
	case c.counting[at]:
		c.at[at]++
	default:
		c.at[at] = st[at].start
	}
	c.counting[at] = true
	for below := at + 1; below < levels; below++ {
		c.counting[below] = false
	}
	l := &st[at]
	switch {
	case l.bullet != "":
		return l.bullet
	case !l.numbered || l.system == story.Silent:
		return ""
	case l.pattern != "":
		return c.fill(st, l.pattern)
	}
	var parts []string
	for i := max(0, at+1-l.shown); i <= at; i++ {
		if s := c.format(st, i); s != "" {
			parts = append(parts, s)
		}
	}
	return l.prefix + strings.Join(parts, ".") + l.suffix
}

func (c *count) format(st *listStyle, i int) string {
	n := c.at[i]
	if !c.counting[i] {
		n = st[i].start
	}
	return st[i].system.Format(n)
}

// fill fills numbers into a pattern: %1%.%2%.
func (c *count) fill(st *listStyle, pattern string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(pattern, "%")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		digits, after, ok := strings.Cut(rest, "%")
		if i := integer(digits, 0); ok && i >= 1 && i <= levels {
			b.WriteString(c.format(st, i-1))
			pattern = after
			continue
		}
		b.WriteByte('%')
		pattern = rest
	}
}
