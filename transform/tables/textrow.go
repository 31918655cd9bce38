package tables

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// openRow is a row of digits with more than one reading, in the form's order
// of applicants.
type openRow struct {
	id   string
	run  run
	ways [][]int64
	cols []column
}

// takeRun stores a row of the table of requests, or returns it where several
// readings are left for the identities between rows to decide.
func (x *textReader) takeRun(id string, cols []column, v run) *openRow {
	q, n := x.req, len(cols)
	if len(v.pieces) == 0 {
		return nil
	}
	if q.unsure {
		q.ended(id, inText, v.pieces, nil)
		q.store(id, cols, v.undecided(n), gongkai.ByText)
		q.k.issue("T-03", fmt.Sprintf("%s: the header does not tell in which order the columns stand: %q", q.zh(id), oneLine(v.whole.text)), "req."+id, "")
		return nil
	}
	q.orderSaid(id)
	if s := v.asCells(n); s != nil && v.sound() {
		method := gongkai.ByText
		if q.guessed {
			method = gongkai.ByPosition
		}
		q.store(id, cols, s, method)
		q.ended(id, inText, v.pieces, nil)
		return nil
	}
	q.ended(id, inText, v.pieces, nil)
	var sums []sum
	for i, c := range cols {
		if c.id == "total" && (i == n-1 || i == 0) && n == 7 {
			sums = []sum{{0, n, i}}
		}
	}
	if sums == nil { // how many numbers the digits are is not told either
		x.ambiguousRow(id, cols, v)
		return nil
	}
	ways, status := v.read(n, sums)
	switch {
	case len(ways) == 1:
		if status == gongkai.Derived {
			x.derived(id, v)
		}
		q.store(id, cols, v.slots(ways[0], status), gongkai.ByDigits)
	case len(ways) > 1:
		return &openRow{id, v, ways, cols}
	default:
		x.ambiguousRow(id, cols, v)
	}
	return nil
}

// derived says which row was read by an identity.
func (x *textReader) derived(id string, v run) {
	x.k.issueAt(gongkai.SeverityInfo, "T-04", fmt.Sprintf("%q: read so that the row adds up, if none of its cells was empty", oneLine(v.whole.text)), "req."+id, "")
}

func (x *textReader) ambiguousRow(id string, cols []column, v run) {
	x.req.store(id, cols, v.undecided(len(cols)), gongkai.ByDigits)
	x.k.issue("T-04", ambiguous(v), "req."+id, "")
}

// settle lets the balances between rows decide rows with several readings: an
// identity in which all rows but one are known leaves the readings that close.
func (x *textReader) settle(open []openRow) {
	for changed := true; changed; {
		changed = false
		for i := range open {
			if len(open[i].ways) < 2 {
				continue
			}
			for _, terms := range balances(x.req.template("")) {
				if left := x.close(open, i, terms); left != nil && len(left) < len(open[i].ways) && len(left) > 0 {
					open[i].ways, changed = left, true
				}
			}
		}
	}
	for _, o := range open {
		if len(o.ways) == 1 {
			x.derived(o.id, o.run)
			x.req.store(o.id, o.cols, o.run.slots(o.ways[0], gongkai.Derived), gongkai.ByDigits)
			continue
		}
		x.ambiguousRow(o.id, o.cols, o.run)
	}
}

// balances are the identities between rows, as signed lists of row ids that add
// up to nothing: the printed 勾稽关系, and the outcomes' sum.
func balances(template string) []map[string]int64 {
	outcome := map[string]int64{"processed_total": -1}
	for _, r := range canon.Get().Requests.Rows {
		switch r.ID {
		case "received", "carried_in", "processed_total", "carried_forward":
		default:
			if r.In(template) {
				outcome[r.ID] = 1
			}
		}
	}
	return []map[string]int64{
		{"received": 1, "carried_in": 1, "processed_total": -1, "carried_forward": -1},
		outcome,
	}
}

// close returns the readings of open[i] with which the balance closes in every
// column; nil where another of its rows is not known.
func (x *textReader) close(open []openRow, i int, terms map[string]int64) [][]int64 {
	sign, ok := terms[open[i].id]
	if !ok {
		return nil
	}
	rest := make([]int64, len(open[i].cols))
	for id, f := range terms {
		if id == open[i].id {
			continue
		}
		row := x.known(open, id, open[i].cols)
		if row == nil {
			return nil
		}
		for c := range rest {
			rest[c] += f * row[c]
		}
	}
	left := [][]int64{}
	for _, w := range open[i].ways {
		closes := true
		for c := range rest {
			if rest[c]+sign*w[c] != 0 {
				closes = false
			}
		}
		if closes {
			left = append(left, w)
		}
	}
	return left
}

// known returns a row's numbers under columns, nil where one is not known.
func (x *textReader) known(open []openRow, id string, cols []column) []int64 {
	for _, o := range open {
		if o.id == id {
			if len(o.ways) == 1 {
				return o.ways[0]
			}
			return nil
		}
	}
	slots := x.req.row(id).slots
	if slots == nil {
		return nil
	}
	out := make([]int64, len(cols))
	for c, col := range cols {
		for i, a := range canon.Get().Applicants.List {
			if a.ID != col.id {
				continue
			}
			n, ok := slots[i].value()
			if !ok {
				return nil
			}
			out[c] = n
		}
	}
	return out
}

