package page

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gongkai"
)

// margins are where the lines of running text begin and end, and where the first
// of all lines does.
type margins struct{ left, right, begin float64 }

// A writer makes blocks of items. What it is making stays open over a page's end:
// a paragraph, a heading or a table may go on.
type writer struct {
	sheets []sheet
	body   float64 // font size of the running text
	at     map[int]margins
	blocks []gongkai.Block

	para    []line // open paragraph
	paraOn  int    // page of its last line
	paraAt  int    // page of its first line
	heading bool
	table   *table // open table
	tableOn int    // page that it begins on
	titled  bool
	err     error
	unruled map[spot]*unruled // by their first line; nil at their others
}

// newWriter measures the document. Margins are taken over all pages of a width:
// a page with a short end of a section has none of its own.
func newWriter(sheets []sheet) *writer {
	w := &writer{sheets: sheets, at: map[int]margins{}}
	sizes := map[int]int{}
	lefts, rights := map[int][]float64{}, map[int][]float64{}
	for i := range sheets {
		key := int(math.Round(sheets[i].width))
		for _, it := range sheets[i].items {
			if it.table != nil || it.furniture {
				continue
			}
			sizes[int(math.Round(it.line.size*2))] += len(it.line.glyphs)
			lefts[key] = append(lefts[key], it.X0)
			rights[key] = append(rights[key], it.X1)
		}
	}
	most := 0
	for size, n := range sizes {
		if n > most || n == most && float64(size)/2 < w.body {
			most, w.body = n, float64(size)/2
		}
	}
	for key := range lefts {
		l, r := lefts[key], rights[key]
		slices.Sort(l)
		slices.Sort(r)
		// A page of headings and short lines shows no right margin.
		w.at[key] = margins{l[len(l)/20], max(r[len(r)-1-len(r)/20], 0.75*float64(key)), l[0]}
	}
	return w
}

func (w *writer) margins(page int) margins {
	return w.at[int(math.Round(w.sheets[page].width))]
}

// page writes the items of a page.
func (w *writer) page(i int) {
	items := w.sheets[i].items
	for j := 0; j < len(items); j++ {
		it := &items[j]
		switch {
		case it.furniture:
			// What is open stays so: a page's end breaks neither sentence nor table.
			w.blocks = append(w.blocks, gongkai.Block{Kind: gongkai.Paragraph, Zone: gongkai.Furniture, Text: it.line.text, Page: i + 1})
		case it.table != nil:
			w.flushProse()
			w.addTable(it.table, i)
		default:
			if u, ok := w.unruled[spot{i, j}]; ok {
				if u != nil {
					w.flush()
					w.blocks = append(w.blocks, u.write())
				}
				continue
			}
			if n := w.alignedRows(items[j:]); n > 0 {
				w.flush()
				w.writeAligned(items[j:j+n], i)
				j += n - 1
				continue
			}
			w.flushTable()
			w.addLine(it.line, i)
		}
	}
}

func (w *writer) flush() {
	w.flushProse()
	w.flushTable()
}

// addLine continues the open paragraph or begins another.
func (w *writer) addLine(l line, page int) {
	heading := w.isHeading(l)
	if len(w.para) > 0 && (heading != w.heading || !w.goesOn(l, page)) {
		w.flushProse()
	}
	if len(w.para) == 0 {
		w.paraAt = page
	}
	w.heading, w.paraOn = heading, page
	w.para = append(w.para, l)
}

// isHeading reports whether a line is printed larger than the running text.
func (w *writer) isHeading(l line) bool {
	const larger = 1.2
	return l.size >= larger*w.body && len([]rune(l.text)) <= 80
}

// goesOn reports whether a line belongs to the open paragraph: the line above is
// full, this one isn't indented, and they stand as close as lines do. The lines
// of a heading need only be alike and close.
func (w *writer) goesOn(l line, page int) bool {
	const indent, leading = 0.8, 1.8 // of the size
	last := w.para[len(w.para)-1]
	size := max(last.size, l.size)
	if cmp.Compare(min(last.size, l.size), 0.85*size) < 0 {
		return false
	}
	if page == w.paraOn && (l.Y0-last.Y1 > leading*size || l.Y0 < last.Y0) {
		return false
	}
	if w.heading {
		return page == w.paraOn
	}
	if ordinal.MatchString(l.text) && strings.ContainsAny(last.glyphs[len(last.glyphs)-1].Text, "。！？；：") {
		return false // a new heading under a paragraph that ends at the margin
	}
	m := w.margins(page)
	before := w.margins(w.paraOn)
	return l.X0 < m.left+indent*size && before.right-last.X1 < firstWord(l)+0.3*size
}

func (w *writer) flushProse() {
	if len(w.para) == 0 {
		return
	}
	b := gongkai.Block{Kind: gongkai.Paragraph, Page: w.paraAt + 1}
	if w.heading {
		b.Kind, b.Level = gongkai.Heading, 2
		if !w.titled {
			b.Level, w.titled = 1, true
		}
		parts := make([]string, len(w.para))
		for i, l := range w.para {
			parts[i] = l.text
		}
		b.Text = strings.Join(parts, "\n")
	} else {
		b.Text = flow(w.para, room{})
	}
	w.blocks = append(w.blocks, b)
	w.para = nil
}

func (w *writer) done() ([]gongkai.Block, error) { return w.blocks, w.err }
