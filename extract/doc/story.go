package doc

import (
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/extract/limit"
)

// A story is a stretch of the text that is read by itself.
type story struct {
	from, to int // characters
	zone     gongkai.Zone
	header   bool // each section repeats it
}

// stories returns the parts of the text in the order in which they are put out.
// Comments are none: they are not printed.
func stories(f *fib) (out []story) {
	starts := [len(f.counts)]int{}
	for i := 1; i < len(starts); i++ {
		starts[i] = starts[i-1] + f.counts[i-1]
	}
	for _, s := range []struct {
		i    int
		zone gongkai.Zone
	}{
		{mainStory, gongkai.Article}, {boxStory, gongkai.Article},
		{headerStory, gongkai.Furniture}, {headerBoxStory, gongkai.Furniture},
		{footnoteStory, gongkai.Furniture}, {endnoteStory, gongkai.Furniture},
	} {
		if f.counts[s.i] > 0 {
			header := s.i == headerStory || s.i == headerBoxStory
			out = append(out, story{starts[s.i], starts[s.i] + f.counts[s.i], s.zone, header})
		}
	}
	return out
}

// Characters with a meaning.
const (
	cellMark    = 0x07
	tab         = 0x09
	lineBreak   = 0x0B
	pageBreak   = 0x0C // or the end of a section
	mark        = 0x0D // end of a paragraph
	columnBreak = 0x0E
	fieldBegin  = 0x13
	fieldResult = 0x14
	fieldEnd    = 0x15
	hardHyphen  = 0x1E
	softHyphen  = 0x1F
	symbolHere  = 0x28
)

// story reads a part of the text, paragraph by paragraph.
func (r *reader) story(s story) error {
	r.out.zone, r.out.once = s.zone, s.header
	w := walk{reader: r, lens: lens{looks: r.looks}}
	for i := range r.text.pieces {
		p := &r.text.pieces[i]
		from, to := max(p.from, s.from), min(p.to, s.to)
		if from >= to {
			continue
		}
		w.top = r.pieceLook(p)
		for at := from; at < to; at++ {
			if at = w.ordinary(p, at, to); at == to {
				break
			}
			if err := w.char(p, at); err != nil {
				return err
			}
		}
	}
	if len(w.buf) > 0 { // without a mark: cut short, but there to be read
		if err := r.out.paragraph(&props{}, w.take(&props{})); err != nil {
			return err
		}
	}
	return r.out.end()
}

// A walk collects the characters of a paragraph.
type walk struct {
	*reader
	lens   lens
	top    character // what the piece changes
	last   int       // paragraph run last found
	buf    []byte
	fields fields
	high   uint16 // first half of a character beyond U+FFFF
	marks  int
	level  bool // the paragraph has text that isn't raised
	said   bool // the row has text that isn't deleted

	styled      bool // styleHidden is known for this paragraph
	styleHidden bool
}

// ordinary reads characters of ordinary text, as char does, and returns where they
// end: most text is that.
func (w *walk) ordinary(p *piece, at, to int) int {
	if w.hides || w.fields.codes > 0 || w.top != (character{}) {
		return at
	}
	fc := p.fc + (at-p.from)*p.width
	if w.lens.at(uint32(fc)) != (character{}) {
		return at
	}
	if len(w.looks) > 0 { // as far as the lens has seen
		to = min(to, at+max(int(w.lens.to)-fc, 0)/p.width)
	}
	from, buf := at, w.buf
	for _, c := range w.text.units[at:to] {
		if c >= ' ' && c < 0x7F {
			buf = append(buf, byte(c))
			w.said = w.said || c > ' '
		} else if c > 0x2060 && c < 0xD800 || c >= 0xE000 && c < 0xFEFF || c > 0xFEFF {
			buf = append(buf, 0xE0|byte(c>>12), 0x80|byte(c>>6)&0xBF, 0x80|byte(c)&0xBF) // UTF-8
			w.said = true
		} else if c >= 0x80 && c < 0x2000 {
			buf = utf8.AppendRune(buf, rune(c))
			w.said = true
		} else {
			break
		}
		at++
	}
	w.buf, w.level = buf, w.level || at > from
	return at
}

