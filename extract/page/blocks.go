package page

import (
	"cmp"
	"slices"

	"gongkai"
	"gongkai/extract/limit"
)

// Blocks returns what pages say in reading order. It changes the pages. Tables
// are [gongkai.Ruled] where rules show their cells, or the alignment of their text
// and the order in which it was drawn leave no doubt of them, and [gongkai.Ragged]
// where there is doubt of the columns. Page numbers and running heads are furniture.
func Blocks(pages []Page) ([]gongkai.Block, error) {
	if err := check(pages); err != nil {
		return nil, err
	}
	room := scratches.Get().(*scratch)
	defer room.giveBack()
	sheets := make([]sheet, len(pages))
	cells := 0
	var above *lattice
	for i := range pages {
		if err := sheets[i].read(&pages[i], above, room); err != nil {
			return nil, err
		}
		above = sheets[i].lastTable()
		for _, it := range sheets[i].items {
			if it.table != nil {
				cells += it.table.rows() * it.table.cols()
			}
		}
		if cells > limit.MaxCells {
			return nil, limit.Exceeded("table cells", cells, limit.MaxCells)
		}
	}
	markFurniture(sheets)
	if dissolve(sheets, room) {
		markFurniture(sheets)
	}
	w := newWriter(sheets)
	w.findUnruled()
	for i := range sheets {
		w.page(i)
		if len(w.blocks) > limit.MaxBlocks {
			return nil, limit.Exceeded("blocks", len(w.blocks), limit.MaxBlocks)
		}
	}
	w.flush()
	return w.done()
}

func check(pages []Page) error {
	glyphs, rules := 0, 0
	for i := range pages {
		glyphs += len(pages[i].Glyphs)
		rules += len(pages[i].Rules)
	}
	switch {
	case len(pages) > MaxPages:
		return limit.Exceeded("pages", len(pages), MaxPages)
	case glyphs > MaxGlyphs:
		return limit.Exceeded("characters", glyphs, MaxGlyphs)
	case rules > MaxRules:
		return limit.Exceeded("lines drawn", rules, MaxRules)
	}
	return nil
}

// A sheet is a page taken apart.
type sheet struct {
	width, height float64
	items         []item // from top to bottom
}

// An item is a table or a line of text outside tables.
type item struct {
	Box
	table     *lattice
	line      line
	furniture bool
	noRow     bool // no row of a ragged table
}

// read takes a page apart; above is the table that the page before may have ended
// with.
func (s *sheet) read(p *Page, above *lattice, room *scratch) error {
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		g.Text, g.order = Fold(g.Text), i
	}
	// What stands beyond the page's edge stays: a number that the edge cuts would
	// be another one.
	p.Glyphs = slices.DeleteFunc(p.Glyphs, func(g Glyph) bool { return g.Text == "" || g.Size <= 0 })
	p.upright()
	p.unmark(room)
	s.width, s.height = p.Width, p.Height
	tables, err := lattices(p, above, room)
	if err != nil {
		return err
	}
	rest := fill(tables, p.Glyphs, p.Width, room)
	fillUnknown(tables, p.Shapes)
	weigh(tables)
	for _, l := range tables {
		s.items = append(s.items, item{Box: l.Box, table: l})
	}
	s.addLines(rest, room)
	return nil
}

// lastTable returns the table furthest down, or nil.
func (s *sheet) lastTable() *lattice {
	for i := len(s.items) - 1; i >= 0; i-- {
		if l := s.items[i].table; l != nil {
			return l
		}
	}
	return nil
}

// addLines adds the lines that glyphs outside tables make.
func (s *sheet) addLines(glyphs []Glyph, room *scratch) {
	for _, l := range proseLines(glyphs, room) {
		if l.text == "" {
			continue // struck out
		}
		s.items = append(s.items, item{Box: l.Box, line: l})
	}
	slices.SortStableFunc(s.items, func(a, b item) int { return cmp.Compare(a.Y0, b.Y0) })
}

// proseLines finds the lines outside tables. Turned text there is that of a stamp
// or a note in the margin; it follows the page's own.
func proseLines(glyphs []Glyph, room *scratch) []line {
	if !slices.ContainsFunc(glyphs, func(g Glyph) bool { return g.Dir != Right }) {
		return lines(glyphs, room)
	}
	var turned [4][]Glyph
	for _, g := range glyphs {
		turned[g.Dir] = append(turned[g.Dir], g)
	}
	out := lines(turned[Right], room)
	for _, d := range []Dir{Down, Left, Up} {
		if len(turned[d]) == 0 {
			continue
		}
		box := turned[d][0].Box
		for _, g := range turned[d] {
			box = box.union(g.Box)
		}
		turn(turned[d], d, box.X1, box.Y1)
		for _, l := range lines(turned[d], room) {
			l.Box = box
			out = append(out, l)
		}
	}
	return out
}

