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

// patience is how much unknown text may stand between two labels of a table
// that became running text, before the table is taken to have ended. Digits and
// blanks do not count: a row under a label of its own must not end the table.
const patience = 40

// runningText reads what the tables did not give from running text: dumps with
// a cell a line, or with all cells run together. It returns the blocks that
// were read as tables.
func (r *reader) runningText(doc *gongkai.Document, from, to int) map[int]bool {
	used := map[int]bool{}
	if r.pd.found() && r.req.found() && r.rl.found() {
		return used
	}
	s := newStream(doc, from, to)
	x := &textReader{reader: r, s: s, used: used}
	if !r.s14.found() {
		x.statistics()
	}
	if !r.pd.found() {
		x.proactive()
	}
	if !r.req.found() {
		x.requests()
	}
	if !r.rl.found() {
		x.challenges()
	}
	return used
}

type textReader struct {
	*reader
	s    *stream
	used map[int]bool
}

// use marks the blocks that lie within [from, to).
func (x *textReader) use(from, to int) {
	for i := from; i < to; i++ {
		if (i == 0 || x.s.at[i-1].block != x.s.at[i].block) && i < to {
			b := x.s.at[i].block
			end := i
			for end < len(x.s.at) && x.s.at[end].block == b {
				end++
			}
			if end <= to+1 {
				x.used[b] = true
			}
		}
	}
}

// next finds the next label within patience of i; what lies between is unknown.
func (x *textReader) next(i int, axes axis) (hit, int, bool) {
	left := patience
	for j := i; j < len(x.s.runes) && left >= 0; j++ {
		if x.s.blank(j) {
			continue
		}
		if h, ok := x.s.labelAt(j, axes); ok {
			return h, j, true
		}
		if !isDigit(x.s.runes[j]) {
			left--
		}
	}
	return hit{}, i, false
}

// requests reads 申请人情况 … 四、结转下年度继续办理.
func (x *textReader) requests() {
	start, header, i := x.requestHeader()
	if start < 0 {
		return
	}
	const axes = axisRequest | axisGroup
	q := x.req
	q.takeHeader(header, -2)
	cols := q.columns(false)
	q.unsure = q.unsure || !q.guessed && !complete(cols)
	var open []openRow
	for {
		i = x.s.skip(i)
		h, at, ok := x.next(i, axes)
		if !ok {
			break
		}
		x.strange(i, at)
		i = h.end
		ord := h.ordinal
		if h.axis == axisGroup && h.id != "other" {
			q.group = h.id
			continue
		}
		id := h.id
		end := x.s.valueEnd(x.s.skip(i), axes)
		v := x.s.values(i, end)
		if h.axis == axisGroup {
			q.group = "other"
			if len(v.pieces) == 0 {
				continue
			}
			id = "other.total"
		} else if id = x.resolve(id, ord); id == "" {
			continue
		}
		q.last, q.group = id, vocab().kindOf[id].Group
		i = end
		if id == "other.total" {
			q.group = "other"
		}
		if q.has(id) {
			break // a second table: another report's
		}
		if o := x.takeRun(id, cols, v); o != nil {
			open = append(open, *o)
		}
		if id == "carried_forward" {
			break
		}
	}
	x.settle(open)
	if q.found() {
		x.use(start, i)
	}
}

// complete reports whether columns name all applicants, 总计 or not: a label that
// a line's end tore is not found, and its numbers would pass for its neighbour's.
func complete(cols []column) bool {
	for _, a := range canon.Get().Applicants.List {
		if a.ID != "total" && !slices.ContainsFunc(cols, func(c column) bool { return c.id == a.ID }) {
			return false
		}
	}
	return true
}

// resolve is requests.resolve for a label whose ordinal is known.
func (x *textReader) resolve(id string, ord label.Ordinal) string {
	switch {
	case id == "other.misc" && ord.Form == label.Arabic && ord.Number == 3:
		return id
	case id == "processed_total" && ord.Number == 7:
		return id
	}
	return x.req.resolve(id, "")
}

