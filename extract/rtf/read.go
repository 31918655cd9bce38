// Package rtf reads Rich Text Format: what Word, WPS and LibreOffice write under
// this name, often with the extension .doc. It reads what a print would show.
package rtf

import (
	"bytes"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// Read returns the blocks of a document. Headers come first and footers last, as
// furniture; footnotes follow the text. Every error is a *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n\x00")
	if !bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return nil, part.Corrupt("it does not begin as RTF does; look at its source", nil)
	}
	r := &reader{data: data, fonts: map[int]codePage{}, outlines: map[int]int{}}
	r.st = state{uc: 1, outline: -1}
	r.flow = &flow{r: r}
	if err := r.read(); err != nil {
		return nil, err
	}
	w := &story.Writer{}
	for _, s := range []struct {
		zone  gongkai.Zone
		items []story.Item
	}{
		{gongkai.Furniture, r.headers},
		{gongkai.Article, r.flow.finish()},
		{gongkai.Article, r.notes},
		{gongkai.Furniture, r.footers},
	} {
		if r.err != nil {
			return nil, r.err
		}
		w.Zone = s.zone
		if err := w.Write(s.items); err != nil {
			return nil, err
		}
	}
	return &gongkai.Document{Source: src, Blocks: w.Blocks}, nil
}

// A reader walks a document once.
type reader struct {
	data  []byte
	pos   int
	st    state
	stack []group
	flow  *flow
	meter story.Meter
	err   error

	ansi     codePage
	fonts    map[int]codePage
	deff     int         // font of text that names none
	outlines map[int]int // outline levels of paragraph styles

	pending []byte // of a code page, not yet decoded
	page    codePage
	lead    bool // the last one begins a character of two bytes
	skip    int  // characters that stand for one given in Unicode
	high    rune // first half of a surrogate pair

	headers, footers, notes []story.Item
	noted                   int // notes referred to
}

// A group is what ends with a brace: the state before it, and the story that it
// holds if it is one of its own.
type group struct {
	st    state
	outer *flow
	into  *[]story.Item
}

func (r *reader) read() error {
	for r.err == nil {
		if r.pos >= len(r.data) {
			return part.Corrupt("the RTF is cut short: it ends within a group; fetch it again", nil)
		}
		c := r.data[r.pos]
		r.pos++
		switch c {
		case '{':
			if len(r.stack) >= limit.MaxDepth {
				return limit.Exceeded("groups within one another", limit.MaxDepth+1, limit.MaxDepth)
			}
			r.flush()
			r.skip = 0
			r.stack = append(r.stack, group{st: r.st})
			r.st.starred = false
		case '}':
			r.flush()
			r.skip = 0
			r.end()
			if len(r.stack) == 0 {
				return r.err
			}
		case '\\':
			r.control()
		case '\r', '\n', 0:
		default:
			r.literal(c)
		}
	}
	return r.err
}

// end ends a group, and with it the story that began in it.
func (r *reader) end() {
	g := &r.stack[len(r.stack)-1]
	if r.st.dest == listText && g.st.dest != listText {
		r.flow.number = r.flow.label.Take()
	}
	if g.outer != nil {
		items := r.flow.finish()
		r.flow = g.outer
		*g.into = append(*g.into, items...)
	}
	r.st = g.st
	r.stack = r.stack[:len(r.stack)-1]
}

// begin begins a story in the group that is open. A second one in the same group
// goes on with the first.
func (r *reader) begin(into *[]story.Item) {
	if len(r.stack) == 0 || r.stack[len(r.stack)-1].outer != nil {
		return
	}
	g := &r.stack[len(r.stack)-1]
	g.outer, g.into = r.flow, into
	r.flow = &flow{r: r}
	r.st = state{uc: r.st.uc, font: r.st.font, outline: -1}
}
