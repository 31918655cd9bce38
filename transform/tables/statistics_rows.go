package tables

import (
	"fmt"

	"gongkai"
	"gongkai/transform/values"
)

// A statLine is a line of the statistics form as it was printed.
type statLine struct {
	table, row, panel int // its place

	path    []string // labels of merged cells over it, outermost first
	label   string
	unit    string
	value   slot // of the year's own column; status "" is still to be parsed
	method  gongkai.Method
	printed bool   // something but a dash stands where the numbers do
	heads   bool   // a paragraph over a table
	rule    string // of an issue about the value
	why     string
}

// lines reads a row under the header's sets of columns: by places where header
// and row stand in one grid, else by what the cells hold.
func statLines(ps []panel, row []cell, same bool) []statLine {
	if same {
		if ls, ok := linesByPlace(ps, row); ok {
			return ls
		}
	}
	return linesByContent(ps, row)
}

// linesByPlace cuts a row at the header's places. It fails where the row's own
// cells contradict them: a label under 单位.
func linesByPlace(ps []panel, row []cell) ([]statLine, bool) {
	var out []statLine
	for i := range ps {
		p := &ps[i]
		var labels, rest []cell
		for k := range row {
			c := row[k]
			switch {
			case c.from < p.from || c.from >= p.to:
			case p.coded && c.from < p.label.from:
			case len(p.cols) == 0 || c.from < p.cols[0].from:
				labels = append(labels, c)
			default:
				rest = append(rest, c)
			}
		}
		l, ok := p.line(labels, rest, true)
		if !ok {
			return nil, false
		}
		if l.label != "" || l.printed {
			l.panel = i
			out = append(out, l)
		}
	}
	return out, true
}

// linesByContent cuts a row of a dump into labels and what stands behind them.
func linesByContent(ps []panel, row []cell) []statLine {
	var out []statLine
	for at := 0; at < len(row); {
		i := at
		for i < len(row) && !isLabelCell(&row[i]) {
			i++ // codes and blanks before the label
		}
		if i == len(row) {
			break
		}
		first := i
		var labels []cell
		for j := i; j < len(row) && (row[j].blank() && len(ps) == 1 || isLabelCell(&row[j])); j++ {
			if len(labels) > 0 && ps[0].has(unitColumn) && mayBeUnit(row[j].text) && (j+1 == len(row) || !isLabelCell(&row[j+1]) && !isUnit(row[j+1].text)) {
				break // a unit that is not listed
			}
			if !row[j].blank() {
				labels, i = append(labels, row[j]), j+1
			}
		}
		end := len(row)
		if len(ps) > 1 {
			for j := i; j < len(row); j++ {
				if isLabelCell(&row[j]) {
					end = j
					break
				}
			}
		}
		which := min(len(out), len(ps)-1)
		for w := which; w < len(ps); w++ {
			if ps[w].from >= 0 && row[first].from >= ps[w].from {
				which = w
			}
		}
		rest := row[i:end]
		if end < len(row) && which+1 < len(ps) && ps[which+1].coded && len(rest) > 0 {
			rest = rest[:len(rest)-1] // the next label's code
		}
		l, _ := ps[which].line(labels, rest, false)
		l.panel = which
		out = append(out, l)
		at = end
	}
	return out
}

// isLabelCell reports whether a cell holds words that are neither unit nor value.
func isLabelCell(c *cell) bool {
	return !c.blank() && !isUnit(c.text) && !values.IsValue(c.text) && c.text != "甲" && c.text != "乙"
}

// line makes a line of its label's cells and those behind. It reports whether
// what stands under 单位 can be a unit.
func (p *panel) line(labels, rest []cell, same bool) (statLine, bool) {
	var l statLine
	for _, c := range filled(labels) {
		if l.label != "" {
			l.path = append(l.path, l.label)
		}
		l.label = c.text
	}
	slots, method := p.lay(rest, same)
	if slots == nil {
		p.fail(&l, rest)
		return l, !same
	}
	ok := true
	if l.method = method; p.guessed {
		l.method = gongkai.ByPosition
	}
	for i, c := range p.cols {
		s := slots[i]
		switch {
		case s.cell == nil:
		case c.id == unitColumn:
			l.unit = s.cell.text
			ok = ok && (isDash(s.cell.text) || mayBeUnit(s.cell.text))
		case c.id != codeColumn && !isDash(s.cell.text):
			l.printed = true
		}
	}
	if !ok {
		p.fail(&l, rest)
		return l, false
	}
	switch k := p.undecided(); {
	case p.own >= 0:
		l.value = slots[p.own]
	case k >= 0:
		l.value = slot{cell: slots[k].cell, status: gongkai.Unparsed}
	default:
		l.value = slot{status: gongkai.Missing}
	}
	if p.own < 0 {
		l.rule, l.why = p.rule, p.why
	}
	if l.unit == "" && len(p.cols) > 0 && !p.has(unitColumn) {
		for i := range rest {
			if isUnit(rest[i].text) {
				l.unit = rest[i].text
			}
		}
	}
	return l, ok
}

// fail says that a row's cells cannot be told apart.
func (p *panel) fail(l *statLine, rest []cell) {
	l.printed, l.unit, l.value = true, "", slot{status: gongkai.Unparsed}
	if len(rest) > 0 {
		l.value.cell = &rest[0]
	}
	l.rule, l.why = "T-03", fmt.Sprintf("%q cannot be laid under the columns %s", joined(rest), p.heads())
}

func (p *panel) has(kind string) bool {
	for _, c := range p.cols {
		if c.id == kind {
			return true
		}
	}
	return false
}

// lay lays the cells behind a label under the set's columns.
func (p *panel) lay(rest []cell, same bool) ([]slot, gongkai.Method) {
	n := len(p.cols)
	if len(filled(rest)) == 0 { // blank in any reading
		out := make([]slot, n)
		for i := range out {
			if out[i].status = gongkai.Blank; len(rest) > 0 {
				out[i] = slot{cell: &rest[min(i, len(rest)-1)]}
			}
		}
		return out, gongkai.ByLabel
	}
	if !same {
		if s := p.byUnit(rest); s != nil {
			return s, gongkai.ByLabel
		}
	}
	if !p.has(unitColumn) { // a column of units that the header does not name
		var numbers []cell
		for i := range rest {
			if !isUnit(rest[i].text) {
				numbers = append(numbers, rest[i])
			}
		}
		if len(numbers) < len(rest) && !same {
			rest = numbers
		}
	}
	return align(p.cols, rest, same, offsets{})
}

// byUnit lays cells of a dump by the unit among them.
func (p *panel) byUnit(rest []cell) []slot {
	unit, at := -1, -1
	for i, c := range p.cols {
		if c.id == unitColumn && unit < 0 {
			unit = i
		}
	}
	for i := range rest {
		if at < 0 && isUnit(rest[i].text) {
			at = i - unit
		}
	}
	n := len(p.cols)
	if unit < 0 || at < 0 {
		return nil
	}
	for at+n < len(rest) && isLabelCell(&rest[len(rest)-1]) {
		rest = rest[:len(rest)-1] // a remark in no column
	}
	if fits(rest, at, n) {
		return inOrder(rest, at, n)
	}
	if len(filled(rest)) == 1 && at+n > len(rest) { // the unit alone: the blanks at the row's end were cut off
		out := make([]slot, n)
		for i := range out {
			out[i].status = gongkai.Blank
		}
		out[unit] = slot{cell: &rest[at+unit]}
		return out
	}
	return nil
}