// strange reports unknown text with a number between two rows.
func (x *textReader) strange(from, to int) {
	t, _ := x.s.text(from, to)
	if strings.IndexFunc(t, isDigit) >= 0 {
		x.k.issue("T-01", fmt.Sprintf("%q between two rows is no part of the form", oneLine(t)), "", "")
	}
}

// requestHeader finds the labels of the applicants' columns in a row of text.
func (x *textReader) requestHeader() (start int, header []cell, end int) {
	for i := 0; i < len(x.s.runes); i++ {
		h, ok := x.s.match(i, axisApplicant)
		if !ok || h.id != headerColumn && h.id != "natural_person" {
			continue
		}
		var row []cell
		j := i
		for {
			h, at, ok := x.within(j, 6, axisApplicant)
			if !ok {
				break
			}
			row = append(row, x.labelCell(at, h.end, len(row)))
			j = x.s.skip(h.end)
			if h, ok := x.s.labelAt(j, axisRequest); ok && h.id != "other.misc" && h.id != "processed_total" {
				break // 其他 and 总计 are columns here
			}
		}
		if len(row) >= 5 {
			return i, row, j
		}
		i = max(i, j-1)
	}
	return -1, nil, 0
}

// labelCell makes a header's cell of a label in running text. A label may be
// torn over lines (法人或⏎其他组织), which are blocks of their own: its text is
// put together, its locator that of the first.
func (x *textReader) labelCell(from, to, n int) cell {
	_, loc := x.s.text(from, to)
	return cell{text: label.Strip(string(x.s.runes[from:to])), from: n, to: n + 1, loc: loc}
}

// within is next with less patience.
func (x *textReader) within(i, n int, axes axis) (hit, int, bool) {
	i = x.s.skip(i)
	for j := i; j < len(x.s.runes) && j <= i+n; j++ {
		if h, ok := x.s.match(j, axes); ok && !x.s.blank(j) {
			return h, j, true
		}
	}
	return hit{}, i, false
}

// challenges reads 行政复议 行政诉讼 结果维持 … and the numbers behind.
func (x *textReader) challenges() {
	const axes = axisBlock | axisOutcome
	for i := 0; i < len(x.s.runes); i++ {
		h, ok := x.s.match(i, axisBlock)
		if !ok {
			continue
		}
		var row []cell
		j, outcomes := i, 0
		for {
			h, at, ok := x.within(j, 3, axes)
			if !ok {
				break
			}
			if h.axis == axisOutcome {
				outcomes++
			}
			row = append(row, x.labelCell(at, h.end, len(row)))
			j = h.end
		}
		if outcomes != 15 {
			i = max(i, h.end-1)
			continue
		}
		end := x.s.valueEnd(x.s.skip(j), axes)
		c := x.rl
		c.takeHeader(lastNamed(row), -2)
		c.cols = c.columns(false)
		if c.cols == nil {
			x.k.issue("T-03", "the header of reviews and litigation cannot be read", "", "")
			return
		}
		x.challengeRun(c, x.s.values(j, end))
		x.use(i, end)
		return
	}
}

// lastNamed cuts what stands before a header and names the same blocks: the
// section's heading, a caption. What counts is each name's last place.
func lastNamed(row []cell) []cell {
	last := map[string]int{}
	for i := range row {
		if id, how := row[i].means().block.find(); how == label.Exact {
			last[id] = i
		}
	}
	var out []cell
	for i := range row {
		if id, how := row[i].means().block.find(); how == label.Exact && last[id] != i {
			continue
		}
		out = append(out, row[i])
	}
	return out
}

func (x *textReader) challengeRun(c *challenges, v run) {
	if len(v.pieces) == 0 {
		return
	}
	c.any = true
	var sums []sum
	for b := 0; b < 15; b += 5 {
		for k := b; k < b+5; k++ {
			if strings.HasSuffix(c.cols[k].id, ".total") {
				sums = append(sums, sum{b, b + 5, k})
			}
		}
	}
	slots, method := x.lay(v, 15, sums, "reviews and litigation")
	for i, col := range c.cols {
		c.put(col.id, slots[i], method)
		switch slots[i].status {
		case gongkai.AmbiguousText:
			x.k.issue("T-04", ambiguous(v), "rl."+col.id, "")
		case gongkai.Derived:
			x.k.issueAt(gongkai.SeverityInfo, "T-04", fmt.Sprintf("%q: read so that the blocks add up, if none of the cells was empty", oneLine(v.whole.text)), "rl."+col.id, "")
		}
	}
}

