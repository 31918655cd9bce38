package pdf

import (
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// A state is the part of the graphics state that decides where glyphs and rules
// stand.
type state struct {
	ctm   matrix
	font  *font
	size  float64
	char  float64 // Tc
	word  float64 // Tw
	scale float64 // Tz, of 1
	lead  float64 // TL
	rise  float64 // Ts
	mode  int     // Tr
	width float64 // of lines
}

func newState(m matrix) state { return state{ctm: m, scale: 1, width: 1} }

// An interpreter runs a page's content.
type interpreter struct {
	*reader
	page      page.Page
	resources types.Dict
	state     state
	saved     []state
	line, at  matrix // of text
	path      page.Outline
	depth     int // of forms
}

// run interprets a content stream.
func (i *interpreter) run(content []byte) error {
	l := i.lex(content)
	defer i.giveBack(l)
	for {
		op, err := l.next()
		if op == nil || err != nil {
			return err
		}
		if i.operators++; i.operators > maxOperators {
			return limit.Exceeded("operators", i.operators, maxOperators)
		}
		if i.operators%1024 == 0 && i.ctx.Err() != nil {
			return tooSlow()
		}
		if err := i.do(op, l); err != nil {
			return err
		}
	}
}

// do runs one operator. One with too few operands does nothing.
func (i *interpreter) do(op []byte, l *lexer) error {
	s, o := &i.state, l.operands
	n := func(k int) float64 { return o[k].num }
	if len(o) < needs(op) {
		return nil
	}
	switch string(op) {
	case "q":
		if len(i.saved) < 8*maxNesting {
			i.saved = append(i.saved, *s)
			return nil
		}
		return limit.Exceeded("saved graphics states", len(i.saved)+1, 8*maxNesting)
	case "Q":
		if len(i.saved) > 0 {
			*s = i.saved[len(i.saved)-1]
			i.saved = i.saved[:len(i.saved)-1]
		}
	case "cm":
		if m := (matrix{n(0), n(1), n(2), n(3), n(4), n(5)}).times(s.ctm); m.sane() {
			s.ctm = m
		}
	case "w":
		s.width = n(0)
	case "gs":
		i.graphics(o[0].str)
	case "Do":
		return i.object(o[0].str)
	case "BI":
		i.Images++
	case "ID":
		l.inlineImage()
	case "BT":
		i.line, i.at = identity, identity
	case "Tf":
		f, err := i.fontNamed(o[0].str)
		s.font, s.size = f, n(1)
		return err
	case "Tc":
		s.char = n(0)
	case "Tw":
		s.word = n(0)
	case "Tz":
		s.scale = n(0) / 100
	case "TL":
		s.lead = n(0)
	case "Ts":
		s.rise = n(0)
	case "Tr":
		s.mode = int(n(0))
	case "Td":
		i.move(n(0), n(1))
	case "TD":
		s.lead = -n(1)
		i.move(n(0), n(1))
	case "Tm":
		if m := (matrix{n(0), n(1), n(2), n(3), n(4), n(5)}); m.sane() {
			i.line, i.at = m, m
		}
	case "T*":
		i.move(0, -s.lead)
	case "Tj":
		return i.show(o[:1])
	case "TJ":
		return i.show(o)
	case "'":
		i.move(0, -s.lead)
		return i.show(o[:1])
	case "\"":
		s.word, s.char = n(0), n(1)
		i.move(0, -s.lead)
		return i.show(o[2:3])
	default:
		return i.draw(op, o)
	}
	return nil
}

// needs is how many operands an operator needs.
func needs(op []byte) int {
	switch string(op) {
	case "w", "gs", "Do", "Tc", "Tw", "Tz", "TL", "Ts", "Tr", "Tj", "'":
		return 1
	case "Tf", "Td", "TD", "m", "l":
		return 2
	case "\"":
		return 3
	case "re", "v", "y":
		return 4
	case "cm", "Tm", "c":
		return 6
	}
	return 0
}

func (i *interpreter) move(x, y float64) {
	i.line = matrix{1, 0, 0, 1, x, y}.times(i.line)
	i.at = i.line
}

// graphics takes a font and a line width from a dictionary of graphics states.
func (i *interpreter) graphics(named []byte) {
	d := i.file.dict(i.file.dict(i.resources["ExtGState"])[string(named)])
	if w, ok := i.file.number(d["LW"]); ok {
		i.state.width = w
	}
}

// object draws a form, or counts an image.
func (i *interpreter) object(named []byte) error {
	o := i.file.dict(i.resources["XObject"])[string(named)]
	switch d := i.file.dict(o); i.file.name(d["Subtype"]) {
	case "Image":
		i.Images++
		return i.picture(o)
	case "Form":
		return i.form(o)
	}
	return nil
}

// form runs a form's content with its own matrix and resources.
func (i *interpreter) form(o types.Object) error {
	if i.depth++; i.depth > maxForms {
		return limit.Exceeded("forms within forms", i.depth, maxForms)
	}
	content, d, err := i.formContent(o)
	if err != nil || d == nil {
		i.depth--
		return err
	}
	was, saved, resources := i.state, i.saved, i.resources
	line, at, open := i.line, i.at, i.path
	i.saved, i.path = nil, page.Outline{}
	if m := matrixOf(i.file.numbers(d["Matrix"], 6)).times(i.state.ctm); m.sane() {
		i.state.ctm = m
	}
	if own := i.file.dict(d["Resources"]); own != nil {
		i.resources = own
	}
	err = i.run(content)
	i.state, i.saved, i.resources = was, saved, resources
	i.line, i.at, i.path = line, at, open
	i.depth--
	return err
}

// formContent decodes a form once, however often it is drawn.
func (r *reader) formContent(o types.Object) ([]byte, types.Dict, error) {
	ref, shared := o.(types.IndirectRef)
	if f, ok := r.forms[ref]; shared && ok {
		return f.content, f.dict, nil
	}
	content, d, err := r.file.stream(o)
	if err == nil && shared {
		r.forms[ref] = decoded{content, d}
	}
	return content, d, err
}

type decoded struct {
	content []byte
	dict    types.Dict
}