// char reads one character.
func (w *walk) char(p *piece, at int) error {
	c := w.text.units[at]
	fc := uint32(p.fc + (at-p.from)*p.width)
	l := w.lens.at(fc)
	if w.top != (character{}) {
		l = l.with(w.top)
	}
	// A deleted mark joins its paragraph to the next one, as accepting does; so
	// does a hidden one on the page. The marks of cells stay: a row may go, but
	// never a single cell of it.
	if (l.deleted || l.hidden.over(w.hidden(p, at))) && c != cellMark {
		w.styled = w.styled && c != mark
		return nil
	}
	switch {
	case c == mark, c == cellMark, c == pageBreak && w.endsRun(fc, p.width):
		return w.end(p, fc, c, l.deleted)
	case c == fieldBegin, c == fieldResult, c == fieldEnd:
		w.fields.mark(c)
	case w.fields.codes > 0:
	case c == symbolHere && l.symbol != 0:
		w.add(l.symbol)
	case l.raised && c >= '0' && c <= '9' && w.level:
		// "12" with the note 1 must not make 121.
		w.buf = append(w.buf, raisedDigits[c-'0']...)
		w.said = true
	default:
		w.level = w.level || !l.raised
		w.said = w.said || c > ' '
		w.add(c)
	}
	return nil
}

var raisedDigits = [...]string{"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"}

// add writes a character as text; marks of pictures and notes are none, nor are
// characters without width, with which some sites watermark texts.
func (w *walk) add(c uint16) {
	switch {
	case c >= 0xD800 && c < 0xDC00:
		w.high = c
	case c >= 0xDC00 && c < 0xE000:
		if w.high != 0 {
			w.buf = utf8.AppendRune(w.buf, rune(w.high-0xD800)<<10+rune(c-0xDC00)+0x10000)
			w.high = 0
		}
	case c >= ' ' && c < 0x80, c == tab:
		w.buf = append(w.buf, byte(c))
	case c == lineBreak, c == pageBreak, c == columnBreak:
		w.buf = append(w.buf, '\n')
	case c == hardHyphen:
		w.buf = append(w.buf, '-')
	case c < ' ', c == softHyphen, c == 0x7F:
	case c >= 0x200B && c <= 0x200F, c == 0x2060, c == 0xFEFF:
	default:
		w.buf = utf8.AppendRune(w.buf, rune(c))
	}
}

// end reads the mark of a paragraph, which carries its properties.
func (w *walk) end(p *piece, fc uint32, c uint16, deleted bool) error {
	if w.marks++; w.marks > limit.MaxNodes {
		return limit.Exceeded("paragraphs", w.marks, limit.MaxNodes)
	}
	changed := w.text.changes(p)
	w.farRead += len(changed)
	own := w.paragraphAt(fc, &w.last)
	if own == nil && c == cellMark {
		return corrupt("a cell has no properties")
	}
	q := *w.propsOf(own, changed)
	if w.farRead > limit.MaxBytes {
		return limit.Exceeded("bytes of paragraph properties", w.farRead, limit.MaxBytes)
	}
	// A field's instruction ends with its paragraph: where the end is lost, no
	// more than that is.
	if w.fields.codes > 0 {
		w.fields = fields{}
	}
	w.styled = false
	if c == cellMark {
		q.cellEnd = !q.rowEnd
		q.depth = max(q.depth, 1)
	}
	if q.rowEnd {
		w.buf = w.buf[:0]
		// LibreOffice marks the end of a row as deleted where the next one begins
		// with deleted text. A row that went as a whole has none left.
		deleted = deleted && !w.said
		w.said = w.said && q.depth > 1
		return w.out.row(&q, deleted)
	}
	w.said = w.said && q.depth > 0
	return w.out.paragraph(&q, w.take(&q))
}

// take returns the paragraph's text behind its number, and empties it.
func (w *walk) take(q *props) string {
	s := w.texts.keep(trimBytes(w.buf))
	w.buf, w.high, w.level = w.buf[:0], 0, false
	if q.list > 0 {
		s = trim(w.lists.number(q.list, q.listAt) + s)
	}
	return s
}

// texts keeps texts side by side: those of cells are a few bytes each.
type texts struct{ b strings.Builder }

func (t *texts) keep(text []byte) string {
	const many = 4096
	if len(text) > many/4 {
		return string(text)
	}
	if t.b.Cap()-t.b.Len() < len(text) {
		t.b = strings.Builder{}
		t.b.Grow(many)
	}
	t.b.Write(text)
	s := t.b.String()
	return s[len(s)-len(text):]
}

// endsRun tells the end of a section, which ends a paragraph, from the break of
// a page within one.
func (w *walk) endsRun(fc uint32, width int) bool {
	r := w.paragraphAt(fc, &w.last)
	return r == nil || r.to <= fc+uint32(width)
}
