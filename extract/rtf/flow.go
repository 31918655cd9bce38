package rtf

import (
	"gongkai/extract/limit"
	"gongkai/extract/story"
)

// A flow is a story being read. Its tables are known only by what ends their
// cells and rows, so that those that are open stand in a stack: level 0 is the
// story itself, level 1 a table in it, level 2 one in a cell of that.
type flow struct {
	r      *reader
	text   story.Text // of the paragraph
	label  story.Text // of its number, being read
	number string
	boxes  []story.Item // text boxes anchored in the paragraph
	levels []level

	plain, nested def  // of the rows being defined
	rowBegun      bool // \trowd came, and no \row yet
}

type level struct {
	items []story.Item   // of the cell, or of the story
	cells [][]story.Item // of the row, as far as it has come
	rows  []story.Row
}

// paragraph ends a paragraph.
func (f *flow) paragraph() {
	st := &f.r.st
	depth := 0
	switch {
	case st.depth > 0:
		depth = st.depth
	case st.inTable, f.rowBegun: // some writers leave \intbl out
		depth = 1
	}
	f.to(depth)
	f.take(st.outline)
}

// take puts the text read so far into the innermost open cell.
func (f *flow) take(outline int) {
	text := f.text.Take()
	if f.number != "" {
		text = story.Numbered(bullet(f.number), text)
		f.number = ""
	}
	at := &f.levels[len(f.levels)-1]
	if text != "" {
		f.r.count(1)
		at.items = append(at.items, story.Item{Text: text, Level: story.Level(outline, text)})
	}
	at.items = append(at.items, f.boxes...)
	f.boxes = nil
}

// bullet makes a sign of a sign font something that can be read.
func bullet(number string) string {
	if r := []rune(number); len(r) == 1 && r[0] >= 0xE000 && r[0] <= 0xF8FF {
		return "•"
	}
	return number
}

// to closes tables, or opens them, until this many are open.
func (f *flow) to(depth int) {
	if depth > limit.MaxTableDepth {
		f.r.fail(limit.Exceeded("nested tables", depth, limit.MaxTableDepth))
		depth = 1
	}
	for len(f.levels) < depth+1 {
		f.levels = append(f.levels, level{})
	}
	for n := len(f.levels) - 1; n > depth; n-- {
		f.close(n)
	}
}

// close ends the innermost table. Content behind its last row, or cells without
// the end of their row, are kept as a row of their own.
func (f *flow) close(n int) {
	l := &f.levels[n]
	if len(l.items) > 0 {
		l.cells = append(l.cells, l.items)
	}
	if len(l.cells) > 0 {
		d := def{}
		l.rows = append(l.rows, d.row(l.cells))
	}
	f.levels = f.levels[:n]
	if len(l.rows) > 0 {
		f.r.count(1)
		up := &f.levels[n-1]
		up.items = append(up.items, story.Item{Table: &story.Table{Rows: l.rows}})
	}
}

func (f *flow) cell(depth int) {
	f.to(depth)
	f.take(-1)
	f.r.count(1)
	if len(f.levels) <= depth { // refused for its depth
		return
	}
	l := &f.levels[depth]
	l.cells, l.items = append(l.cells, l.items), nil
}

func (f *flow) row(depth int, d *def) {
	f.to(depth)
	if len(f.levels) <= depth {
		return
	}
	l := &f.levels[depth]
	if !f.text.Empty() { // before \row, without \cell
		f.take(-1)
	}
	if len(l.items) > 0 {
		l.cells, l.items = append(l.cells, l.items), nil
	}
	if len(l.cells) == 0 {
		return
	}
	// What a row defines counts, too: \cell\row is a row of all of it.
	f.r.count(1 + len(d.cells))
	l.rows = append(l.rows, d.row(l.cells))
	l.cells = nil
}

// finish ends the story and returns its items.
func (f *flow) finish() []story.Item {
	f.to(0)
	f.take(-1)
	return f.levels[0].items
}

func (r *reader) count(n int) {
	if err := r.meter.Add(n); err != nil {
		r.fail(err)
	}
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}
