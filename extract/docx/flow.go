package docx

import (
	"gongkai"
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// A scope is the reading of one part.
type scope struct {
	r      *reader
	c      *part.Cursor
	mark   string // of the note that is being read
	fields []bool // for each field begun, whether its result has
	buf    []byte
	err    error

	instructions int // fields of which it has not
}

// A flow is a story being read: the body, a cell, a text box.
type flow struct {
	items []story.Item
	text  story.Text   // of the paragraph
	boxes []story.Item // of the text boxes that are anchored in it
	cell  *cell        // whose content it is, or nil
}

// container reads paragraphs and tables up to the end of the element that has
// just begun, or of the part. What it doesn't know it passes through: content
// controls, custom XML, insertions.
func (s *scope) container(f *flow) {
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
			s.paragraph(f)
		case "tbl":
			s.table(f)
		case "oMathPara", "oMath", "r": // a formula, or a run that lost its paragraph
			s.loose(f)
		case "tcPr":
			if f.cell == nil {
				s.c.Skip()
				break
			}
			s.cellProperties(f.cell)
		case "sectPr":
			s.section()
		case "AlternateContent":
			s.alternate(func() { s.container(f) })
		case "altChunk":
			// A whole file of another format, for Word to read when it opens this.
			s.fail(&gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "part of its text is a file of another format inside it (altChunk); open it in Word, save it and try again"})
		case "del", "moveFrom", "sdtPr", "tblPr", "tblPrEx", "trPr":
			s.c.Skip()
		default:
			s.container(f)
		}
	}
}

// loose reads text that stands in no paragraph as one of its own.
func (s *scope) loose(f *flow) {
	p := paragraph{style: noStyle}
	if string(s.c.Name) == "r" {
		s.run(f, &p)
	} else {
		s.inline(f, &p)
	}
	s.add(f, story.Item{Text: f.text.Take()})
}

// alternate reads one branch of several that say the same in newer and older
// markup: the first choice, or the fallback where there is none.
func (s *scope) alternate(read func()) {
	done := false
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Start:
			if name := string(s.c.Name); !done && (name == "Choice" || name == "Fallback") {
				done = true
				read()
			} else {
				s.c.Skip()
			}
		}
	}
}

// section takes down the headers and footers of a section.
func (s *scope) section() {
	for depth := 1; depth > 0; {
		switch s.c.Next() {
		case part.EOF:
			return
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(s.c.Name) {
			case "headerReference":
				s.r.headers = append(s.r.headers, s.c.Attr("id"))
			case "footerReference":
				s.r.footers = append(s.r.footers, s.c.Attr("id"))
			}
		}
	}
}

// box reads a text box. It comes after the paragraph in which it is anchored.
func (s *scope) box(f *flow) {
	fields, instructions := s.fields, s.instructions
	s.fields, s.instructions = nil, 0
	var inner flow
	s.container(&inner)
	s.flush(&inner)
	s.fields, s.instructions = fields, instructions
	f.boxes = append(f.boxes, inner.items...)
}

// flush ends a paragraph that lost its end to a deletion, at the end of a story.
func (s *scope) flush(f *flow) {
	if !f.text.Empty() {
		s.add(f, story.Item{Text: f.text.Take()})
	}
	s.anchored(f)
}

// anchored appends the text boxes of a paragraph.
func (s *scope) anchored(f *flow) {
	f.items = append(f.items, f.boxes...)
	f.boxes = nil
}

func (s *scope) add(f *flow, it story.Item) {
	if it.Table == nil && it.Text == "" {
		return
	}
	s.count(1)
	f.items = append(f.items, it)
}

// count counts what is kept, towards the limit.
func (s *scope) count(n int) {
	if err := s.r.meter.Add(n); err != nil {
		s.fail(err)
	}
}

// fail ends the reading of the part.
func (s *scope) fail(err error) {
	if s.err == nil {
		s.err = err
	}
	s.c.Stop()
}
