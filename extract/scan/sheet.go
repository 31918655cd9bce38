package scan

import (
	"context"
	"image"
	"slices"
	"strings"
)

// A sheet is a page while it is read.
type sheet struct {
	gray         *image.Gray // lines taken out
	ink          *ink        // likewise
	unit         float64     // pixels of a point
	across, down []ruling
	cells        []*field
	lines        []*field // of text outside tables
}

// A field is a cell with ink in it, or a line of text.
type field struct {
	region
	lines  []image.Rectangle // its ink, from top to bottom
	blots  []blot
	text   string
	sure   bool // a number that a second witness confirms, see readNumbers
	likely bool // a number that nothing speaks against
}

// open straightens a page and finds its lines and cells.
func open(g *image.Gray) *sheet {
	g = develop(reduce(g))
	k := binarise(g)
	if a := k.skew(); a != 0 {
		g = straighten(g, a)
		k = binarise(g)
	}
	g = bleach(g, k)
	s := &sheet{gray: g, ink: k, unit: unitOf(g.Rect.Dx(), g.Rect.Dy())}
	tables := meshes(k.grid(s.unit))
	white := func(x, y int) { g.Pix[y*g.Stride+x] = 255 }
	for _, m := range tables {
		s.across, s.down = append(s.across, m.across...), append(s.down, m.down...)
		k.erase(m.across, false, white)
		k.erase(m.down, true, white)
	}
	for _, r := range regions(tables, s.unit) {
		if b := k.blots(r.Rectangle, s.unit); len(b) > 0 {
			s.cells = append(s.cells, &field{region: r, blots: b, lines: bands(b)})
		}
	}
	s.prose(tables)
	return s
}

// unitOf returns the pixels of a point: pages are taken to be as wide as A4,
// whatever their picture says of its resolution.
func unitOf(w, h int) float64 {
	if w > h {
		return float64(w) / 842
	}
	return float64(w) / 595
}

// prose finds the lines of text outside tables. What is higher than any text is
// a seal, a picture or a copy's black edge; lines of small bits only are dirt.
func (s *sheet) prose(tables []mesh) {
	const highest, lowest, bit = 60, 4, 1.5 // points
	rest := &ink{s.ink.w, s.ink.h, slices.Clone(s.ink.bits)}
	for _, m := range tables {
		rest.clear(m.area(s.unit))
	}
	var blots []blot
	for _, b := range rest.blots(s.gray.Rect, s.unit) {
		if float64(b.Dy()) < highest*s.unit && float64(max(b.Dx(), b.Dy())) >= bit*s.unit {
			blots = append(blots, b)
		}
	}
	for _, l := range bands(blots) {
		tallest := 0
		for _, b := range blots {
			if b.In(l) {
				tallest = max(tallest, b.Dy())
			}
		}
		if float64(tallest) >= lowest*s.unit && float64(l.Dy()) < highest*s.unit {
			s.lines = append(s.lines, &field{region: region{l, false}, lines: []image.Rectangle{l}})
		}
	}
}

// read recognises the cells, and the text outside them.
func (s *sheet) read(ctx context.Context, e Engine) error {
	var numbers []*field
	texts := append([]*field(nil), s.lines...)
	for _, f := range s.cells {
		switch {
		case f.torn:
		case numeral(f.blots, s.unit):
			numbers = append(numbers, f)
		default:
			texts = append(texts, f)
		}
	}
	if err := s.readNumbers(ctx, e, numbers); err != nil {
		return err
	}
	for _, f := range numbers {
		if f.text == "" {
			texts = append(texts, f)
		}
	}
	return s.readTexts(ctx, e, texts)
}

// readTexts reads cells and lines of text, those that are not clear in a second
// size, and those that gave nothing in another manner. It takes the reading of
// which the engine is surest.
func (s *sheet) readTexts(ctx context.Context, e Engine, fields []*field) error {
	const clear = 0.9 // a reading as sure as this is not tried again
	best := map[*field]float64{}
	open := fields
	for _, w := range []witness{{Line, 36}, {Line, 46}, {Block, 40}} {
		crops := make([]*image.Gray, len(open))
		for i, f := range open {
			g := strip(s.gray, f.lines)
			crops[i] = cut(g, g.Rect, w.high/float64(g.Rect.Dy()))
		}
		read, err := recognise(ctx, e, w.how, crops)
		if err != nil {
			return err
		}
		var weak []*field
		for i, f := range open {
			if text, conf := joined(read[i]), mean(read[i]); conf > best[f] {
				f.text, best[f] = text, conf
			}
			if best[f] == 0 || w.high < 40 && best[f] < clear {
				weak = append(weak, f)
			}
		}
		open = weak
	}
	for _, f := range fields {
		if strings.Trim(f.text, "0123456789") == "" && len(f.lines) > 1 {
			f.text = "" // two numbers, or one torn in two: neither is what was printed
		}
	}
	return nil
}

// recognise hands pictures to the engine in batches.
func recognise(ctx context.Context, e Engine, how Manner, pictures []*image.Gray) ([][]Word, error) {
	var out [][]Word
	for from := 0; from < len(pictures); {
		to, size := from, 0
		for to < len(pictures) && (to == from || size+len(pictures[to].Pix) <= maxBatch) {
			size += len(pictures[to].Pix)
			to++
		}
		read, err := e.Recognise(ctx, how, pictures[from:to])
		if err != nil {
			return nil, err
		}
		out = append(out, read...)
		from = to
	}
	return out, nil
}
