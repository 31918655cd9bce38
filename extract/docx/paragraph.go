package docx

import (
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// A paragraph is what a paragraph says of itself.
type paragraph struct {
	style   *style
	styleID string
	numID   string
	level   int
	outline int
	joined  bool // its end was deleted: the next paragraph's text belongs to it
	hidden  bool // its end is hidden, and with it its number if there is no text
}

func (s *scope) paragraph(f *flow) {
	p := paragraph{styleID: s.r.styles.paragraph, level: -1, outline: -1}
	p.style = s.r.styles.get(p.styleID)
	s.inline(f, &p)
	// An instruction ends with its paragraph, should its end be missing: rather
	// show one than hide the rest of the document. Results may go on.
	s.fields, s.instructions = s.fields[:0], 0
	if p.joined {
		return
	}
	text := f.text.Take()
	if text == "" && (p.hidden || p.style.hidden == on) {
		// Neither seen nor counted.
	} else if number, suffix, ok := s.r.number(&p); ok {
		if suffix == "nothing" {
			text = number + text
		} else {
			text = story.Numbered(number, text)
		}
	}
	if p.outline < 0 {
		p.outline = p.style.outline
	}
	s.add(f, story.Item{Text: text, Level: story.Level(p.outline, text)})
	s.anchored(f)
}

// inline reads runs up to the end of the element that has just begun.
func (s *scope) inline(f *flow, p *paragraph) {
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Start:
		default:
			continue
		}
		switch string(s.c.Name) {
		case "r":
			s.run(f, p)
		case "pPr":
			s.paragraphProperties(p)
		case "AlternateContent":
			s.alternate(func() { s.inline(f, p) })
		case "del", "moveFrom", "sdtPr", "rt", "fldData":
			s.c.Skip() // "rt" is the reading printed small over a word
		default:
			s.inline(f, p)
		}
	}
}

func (s *scope) paragraphProperties(p *paragraph) {
	for depth := 1; depth > 0; {
		switch s.c.Next() {
		case part.EOF:
			return
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(s.c.Name) {
			case "pStyle":
				p.styleID = s.c.Attr("val")
				p.style = s.r.styles.get(p.styleID)
			case "numId":
				p.numID = s.c.Attr("val")
			case "ilvl":
				p.level = number(s.c.Attr("val"), 0)
			case "outlineLvl":
				p.outline = number(s.c.Attr("val"), -1)
			case "del", "moveFrom": // of the mark that ends the paragraph
				p.joined = true
			case "sectPr":
				s.section()
				depth--
			case "vanish":
				p.hidden = switched(s.c) == on
			case "pPrChange", "rPrChange", "tabs", "framePr":
				s.c.Skip() // as it was before; tab stops
				depth--
			}
		}
	}
}
