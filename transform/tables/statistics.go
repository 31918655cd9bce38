package tables

import "slices"

// statistics reads the form used before 2019: a list of numbered indicators
// with their unit and one number. Provincial forms add rows, which are kept under
// ids of their own, and the number of all years, which is never the year's.
type statistics struct {
	k      *collector
	year   int // reported on; 0 where unknown
	panels []panel
	table  int // of the last rows read; -1 before any
	width  int // of that table
	headed int // width of the last header's row
	lines  []statLine
	known  map[string]bool // rows of the form that were named by their labels
	looked struct {        // the rows whose header was looked for last, and its place
		at         *[]cell
		rows, head int
	}
}

func newStatistics(k *collector, year int) *statistics {
	return &statistics{k: k, year: year, table: -1, known: map[string]bool{}}
}

// enough is how many rows of the form a list must name to be taken for it. From
// 2019 on reports have other forms, and lists of their own.
func (s *statistics) enough() int {
	if s.year >= 2019 {
		return 4
	}
	return 1
}

func (s *statistics) found() bool { return len(s.known) >= s.enough() }

// take reads a table's rows [from, to) as the form, from its header on to the
// header of another form; to is 0 where the table has none.
func (s *statistics) take(rows [][]cell, table int, ruled bool, other func([]cell) bool) (from, to int) {
	from = s.header(rows)
	headed, width := from >= 0, widthOf(rows)
	goesOn := !headed && s.panels != nil && s.goesOn(rows, table, width)
	if len(rows) == 0 || !headed && !goesOn && len(namedRows(rows)) < headlessRows {
		return 0, 0
	}
	from = max(from, 0)
	for to = from + 1; to < len(rows) && !other(rows[to]); to++ {
	}
	names := namedRows(rows[from:to])
	switch {
	case goesOn, headed && len(names) >= s.enough():
	case headed && table == s.table+1 && s.panels != nil && alike(statisticsHeader(rows[from], s.year), s.panels):
	case !headed && len(names) >= headlessRows:
		s.panels = headless(rows[from:to])
	default:
		return 0, 0
	}
	s.rows(rows[from:to], table, width, ruled, from)
	for id := range names {
		s.known[id] = true
	}
	return from, to
}

// headlessRows is how many rows of the form a table without a header must name.
const headlessRows = 4

// header returns the row that heads the list, -1 for none.
func (s *statistics) header(rows [][]cell) int {
	if len(rows) == 0 {
		return -1
	}
	if s.looked.at != &rows[0] || s.looked.rows != len(rows) {
		s.looked.at, s.looked.rows = &rows[0], len(rows)
		s.looked.head = slices.IndexFunc(rows, func(row []cell) bool { return statisticsHeader(row, s.year) != nil })
	}
	return s.looked.head
}

// title returns a line over the list's header that names another year than the
// report's, "" for none.
func (s *statistics) title(rows [][]cell) string {
	for _, row := range rows[:max(0, s.header(rows))] {
		if printed := filled(row); len(printed) == 1 {
			if t := otherYear(printed[0].text, s.year); t != "" {
				return t
			}
		}
	}
	return ""
}

func widthOf(rows [][]cell) int {
	width := 0
	for _, row := range rows {
		if len(row) > 0 {
			width = max(width, row[len(row)-1].to)
		}
	}
	return width
}

// namedRows lists the rows of the form that cells name by their labels.
func namedRows(rows [][]cell) map[string]bool {
	names := map[string]bool{}
	for _, row := range rows {
		for i := range row {
			for _, id := range row[i].exactRows() {
				names[id] = true
			}
		}
	}
	return names
}

// goesOn reports whether a table without a header is the rest of the last one,
// torn off at a page's end.
func (s *statistics) goesOn(rows [][]cell, table, width int) bool {
	if len(rows) > 0 && !anyNumber(rows[0]) && len(filled(rows[0])) > 2 && len(namedRows(rows[:1])) == 0 {
		return false // a header that is not the form's
	}
	if len(namedRows(rows)) > 0 {
		return true
	}
	return table == s.table+1 && width == s.width && len(rows) > 0 && len(statLines(s.panels, rows[0], true)) > 0
}

// alike reports whether two headers are the same, as at a page's head.
func alike(a, b []panel) bool {
	return slices.EqualFunc(a, b, func(p, q panel) bool {
		return slices.EqualFunc(p.cols, q.cols, func(c, d column) bool { return c.id == d.id && c.text == d.text })
	})
}

// heading takes a paragraph between the form's tables that names one of its rows:
// 五、行政诉讼数量 over a table of its own.
func (s *statistics) heading(text string) {
	if s.panels == nil || len(statisticsNames().find(readLabel(text))) == 0 {
		return
	}
	s.lines = append(s.lines, statLine{table: s.table, row: len(s.lines) + unbounded, label: text, heads: true})
}

// headless makes the columns of a list without a header: a unit where there is
// one, and the numbers, of which one alone is the year's.
func headless(rows [][]cell) []panel {
	units, numbers := 0, 0
	for _, row := range rows {
		n := 0
		for i := range row {
			switch {
			case row[i].blank():
			case isUnit(row[i].text):
				units++
			case !isLabelCell(&row[i]) && i > 0:
				n++
			}
		}
		numbers = max(numbers, n)
	}
	cols := []column{{id: labelColumn, from: -1}}
	if units > 0 {
		cols = append(cols, column{id: unitColumn, from: -1})
	}
	for range max(numbers, 1) {
		cols = append(cols, column{id: valueColumn, from: -1, text: "?"})
	}
	ps := panelsOf(cols, 0)
	ps[0].guessed = true
	return ps
}

// rows reads the rows of a table; first is the place of the first in it.
func (s *statistics) rows(rows [][]cell, table, width int, ruled bool, first int) {
	header, below := table == s.table && s.panels != nil, false
	same := ruled && (header || width == s.width)
	s.table, s.width = table, width
	for i, row := range rows {
		if allBlank(row) {
			continue
		}
		if ps := statisticsHeader(row, s.year); ps != nil {
			s.panels, same, below, s.headed = ps, ruled, true, row[len(row)-1].to
			continue
		}
		if below {
			if ps := subHeader(s.panels, row, s.year); ps != nil {
				s.panels = ps
				continue
			}
			below = false
		}
		// In a dump of two sets of columns, places tell where the second begins.
		place := same || len(s.panels) > 1 && row[len(row)-1].to == s.headed
		for _, l := range statLines(s.panels, row, place && placed(s.panels[0].cols)) {
			l.table, l.row = table, first+i
			s.lines = append(s.lines, l)
		}
	}
}
