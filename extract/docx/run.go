package docx

import (
	"bytes"

	"gongkai/extract/part"
)

// A look is what a run says of how its text is seen.
type look struct {
	hidden bool
	raised bool
}

func (s *scope) run(f *flow, p *paragraph) {
	l := look{hidden: p.style.hidden == on, raised: p.style.raised == on}
	s.content(f, p, &l)
}

// content reads what is in a run, or in something in it.
func (s *scope) content(f *flow, p *paragraph, l *look) {
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Start:
		default:
			continue
		}
		switch string(s.c.Name) {
		case "rPr":
			s.runProperties(l)
			continue
		case "t":
			s.text(f, l)
			continue
		case "r": // of ruby, and of mathematics
			s.run(f, p)
			continue
		case "AlternateContent":
			s.alternate(func() { s.content(f, p, l) })
			continue
		case "txbxContent":
			s.box(f)
			continue
		case "fldChar":
			s.field()
		case "instrText", "delText", "delInstrText", "rt", "fldData", "ffData":
		case "footnoteReference", "endnoteReference":
			if s.shown(l) && !s.c.Is("customMarkFollows", "1") {
				f.text.Write([]byte(s.r.note(string(s.c.Name), s.c.Attr("id"))), false)
			}
		case "footnoteRef", "endnoteRef":
			f.text.Write([]byte(s.mark), false)
		case "br", "cr":
			s.rune(f, l, '\n')
		case "tab", "ptab":
			s.rune(f, l, '\t')
		case "noBreakHyphen":
			s.rune(f, l, '-')
		case "sym":
			s.rune(f, l, symbol(s.c.Attr("font"), s.c.Attr("char")))
		default:
			s.content(f, p, l)
			continue
		}
		s.c.Skip()
	}
}

// text reads a <w:t>. Blanks at its ends count only where it says so.
func (s *scope) text(f *flow, l *look) {
	keep := s.c.Is("space", "preserve")
	s.buf = s.buf[:0]
	for t := s.c.Next(); t != part.End && t != part.EOF; t = s.c.Next() {
		if t == part.Text {
			s.buf = s.c.Append(s.buf)
		} else {
			s.c.Skip()
		}
	}
	if !s.shown(l) {
		return
	}
	b := s.buf
	if !keep {
		b = bytes.Trim(b, " ")
	}
	f.text.Write(b, l.raised)
}

func (s *scope) rune(f *flow, l *look, r rune) {
	if s.shown(l) {
		f.text.Rune(r)
	}
}

// shown reports whether the text of a run is seen: neither hidden, nor part of
// the instruction of a field.
func (s *scope) shown(l *look) bool { return s.instructions == 0 && !l.hidden }

// field follows a field: its instruction, its result, its end. Fields nest, in
// both parts.
func (s *scope) field() {
	n := len(s.fields)
	switch {
	case s.c.Is("fldCharType", "begin"):
		s.fields = append(s.fields, false)
		s.instructions++
	case n == 0: // the end of a field that began in what was deleted
	case s.c.Is("fldCharType", "separate"):
		s.result(n - 1)
	case s.c.Is("fldCharType", "end"):
		s.result(n - 1)
		s.fields = s.fields[:n-1]
	}
}

// result notes that a field's instruction has ended.
func (s *scope) result(i int) {
	if !s.fields[i] {
		s.fields[i] = true
		s.instructions--
	}
}

func (s *scope) runProperties(l *look) {
	for depth := 1; depth > 0; {
		switch s.c.Next() {
		case part.EOF:
			return
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(s.c.Name) {
			case "rStyle":
				st := s.r.styles.get(s.c.Attr("val"))
				l.hidden = st.hidden == on || st.hidden == inherited && l.hidden
				l.raised = st.raised == on || st.raised == inherited && l.raised
			case "vanish":
				l.hidden = switched(s.c) == on
			case "vertAlign":
				l.raised = raised(s.c) == on
			case "rPrChange":
				s.c.Skip()
				depth--
			}
		}
	}
}
