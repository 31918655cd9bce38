package pdf

import (
	"context"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/page"
)

// A scratch is memory that one file after another is read with. Nothing in it
// stays in a document.
type scratch struct {
	glyphs []page.Glyph // of the pages so far
	rules  []page.Rule
	path   page.Outline
	room   []byte
	lexers []*lexer // that are not in use
	fonts  []*font
	used   int // of fonts
}

var scratches = sync.Pool{New: func() any { return new(scratch) }}

// mostKept is the number of glyphs and the like beyond which a file's memory isn't
// kept for the next one. A report has some ten thousand.
const mostKept = 1 << 16

func newReader(ctx context.Context, f *file) *reader {
	r := &reader{file: f, ctx: ctx, fonts: map[types.IndirectRef]*font{}, forms: map[types.IndirectRef]decoded{}}
	r.scratch = scratches.Get().(*scratch)
	f.room = r.room
	return r
}

// done gives back what the file was read with.
func (r *reader) done() {
	const mostBytes = 4 << 20
	s, room := r.scratch, r.file.room
	r.file.room = nil // pictures are decoded later
	if cap(s.glyphs) > mostKept || cap(s.rules) > mostKept || cap(room) > mostBytes || len(s.fonts) > mostKept/256 || s.path.Room() > mostKept {
		return
	}
	for _, f := range s.fonts[:s.used] {
		*f = font{}
	}
	s.glyphs, s.rules, s.room, s.used = s.glyphs[:0], s.rules[:0], room[:0], 0
	scratches.Put(s)
}

// keep adds a page's part to what the pages before it have; it was begun behind
// them, but may have moved to a larger place.
func keep[T any](before, part []T) (kept, all []T) {
	kept = part[:len(part):len(part)]
	if cap(part) == cap(before)-len(before) {
		return kept, before[:len(before)+len(part)]
	}
	return kept, part
}

// newFont returns an empty font.
func (s *scratch) newFont() *font {
	if s.used == len(s.fonts) {
		s.fonts = append(s.fonts, new(font))
	}
	s.used++
	return s.fonts[s.used-1]
}

// lex returns a lexer at the beginning of a content.
func (s *scratch) lex(src []byte) *lexer {
	n := len(s.lexers)
	if n == 0 {
		return &lexer{src: src}
	}
	l := s.lexers[n-1]
	s.lexers = s.lexers[:n-1]
	l.src, l.pos = src, 0
	return l
}

// giveBack takes back a lexer.
func (s *scratch) giveBack(l *lexer) {
	if cap(l.operands) <= mostKept/16 && cap(l.strings) <= mostKept {
		l.src = nil
		s.lexers = append(s.lexers, l)
	}
}
