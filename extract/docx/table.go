package docx

import (
	"gongkai/extract/limit"
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// A table is a table as written.
type table struct {
	grid []int // widths of the columns, in twips
	rows []row
}

type row struct {
	before, after int // grid columns left out at its ends
	indent        int // width of those before, in twips; -1 where not stated
	deleted       bool
	hidden        bool
	cells         []cell
}

type cell struct {
	span    int
	width   int // in twips, or fiftieths of a percent; 0 where not stated
	percent bool
	down    merge
	across  merge // as only older files have it
	deleted bool
	items   []story.Item
}

type merge uint8

const (
	alone merge = iota
	restart
	continued
)

func (s *scope) table(f *flow) {
	t := &table{}
	s.rows(t)
	if len(t.rows) == 0 {
		return
	}
	for i := range t.rows {
		if n := t.rows[i].columns(); n > limit.MaxColumns {
			s.fail(limit.Exceeded("columns in a table", n, limit.MaxColumns))
			return
		}
	}
	st := t.story()
	s.count(len(st.Ruler))
	s.add(f, story.Item{Table: st})
}

// rows reads the rows up to the end of the element that has just begun. Content
// controls and custom XML may stand around rows, and around cells.
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
		case "tr":
			s.count(1)
			r := row{indent: -1}
			s.cells(&r)
			if !r.deleted && len(r.cells) > 0 && !(r.hidden && r.empty()) {
				t.rows = append(t.rows, r)
			}
		case "gridCol":
			if len(t.grid) < limit.MaxColumns {
				t.grid = append(t.grid, number(s.c.Attr("w"), 0))
			}
			s.c.Skip()
		case "AlternateContent":
			s.alternate(func() { s.rows(t) })
		case "tblPr", "sdtPr", "tblGridChange":
			s.c.Skip()
		default:
			s.rows(t)
		}
	}
}

func (s *scope) cells(r *row) {
	for {
		switch s.c.Next() {
		case part.End, part.EOF:
			return
		case part.Start:
		default:
			continue
		}
		switch string(s.c.Name) {
		case "tc":
			s.count(1)
			c := cell{span: 1}
			f := flow{cell: &c}
			s.container(&f)
			s.flush(&f)
			c.items = f.items
			if !c.deleted {
				r.cells = append(r.cells, c)
			}
		case "trPr":
			s.rowProperties(r)
		case "AlternateContent":
			s.alternate(func() { s.cells(r) })
		case "sdtPr", "tblPrEx":
			s.c.Skip()
		default:
			s.cells(r)
		}
	}
}

func (s *scope) rowProperties(r *row) {
	for depth := 1; depth > 0; {
		switch s.c.Next() {
		case part.EOF:
			return
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(s.c.Name) {
			case "gridBefore":
				r.before = columns(s.c.Attr("val"))
			case "gridAfter":
				r.after = columns(s.c.Attr("val"))
			case "wBefore":
				if s.c.Is("type", "dxa") {
					r.indent = number(s.c.Attr("w"), -1)
				}
			case "del":
				r.deleted = true
			case "hidden":
				r.hidden = isOn(s.c.Attr("val"))
			case "trPrChange":
				s.c.Skip()
				depth--
			}
		}
	}
}

func (s *scope) cellProperties(c *cell) {
	for depth := 1; depth > 0; {
		switch s.c.Next() {
		case part.EOF:
			return
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(s.c.Name) {
			case "gridSpan":
				c.span = max(1, columns(s.c.Attr("val")))
			case "vMerge":
				c.down = merging(s.c.Attr("val"))
			case "hMerge":
				c.across = merging(s.c.Attr("val"))
			case "cellMerge": // a tracked change: merged or split
				switch s.c.Attr("vMerge") {
				case "rest":
					c.down = alone
				case "cont":
					c.down = continued
				}
			case "cellDel":
				c.deleted = true
			case "tcW":
				if c.percent = s.c.Is("type", "pct"); c.percent || s.c.Is("type", "dxa") {
					c.width = max(0, number(s.c.Attr("w"), 0))
				}
			case "tcPrChange":
				s.c.Skip()
				depth--
			}
		}
	}
}

// merging reads vMerge and hMerge; without a value, they continue.
func merging(v string) merge {
	if v == "restart" {
		return restart
	}
	return continued
}

// columns reads a number of grid columns. Word has at most 63; more is a bomb,
// and counts as much as it does in HTML.
func columns(v string) int { return min(max(number(v, 0), 0), limit.MaxColSpan) }

func (r *row) empty() bool {
	for i := range r.cells {
		if len(r.cells[i].items) > 0 {
			return false
		}
	}
	return true
}