// lay turns a run into n slots where the text or a sum decides, else into n
// slots of ambiguous text.
func (x *textReader) lay(v run, n int, sums []sum, _ string) ([]slot, gongkai.Method) {
	if s := v.asCells(n); s != nil && v.sound() {
		return s, gongkai.ByText
	}
	if t := foldDigits(v.whole.text); n == 1 && values.IsValue(t) && (len(t) == 1 || t[0] != '0' || t[1] == '.') {
		return []slot{{cell: &v.whole}}, gongkai.ByText // 331.09 万元
	}
	if sums == nil && len(v.pieces) > 1 { // what separates these would separate others, and blank cells leave nothing
		return v.undecided(n), gongkai.ByDigits
	}
	if found, status := v.read(n, sums); len(found) == 1 {
		return v.slots(found[0], status), gongkai.ByDigits
	}
	return v.undecided(n), gongkai.ByDigits
}

func ambiguous(v run) string {
	return fmt.Sprintf("%q: digits run together or cells lost, and nothing decides between the readings", oneLine(v.whole.text))
}

// proactive reads 信息内容 … rows of article 20.
func (x *textReader) proactive() {
	const axes = axisPdRow | axisPdColumn | axisPdCorner
	p := x.pd
	for i := 0; i < len(x.s.runes); i++ {
		h, ok := x.s.match(i, axisPdCorner)
		if !ok {
			continue
		}
		if _, _, ok := x.within(h.end, 2, axisPdColumn); !ok {
			continue
		}
		end := x.subtables(i, axes)
		if p.found() {
			x.use(i, end)
		}
		return
	}
}

func (x *textReader) subtables(i int, axes axis) int {
	p := x.pd
	start, end := i, i
	for {
		i = x.s.skip(i)
		h, at, ok := x.next(i, axes)
		if !ok || p.found() && at-i > patience/2 && x.heading(i, at) {
			break
		}
		if id := caption(string(x.s.runes[i:at])); id != "" {
			p.sub = id
		} else if at > start {
			x.strange(i, at)
		}
		i = h.end
		switch h.axis {
		case axisPdCorner:
			p.header = []cell{}
			i = x.pdHeader(i)
		case axisPdColumn:
			continue
		case axisPdRow:
			end = x.s.valueEnd(x.s.skip(i), axes)
			p.textRow(x, h.id, x.s.values(i, end))
			i = end
		}
	}
	return end
}

// heading reports whether unknown text begins a new section.
func (x *textReader) heading(from, to int) bool {
	return strings.Contains(string(x.s.runes[from:to]), "申请")
}

// pdHeader reads the column labels behind 信息内容; an unlabelled line among
// them keeps its place.
func (x *textReader) pdHeader(i int) int {
	for {
		h, at, ok := x.within(i, 2, axisPdColumn|axisPdRow)
		if !ok || h.axis == axisPdRow {
			return i
		}
		x.pd.header = append(x.pd.header, x.labelCell(at, h.end, len(x.pd.header)))
		i = h.end
	}
}

// textRow keeps a row of running text for emit.
func (p *proactive) textRow(x *textReader, id string, v run) {
	if len(v.pieces) == 0 {
		return
	}
	s := vocab().subtableOf[id]
	n, torn := 0, false
	if f, ok := p.readForm(s, p.header); ok {
		n = len(f.cols)
		torn = n < len(f.columns) // a label that a line's end tore is not found
		if v.lines && len(v.pieces) == len(f.columns) {
			n, torn = len(f.columns), false // a header cell without text left no line
		}
	} else if f, ok := s.Forms[canon.T2019]; ok {
		n = len(f.Columns)
	}
	slots, _ := x.lay(v, n, nil, id)
	if torn { // some number may be that of the column that was not found
		slots = v.undecided(n)
	}
	p.rows = append(p.rows, pdRow{id: id, header: p.header, laid: slots, run: v})
}