// value returns a slot's whole number.
func (s slot) value() (int64, bool) {
	if s.number != nil {
		return *s.number, true
	}
	return plain(s)
}

// asCells returns the pieces as cells where there are as many as columns and
// each reads as a value by itself.
func (v run) asCells(n int) []slot {
	if len(v.pieces) != n {
		return nil
	}
	out := make([]slot, n)
	for i := range v.pieces {
		t := foldDigits(v.pieces[i].text)
		if !values.IsValue(t) || strings.Contains(t, ",") && unread(t) || len(t) > 1 && t[0] == '0' && strings.Trim(t, "0123456789") == "" {
			return nil
		}
		out[i].cell = &v.pieces[i]
	}
	return out
}

// unread reports whether a text is no number of any kind: 498,1 of a line of
// numbers with commas between them.
func unread(t string) bool {
	for _, kind := range []canon.Kind{canon.Count, canon.Money} {
		if r := values.Parse(t, values.Context{Kind: kind, Unit: values.Yuan}); r.Value.Valid {
			return false
		}
	}
	return true
}

// sound reports whether the pieces are cells beyond doubt: all on one line, or a
// line each. "4 5" with a page's number on the next line is neither.
func (v run) sound() bool {
	if !v.lines || v.mixed {
		return !v.mixed
	}
	for i := range v.pieces {
		numbers := 0
		for _, f := range strings.Fields(label.CutNotes(v.pieces[i].text)) {
			if isDigit([]rune(f)[0]) {
				numbers++
			}
		}
		if numbers > 1 {
			return false
		}
	}
	return true
}

// blanksLost reports whether the pieces are a whole row whose empty cells left
// no trace: 870 62 932, of which the last is the sum of the others.
func (v run) blanksLost(pieces []string) bool {
	var sum, last int64
	for i, p := range pieces {
		n, err := strconv.ParseInt(p, 10, 64)
		if err != nil || len(p) > 1 && p[0] == '0' {
			return false
		}
		if i == len(pieces)-1 {
			last = n
		} else {
			sum += n
		}
	}
	return len(pieces) > 1 && sum == last
}

// read takes the digits apart. Blanks within a line are taken for the edges of
// cells. Lines are cells of their own and never taken apart. The status is reported where the
// text has but one reading, with or without the sums.
func (v run) read(n int, sums []sum) ([][]int64, gongkai.Status) {
	if v.lines || v.more || v.apart && len(sums) == 0 && n > 1 {
		return nil, gongkai.AmbiguousText
	}
	pieces, ok := digitsOf(v.pieces)
	if !ok {
		return nil, gongkai.AmbiguousText
	}
	found, ok := readings(pieces, n, sums)
	if !ok || len(pieces) < n && v.blanksLost(pieces) {
		return nil, gongkai.AmbiguousText
	}
	if len(found) == 1 {
		if free, ok := readings(pieces, n, nil); ok && len(free) == 1 {
			return found, gongkai.Reported
		}
	}
	return found, gongkai.Derived
}

// slots gives each column its number; the raw text is the whole run.
func (v run) slots(numbers []int64, status gongkai.Status) []slot {
	out := make([]slot, len(numbers))
	for i := range numbers {
		out[i] = slot{cell: &v.whole, status: status, number: &numbers[i]}
	}
	return out
}

func (v run) undecided(n int) []slot {
	out := make([]slot, n)
	for i := range out {
		out[i] = slot{cell: &v.whole, status: gongkai.AmbiguousText}
	}
	return out
}

// emitLaid records a row of running text under its sub-table's form.
func (p *proactive) emitLaid(r pdRow, f form) {
	cols := f.of(r)
	if len(cols) != len(r.laid) && len(f.columns) == len(r.laid) {
		f.cols = nil
		cols = f.of(r)
		p.k.issue("T-02", fmt.Sprintf("columns of row %s were taken by position", p.zh(r.id)), "", "")
	}
	if len(cols) != len(r.laid) {
		p.k.issue("T-03", fmt.Sprintf("%s: %q cannot be laid under %d columns", p.zh(r.id), oneLine(r.run.whole.text), len(cols)), "", "")
		for _, c := range cols {
			at := key{"pd." + r.id + "." + c.id, ""}
			whole := r.run.whole
			p.k.put(at, f.template, slot{cell: &whole, status: gongkai.AmbiguousText}, gongkai.ByDigits, values.NoUnit)
			p.k.issue("T-04", ambiguous(r.run), at.indicator, "")
		}
		return
	}
	for i, c := range cols {
		if c.id == "" {
			continue
		}
		s := r.laid[i]
		method := gongkai.ByText
		if s.number != nil || s.status == gongkai.AmbiguousText {
			method = gongkai.ByDigits
		}
		at := key{"pd." + r.id + "." + c.id, ""}
		p.k.put(at, f.template, s, method, values.UnitIn(c.text))
		switch {
		case s.status == gongkai.AmbiguousText:
			p.k.issue("T-04", ambiguous(r.run), at.indicator, "")
		case s.number != nil && strings.Trim(s.cell.text, "0 ") != "":
			p.k.issueAt(gongkai.SeverityInfo, "T-04", fmt.Sprintf("%q: read as one digit a cell", oneLine(r.run.whole.text)), at.indicator, "")
		}
	}
}
