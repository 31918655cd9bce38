package odt

import (
	"slices"

	"gongkai/extract/limit"
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// unit is the width that columns count as.
const unit = 1000

// A table is a table being read.
type table struct {
	rows  []story.Row
	width int    // columns
	spans []span // of cells that reach below the last row
}

// A span is what is left of a cell that spans rows.
type span struct{ left, right, rows int }

func (s *scope) table(f *flow) {
	t := &table{}
	s.rows(t)
	if len(t.rows) == 0 {
		return
	}
	st := &story.Table{Rows: t.rows}
	for i := range t.width + 1 {
		st.Ruler = append(st.Ruler, i*unit)
	}
	s.count(t.width)
	s.add(f, story.Item{Table: st})
}

// rows reads rows up to the end of the element that has just begun: the table, a
// group of rows, its header.
func (s *scope) rows(t *table) {
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Start:
		default:
			continue
		}
		switch string(s.c.Name) {
		case "table-row":
			repeated := max(1, integer(s.c.Attr("number-rows-repeated"), 1))
			cells, spans, width := s.cells()
			if t.width = max(t.width, width); t.width > limit.MaxColumns {
				s.fail(limit.Exceeded("columns in a table", t.width, limit.MaxColumns))
				return
			}
			if n := repeated * max(1, width); n > limit.MaxCells {
				s.fail(limit.Exceeded("table cells, repetitions expanded", n, limit.MaxCells))
				return
			}
			for range repeated {
				if s.count(1 + len(cells)); s.err != nil {
					return
				}
				t.add(cells, spans)
			}
		case "title", "desc", "shapes", "forms":
			s.c.Skip()
		default:
			s.rows(t)
		}
	}
}

// cells reads the cells of a row. Every position has an element, those that a
// span covers, too.
func (s *scope) cells() (cells []story.Cell, spans []span, width int) {
	at := 0
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return cells, spans, max(width, at)
		case part.Start:
		default:
			continue
		}
		name := string(s.c.Name)
		if name != "table-cell" && name != "covered-table-cell" {
			s.c.Skip()
			continue
		}
		repeated := max(1, integer(s.c.Attr("number-columns-repeated"), 1))
		wide := min(max(1, integer(s.c.Attr("number-columns-spanned"), 1)), limit.MaxColSpan)
		high := min(max(1, integer(s.c.Attr("number-rows-spanned"), 1)), limit.MaxRowSpan)
		if name == "covered-table-cell" {
			if at += repeated; at > limit.MaxColumns {
				s.fail(limit.Exceeded("columns in a table", at, limit.MaxColumns))
			}
			s.c.Skip()
			continue
		}
		items := s.story()
		for range min(repeated, limit.MaxColumns+1) {
			s.count(1)
			cells = append(cells, story.Cell{Left: at * unit, Right: (at + wide) * unit, Starts: high > 1, Items: items})
			if high > 1 {
				spans = append(spans, span{at, at + wide, high - 1})
			}
			width = max(width, at+wide)
			at++
		}
		if at > limit.MaxColumns {
			s.fail(limit.Exceeded("columns in a table", at, limit.MaxColumns))
		}
	}
}

// add appends a row, with the cells from above that reach into it. A cell that
// stands where another should reach ends that one.
func (t *table) add(cells []story.Cell, spans []span) {
	row := story.Row{Cells: slices.Clone(cells)}
	taken := make([]bool, t.width)
	for _, c := range cells {
		for x := c.Left / unit; x < c.Right/unit; x++ {
			taken[x] = true
		}
	}
	kept := t.spans[:0]
	for _, sp := range t.spans {
		if slices.Contains(taken[sp.left:sp.right], true) {
			continue
		}
		row.Cells = append(row.Cells, story.Cell{Left: sp.left * unit, Right: sp.right * unit, Above: true})
		if sp.rows--; sp.rows > 0 {
			kept = append(kept, sp)
		}
	}
	t.spans = append(kept, spans...)
	slices.SortStableFunc(row.Cells, func(a, b story.Cell) int { return a.Left - b.Left })
	t.rows = append(t.rows, row)
}
