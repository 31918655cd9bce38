// Package scan reads pages that are pictures: it straightens them, finds the
// ruling lines of their tables, and has a recogniser read each cell by itself.
// What it reads is only as good as a recogniser's guess. The document says so
// (Scanned), and its tables name the cells of which the guess is a weak one
// (Doubts): nothing in it may be taken for what was printed unless something else
// bears it out.
package scan

import (
	"context"
	"errors"
	"image"
	"iter"
	"strings"
	"unicode"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// Read makes a document of pictures, each of a page, taken one at a time. Every
// error is a *gongkai.ReadError, or ctx's.
func Read(ctx context.Context, src gongkai.Source, pictures iter.Seq2[*image.Gray, error], e Engine) (*gongkai.Document, error) {
	var pages []page.Page
	for p, err := range pictures {
		if err != nil {
			return nil, err
		}
		if len(pages) == MaxPages {
			return nil, limit.Exceeded("scanned pages", len(pages)+1, MaxPages)
		}
		s := open(p)
		if err := s.read(ctx, e); err != nil {
			if ctx.Err() != nil {
				return nil, ctx.Err()
			}
			reason := gongkai.ReasonIO
			if errors.Is(err, context.DeadlineExceeded) {
				reason = gongkai.ReasonLimit
			}
			return nil, &gongkai.ReadError{Reason: reason, Detail: "the scan could not be recognised", Err: err}
		}
		pages = append(pages, s.page())
	}
	if len(pages) == 0 {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonImages, Detail: "no picture is as large as a page"}
	}
	doc, err := page.Document(src, pages)
	if err != nil {
		return nil, err
	}
	doc.Scanned = true
	unmark(doc)
	return doc, nil
}

// mark stands before the text of a cell while package page lays out the table: a
// character for private use, which no recogniser returns.
const mark = "\uE0F0"

// page returns what was read as glyphs and rules.
func (s *sheet) page() page.Page {
	p := page.Page{Width: float64(s.gray.Rect.Dx()) / s.unit, Height: float64(s.gray.Rect.Dy()) / s.unit}
	for _, r := range s.across {
		p.Rules = append(p.Rules, page.Rule{X0: r.from / s.unit, Y0: r.at / s.unit, X1: r.to / s.unit, Y1: r.at / s.unit})
	}
	for _, r := range s.down {
		p.Rules = append(p.Rules, page.Rule{X0: r.at / s.unit, Y0: r.from / s.unit, X1: r.at / s.unit, Y1: r.to / s.unit})
	}
	for _, f := range s.cells {
		text := f.text
		if text == "" {
			text = page.Unknown // ink is no blank
		}
		if !f.sure {
			text = mark + text
		}
		s.set(&p, text, f.Rectangle, float64(f.lines[0].Dy()))
	}
	for _, f := range s.lines {
		s.set(&p, f.text, f.Rectangle, float64(f.Dy()))
	}
	return p
}

// set places a text on one line in the middle of a box, as large as it fits, its
// characters as wide as their kind.
func (s *sheet) set(p *page.Page, text string, in image.Rectangle, high float64) {
	const blank = 0.96 // of the box: a line as wide as its cell would be taken for a wrapped one
	ems := 0.0
	for _, c := range text {
		ems += em(c)
	}
	if ems == 0 {
		return
	}
	size := min(high, blank*float64(in.Dx())/ems, float64(in.Dy())) / s.unit
	x := (float64(in.Min.X+in.Max.X)/s.unit - ems*size) / 2
	y := float64(in.Min.Y+in.Max.Y)/s.unit/2 - size/2
	for _, c := range text {
		w := em(c) * size
		p.Glyphs = append(p.Glyphs, page.Glyph{Text: string(c), Size: size, Box: page.Box{X0: x, Y0: y, X1: x + w, Y1: y + size}})
		x += w
	}
}

func em(c rune) float64 {
	if c < 0x2000 {
		return 0.5
	}
	return 1
}

// unmark takes the marks out of the tables again and notes the cells that had one.
func unmark(doc *gongkai.Document) {
	for _, t := range doc.Tables() {
		for r := range t.Grid {
			for c := range t.Grid[r] {
				k := &t.Grid[r][c]
				plain := strings.ReplaceAll(k.Text, mark, "")
				if k.IsOrigin(r, c) && (plain != k.Text || strings.ContainsFunc(plain, unicode.IsSpace)) {
					t.Doubts = append(t.Doubts, gongkai.Doubt{Row: r, Col: c})
				}
				k.Text = plain
			}
		}
	}
	for i := range doc.Blocks {
		doc.Blocks[i].Text = strings.ReplaceAll(doc.Blocks[i].Text, mark, "")
	}
}
