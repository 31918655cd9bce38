package odt

import (
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// A scope is the reading of one part.
type scope struct {
	r   *reader
	c   *part.Cursor
	buf []byte
	err error
}

// A flow is a story being read.
type flow struct {
	items []story.Item
	text  story.Text
	space bool         // the text ends in a blank that takes in those after it
	boxes []story.Item // text boxes anchored in the paragraph
}

func (s *scope) story() []story.Item {
	var f flow
	s.container(&f, nil)
	f.items = append(f.items, f.boxes...)
	return f.items
}

// container reads paragraphs, lists and tables up to the end of the element that
// has just begun. What it doesn't know it passes through: sections, indexes.
func (s *scope) container(f *flow, l *list) {
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Start:
		default:
			continue
		}
		switch string(s.c.Name) {
		case "p":
			s.paragraph(f, l, -1)
		case "h":
			s.paragraph(f, l, integer(s.c.Attr("outline-level"), 1)-1)
		case "list":
			s.container(f, s.openList(l))
		case "list-item":
			if l != nil {
				l.fresh, l.start = true, integer(s.c.Attr("start-value"), -1)
			}
			s.container(f, l)
		case "list-header":
			if l != nil {
				l.fresh = false
			}
			s.container(f, l)
		case "table":
			s.table(f)
		case "text-box", "custom-shape":
			f.boxes = append(f.boxes, s.story()...)
		case "section":
			if s.c.Is("display", "none") {
				s.c.Skip()
				break
			}
			s.container(f, l)
		case "tracked-changes", "forms", "annotation", "sequence-decls", "variable-decls", "user-field-decls":
			s.c.Skip()
		default:
			s.container(f, l)
		}
	}
}

// paragraph reads a paragraph, or a heading of an outline level from 0.
func (s *scope) paragraph(f *flow, l *list, outline int) {
	st := s.r.styles["paragraph "+s.c.Attr("style-name")]
	number := ""
	switch {
	case s.c.Is("is-list-header", "true"):
	case l != nil:
		number = l.number()
	case outline >= 0 && outline < levels && s.r.outline != nil:
		number = s.r.headings.next(s.r.outline, outline, -1)
	}
	f.space = true
	s.inline(f, st)
	text := f.text.Take()
	if !st.hidden {
		text = story.Numbered(number, text)
	}
	if text != "" {
		s.add(f, story.Item{Text: text, Level: story.Level(outline, text)})
	}
	f.items = append(f.items, f.boxes...)
	f.boxes = nil
}

// inline reads text up to the end of the element that has just begun.
func (s *scope) inline(f *flow, st style) {
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Text:
			s.write(f, st)
			continue
		}
		switch string(s.c.Name) {
		case "span":
			inner := st
			if own, ok := s.r.styles["text "+s.c.Attr("style-name")]; ok {
				inner.hidden, inner.raised = own.hidden || st.hidden, own.raised
			}
			s.inline(f, inner)
			continue
		case "s":
			for range min(max(integer(s.c.Attr("c"), 1), 0), 1000) {
				s.rune(f, st, ' ')
			}
		case "tab":
			s.rune(f, st, '\t')
		case "line-break":
			s.rune(f, st, '\n')
		case "note":
			s.note(f, st)
			continue
		case "text-box", "custom-shape":
			f.boxes = append(f.boxes, s.story()...)
			continue
		case "frame", "g":
			s.inline(f, st)
			continue
		case "annotation", "ruby-text", "hidden-text", "hidden-paragraph", "soft-page-break", "tracked-changes":
		default:
			if s.c.Space == text { // a field: its result
				s.inline(f, st)
				continue
			}
		}
		s.c.Skip()
	}
}

// note reads a note: its mark here, its text below the document's.
func (s *scope) note(f *flow, st style) {
	mark := ""
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Start:
		default:
			continue
		}
		switch string(s.c.Name) {
		case "note-citation":
			var t flow
			s.inline(&t, style{})
			mark = t.text.Take()
			if n := integer(mark, 0); n > 0 {
				mark = story.Note(n)
			}
			if !st.hidden {
				f.text.Write([]byte(mark), false)
			}
		case "note-body":
			items := s.story()
			if len(items) == 0 {
				break
			}
			if items[0].Table == nil {
				items[0].Text = mark + items[0].Text
			}
			s.r.notes = append(s.r.notes, items...)
		default:
			s.c.Skip()
		}
	}
}

// write writes the text that the cursor stands at. Blanks and line ends of the
// source count as one blank, and as none at the beginning.
func (s *scope) write(f *flow, st style) {
	if st.hidden {
		return
	}
	s.buf = s.c.Append(s.buf[:0])
	out := s.buf[:0]
	for _, c := range s.buf {
		if c == ' ' && f.space {
			continue
		}
		f.space = c == ' '
		out = append(out, c)
	}
	f.text.Write(out, st.raised)
}

func (s *scope) rune(f *flow, st style, r rune) {
	if !st.hidden {
		f.text.Rune(r)
		f.space = false
	}
}

func (s *scope) add(f *flow, it story.Item) {
	s.count(1)
	f.items = append(f.items, it)
}

func (s *scope) count(n int) {
	if err := s.r.meter.Add(n); err != nil {
		s.fail(err)
	}
}

func (s *scope) fail(err error) {
	if s.err == nil {
		s.err = err
	}
	s.c.Stop()
}
