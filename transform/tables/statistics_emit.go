package tables

import (
	"fmt"
	"slices"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// inOrder returns the lines in the form's order. A form in two sets of columns is
// read down each set, down each page, or across: the way in which the rows'
// labels come as in the form.
func (s *statistics) inOrder() []statLine {
	by := func(keys func(l *statLine) [3]int) []statLine {
		out := slices.Clone(s.lines)
		slices.SortStableFunc(out, func(a, b statLine) int {
			x, y := keys(&a), keys(&b)
			return slices.Compare(x[:], y[:])
		})
		return out
	}
	best := by(func(l *statLine) [3]int { return [3]int{l.panel, l.table, l.row} })
	for _, other := range [][]statLine{
		by(func(l *statLine) [3]int { return [3]int{l.table, l.panel, l.row} }),
		by(func(l *statLine) [3]int { return [3]int{l.table, l.row, l.panel} }),
	} {
		if disorder(other) < disorder(best) {
			best = other
		}
	}
	return best
}

// disorder counts the rows that come before their predecessor in the form.
func disorder(lines []statLine) int {
	place := map[string]int{}
	for i, r := range canon.Get().Statistics.Rows {
		place[r.ID] = i
	}
	n, last := 0, -1
	for i := range lines {
		ids := statisticsNames().find(readLabel(lines[i].label))
		if len(ids) != 1 {
			continue
		}
		if place[ids[0]] < last {
			n++
		}
		last = place[ids[0]]
	}
	return n
}

// emit says what each line stands for and records its number.
func (s *statistics) emit() {
	if !s.found() {
		return
	}
	o := &outline{}
	lines := joinNotes(s.inOrder())
	for i := range lines {
		s.emitLine(o, &lines[i])
	}
	s.absent()
}

// joinNotes joins a label's note that has a row of its own to the row above, and
// its number, where that has none: 主动公开政府信息数 over （不同渠道和方式公开相同信息计1条）.
func joinNotes(lines []statLine) []statLine {
	var out []statLine
	for _, l := range lines {
		p := readLabel(l.label)
		if n := len(out); n > 0 && p.key != "" && p.cut == "" && p.ordinal.Form == label.NoOrdinal {
			if last := &out[n-1]; !l.printed || !last.printed {
				if l.printed {
					last.unit, last.value, last.method, last.printed, last.rule, last.why = l.unit, l.value, l.method, true, l.rule, l.why
				}
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

func (s *statistics) emitLine(o *outline, l *statLine) {
	above, inner := o.merged(l.path)
	p := readLabel(l.label)
	p.inner = p.inner || inner
	if !isUnit(l.unit) && p.unit != "" {
		l.unit = p.unit
	}
	unknown := len(statisticsNames().find(p)) == 0
	switch {
	case l.heads:
		o.take(p)
		return
	case p.key == "" || unknown && isIgnored(l.label):
		if l.printed && p.key == "" {
			s.k.issue("T-01", fmt.Sprintf("a row without a label holds %q", l.text()), "", "")
		}
		return
	case unknown && p.ordinal.Form == label.NoOrdinal && !p.inner && !l.printed && !isUnit(l.unit):
		return // the title again, a note
	case above.row != nil && !above.row.Heading && isTotal(p.key):
		s.put(above, l)
		return
	}
	at := o.take(p)
	if at.near && at.row != nil {
		s.k.issue("T-07", fmt.Sprintf("%q read as %s", oneLine(l.label), at.row.ZH), indicatorOf(at.row), "")
	}
	switch {
	case at.row != nil && !at.row.Heading:
	case at.row != nil && !l.number():
		return
	case at.row != nil: // a heading with a number is a row that the form does not have
		at = meaning{id: localID(at.row.Parent, p)}
	case !isUnit(l.unit) && !l.printed:
		return // a heading of the local form
	}
	s.put(at, l)
}

// isTotal reports whether a label under a merged one is the merged row's own sum.
func isTotal(key string) bool {
	return slices.Contains([]string{"合计", "总计", "小计", "总数", "总量", "数量", "计"}, key)
}

// number reports whether a number stands in the line.
func (l *statLine) number() bool {
	return l.printed && (l.value.cell == nil || strings.IndexFunc(l.value.cell.text, isDigit) >= 0)
}

// isDash reports whether a cell is blank or crossed out.
func isDash(text string) bool { return strings.Trim(label.Strip(text), "-—－–/\\") == "" }

func (l *statLine) text() string {
	if l.value.cell == nil {
		return ""
	}
	return oneLine(l.value.cell.text)
}

// indicatorOf returns the id for an issue: headings are no indicators.
func indicatorOf(r *canon.StatisticsRow) string {
	if r.Heading {
		return ""
	}
	return r.ID
}

// put records a line's number under what the line stands for.
func (s *statistics) put(at meaning, l *statLine) {
	unit := moneyUnit(l.unit)
	if unit == values.NoUnit {
		unit = moneyUnit(l.label)
	}
	if at.row == nil {
		s.k.own(at.id, l.label, unitName(l.unit), unit)
	}
	if at.row == nil || at.row.Local {
		s.k.issue("T-10", fmt.Sprintf("%q is no row of the prescribed form: kept under an id of its own", oneLine(l.label)), at.id, "")
	}
	method := l.method
	if l.value.status == gongkai.Missing {
		method = ""
	}
	s.k.put(key{at.id, ""}, canon.T2014, l.value, method, unit)
	if l.rule != "" {
		s.k.issue(l.rule, l.why, at.id, "")
	}
	if method == gongkai.ByPosition {
		s.k.issue("T-02", fmt.Sprintf("columns of row %q were taken by position", oneLine(l.label)), at.id, "")
	}
}

// moneyUnit is values.UnitIn for a text that names one unit, not 元或万元.
func moneyUnit(text string) values.Unit {
	u := values.UnitIn(text)
	if rest := strings.ReplaceAll(text, string(u), ""); u != values.NoUnit && values.UnitIn(rest) != values.NoUnit {
		return values.NoUnit
	}
	return u
}

// absent records the rows of the form that the list does not have. A provincial
// form lacks many, which is one finding.
func (s *statistics) absent() {
	var cells []string
	rows := 0
	for i := range canon.Get().Statistics.Rows {
		r := &canon.Get().Statistics.Rows[i]
		if r.Heading || r.Local {
			continue
		}
		rows++
		if s.k.fact(key{r.ID, ""}) == nil {
			cells = append(cells, r.ID)
		}
	}
	for _, id := range cells {
		if len(cells)*2 < rows {
			s.k.issue("T-05", "the list has no row "+canon.Get().Indicator(id).ZH, id, "")
		}
		s.k.missing(key{id, ""}, canon.T2014)
	}
	if len(cells)*2 >= rows {
		s.k.issueAt(gongkai.SeverityInfo, "T-05", fmt.Sprintf("a local form: %d of the prescribed form's %d rows are not in it", len(cells), rows), "", "")
		s.k.issues[len(s.k.issues)-1].Cells = cells
	}
}