// lattices finds a page's ruled tables, the smallest first: one that stands in
// another's cell takes its own text.
func lattices(p *Page, above *lattice, room *scratch) ([]*lattice, error) {
	h, v := straight(p.Rules, room)
	all, refusal := frames(h, v)
	if refusal != nil {
		return nil, refusal
	}
	addSides(all, above)
	var out []*lattice
	for _, f := range all {
		f.fillHoles(p.Glyphs)
		l, err := rule(f, room)
		if err != nil {
			return nil, err
		}
		if l == nil {
			continue
		}
		parts := f.unstack(l)
		if parts == nil {
			out = append(out, l)
		}
		for _, f := range parts {
			l, err := rule(f, room)
			if err != nil {
				return nil, err
			}
			if l != nil {
				out = append(out, l)
			}
		}
	}
	if n := len(out) * (len(p.Glyphs) + len(p.Shapes)); n > maxMeetings {
		return nil, limit.Exceeded("meetings of a page's characters and tables", n, maxMeetings)
	}
	slices.SortStableFunc(out, func(a, b *lattice) int {
		return cmp.Compare(a.width()*a.height(), b.width()*b.height())
	})
	return out, nil
}

// weigh marks the frames of which not two cells hold text: boxes around a page or
// a notice, drawings, and what a page's end left of a table. So it does with those
// whose rules show the rows of a table and none of its columns.
func weigh(all []*lattice) {
	for _, l := range all {
		n := 0
		for _, k := range l.cells {
			if k.text != "" {
				n++
			}
		}
		l.weak = n < 2 || l.cols() == 1 && l.hidesColumns()
	}
}

// hidesColumns reports whether two lines of a frame have gaps that no space makes.
func (l *lattice) hidesColumns() bool {
	n := 0
	for _, k := range l.cells {
		for i := range k.lines {
			if k.lines[i].hasGap() {
				n++
			}
		}
	}
	return n > 1
}

// fill gives glyphs to the cells that their middle lies in and returns the rest. A
// number is never cut: where it is wider than its cell, all of it goes to the cell
// that its own middle lies in.
func fill(tables []*lattice, glyphs []Glyph, edge float64, room *scratch) []Glyph {
	words, outside := room.words[:0], 0
	for i := 0; i < len(glyphs); {
		box, end := word(glyphs, i)
		k := home(tables, box, glyphs[i].midX(), edge)
		if k != nil {
			k.count += end - i
		} else {
			outside += end - i
		}
		words = append(words, placedWord{i, end, k})
		i = end
	}
	room.words = words
	rest := room.glyphs.List(outside)
	for _, w := range words {
		part := glyphs[w.from:w.to]
		if k := w.cell; k == nil {
			rest = append(rest, part...)
		} else {
			if k.glyphs == nil {
				k.glyphs = room.glyphs.List(k.count)
			}
			k.glyphs = append(k.glyphs, part...)
		}
	}
	for _, l := range tables {
		for _, k := range l.cells {
			k.turnAndLine(room)
		}
		pad := padding(l.cells)
		for _, k := range l.cells {
			k.read(pad)
		}
	}
	return rest
}

// A placedWord is a page's glyphs [from, to) in the cell that they belong to, nil
// outside of tables.
type placedWord struct {
	from, to int
	cell     *cell
}

// home returns the cell that a word belongs to, or nil. What goes on beyond the
// table's last rule, or beyond the page's edge, is still that of the cell that it
// begins in.
func home(tables []*lattice, box Box, begins, edge float64) *cell {
	for _, x := range [...]float64{box.midX(), begins} {
		for _, l := range tables {
			if x > edge && l.X1 > edge-snap {
				x = l.X1 - snap
			}
			if k := l.find(x, box.midY()); k != nil {
				return k
			}
		}
	}
	return nil
}

// fillUnknown marks the cells that hold nothing but outlines of characters: they
// are not empty, whatever they say.
func fillUnknown(tables []*lattice, shapes []Box) {
	for _, b := range shapes {
		for _, l := range tables {
			if k := l.find(b.midX(), b.midY()); k != nil {
				if k.text == "" {
					k.text = Unknown
				}
				break
			}
		}
	}
}

// word returns the box of the glyph at i and of those drawn after it that go on
// without a gap, and where they end; an ideograph is a word by itself.
func word(glyphs []Glyph, i int) (Box, int) {
	box := glyphs[i].Box
	for end := i + 1; end < len(glyphs); end++ {
		a, b := &glyphs[end-1], &glyphs[end]
		if a.Dir != Right || b.Dir != Right || !narrow(a.Text) || !narrow(b.Text) ||
			abs(b.X0-a.X1) > 0.15*a.Size || abs(b.Y1-a.Y1) > 0.1*a.Size {
			return box, end
		}
		box = box.union(b.Box)
	}
	return box, len(glyphs)
}

func narrow(s string) bool { return len(s) == 1 && s > " " }
