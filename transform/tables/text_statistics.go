package tables

import (
	"strconv"

	"gongkai"
	"gongkai/transform/label"
)

// statistics reads the form used before 2019 from running text.
func (x *textReader) statistics() {
	for from, tries := 0, 0; tries < mostHeaders; tries++ {
		start, ps, end := x.statisticsHeader(from)
		if start < 0 {
			return
		}
		lines, stop := x.statisticsLines(ps, end)
		known := map[string]bool{}
		for _, l := range lines {
			for _, id := range exactRows(l.label) {
				known[id] = true
			}
		}
		// Prose names rows of the form, too: it takes more of them than in a table.
		if len(known) >= x.s14.enough()+2 {
			x.s14.lines, x.s14.known = append(x.s14.lines, lines...), known
			x.use(start, stop)
			return
		}
		from = end
	}
}

// Bounds on what is tried: 项目 and 数量 stand beside each other in prose, too, and
// no province's form has hundreds of rows.
const (
	mostHeaders  = 20
	mostTextRows = 500
)

// counted returns how many numbers a row has.
func (p *panel) counted() int {
	n := 0
	for _, c := range p.cols {
		if p.counts(c) {
			n++
		}
	}
	return n
}

// counts reports whether a column holds numbers: all but units, codes and remarks.
func (p *panel) counts(c column) bool {
	switch c.id {
	case unitColumn, codeColumn, labelColumn, "":
		return false
	case otherColumn:
		k := label.Key(c.text)
		return k != "备注" && k != "说明" && k != "注"
	}
	return true
}

// statisticsLines reads the rows behind a header until something else begins.
func (x *textReader) statisticsLines(ps []panel, i int) ([]statLine, int) {
	var out []statLine
	p := &ps[0]
	code := 0
	if p.coded {
		code, i = x.codeAt(i)
	}
	for {
		row, ok := x.statisticsRow(p, i)
		if !ok || row.end <= i || len(out) == mostTextRows {
			return out, i
		}
		v := x.s.values(row.from, row.end)
		if p.coded {
			if _, more := x.statisticsRow(p, row.end); more {
				code = v.cutCode(code)
			}
		}
		l := statLine{table: -1, row: len(out) / len(ps), panel: len(out) % len(ps), label: row.label, unit: row.unit, method: gongkai.ByText}
		if x.statisticsValue(p, &l, v); row.torn {
			v.whole.text, v.whole.loc = x.s.text(row.from, x.digitsEnd(row.end))
			l.value = slot{cell: &v.whole, status: gongkai.AmbiguousText}
			l.rule, l.why = "T-04", ambiguous(v)
		}
		out = append(out, l)
		i = row.end
	}
}

func (x *textReader) digitsEnd(i int) int {
	for i < len(x.s.runes) && isDigit(x.s.runes[i]) {
		i++
	}
	return i
}

// codeAt reads the code before the first row.
func (x *textReader) codeAt(i int) (int, int) {
	j := x.s.skip(i)
	n := j
	for n < len(x.s.runes) && n < j+3 && isDigit(x.s.runes[n]) {
		n++
	}
	code, err := strconv.Atoi(foldDigits(string(x.s.runes[j:n])))
	if err != nil {
		return 0, i
	}
	return code, n
}

// cutCode takes the next row's code off a row's numbers: it is one more than the
// row's own. Without it, 0, nothing tells codes from numbers.
func (v *run) cutCode(code int) int {
	n := len(v.pieces)
	if n == 0 || code == 0 {
		return 0
	}
	if next, err := strconv.Atoi(foldDigits(v.pieces[n-1].text)); err == nil && next == code+1 {
		v.pieces = v.pieces[:n-1]
		return next
	}
	return 0
}

// statisticsValue lays a row's numbers under the columns and takes the year's.
func (x *textReader) statisticsValue(p *panel, l *statLine, v run) {
	n, own := 0, -1
	for i, c := range p.cols {
		if p.counts(c) {
			if i == p.own {
				own = n
			}
			n++
		}
	}
	l.printed = len(v.pieces) > 0 && !isDash(v.whole.text)
	switch {
	case len(v.pieces) == 0 && p.rule == "T-05":
		l.value = slot{status: gongkai.Missing}
	case len(v.pieces) == 0:
		l.value = slot{status: gongkai.Blank}
	case own < 0 && p.rule == "T-11":
		l.value = slot{cell: &v.whole, status: gongkai.Unparsed}
	case own < 0:
		l.value = slot{status: gongkai.Missing}
	default:
		slots, method := x.lay(v, n, nil, "")
		l.value, l.method = slots[own], method
		if l.value.status == gongkai.AmbiguousText {
			l.rule, l.why = "T-04", ambiguous(v)
		}
	}
	if own < 0 {
		l.rule, l.why = p.rule, p.why
	}
}
