package tables

import (
	"fmt"
	"slices"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
)

// requests reads the table of requests: header rows that name the applicants,
// then rows that name an outcome and give a number for each applicant.
type requests struct {
	k         *collector
	header    [][]cell // header rows since the last data row
	table     int      // table that the header stands in
	cols      []column
	guessed   bool          // the columns are the form's, for want of a readable header
	unsure    bool          // the header doesn't tell the order of the columns
	unusual   bool          // the header has the columns in another order than the form
	conflicts int           // cells printed twice with different numbers
	shapes    map[shape]int // of dumps: how many rows have a shape
	group     string
	last      string // id of the last row read
	seen      offsets
	open      []openCells  // rows whose place among blanks is still open
	rows      []requestRow // of the form, in its order; nil before the first is read
	slots     []slot       // for more of them
	order     []string
}

// requestRow is what was read of a row.
type requestRow struct {
	slots  []slot // in the order of the seven applicants; nil before it is read
	method gongkai.Method
	end    rowEnd
	ended  bool // end is known
}

// row returns the place of a row of the form.
func (q *requests) row(id string) *requestRow {
	if q.rows == nil {
		q.rows = make([]requestRow, len(canon.Get().Requests.Rows))
	}
	i, ok := vocab().rowOf[id]
	if !ok {
		panic("tables: the form has no row " + id)
	}
	return &q.rows[i]
}

// room returns slots for the seven applicants, of which a form's rows take one each.
func (q *requests) room() []slot {
	n := len(canon.Get().Applicants.List)
	if len(q.slots) < n {
		q.slots = make([]slot, n*len(canon.Get().Requests.Rows))
	}
	s := q.slots[:n:n]
	q.slots = q.slots[n:]
	return s
}

// has reports whether a row was read.
func (q *requests) has(id string) bool { return q.row(id).slots != nil }

// openCells is a row of which the whole table must be seen first: with blanks at
// its edges, so that its place is open; or of a dump and with a blank, which may
// be a cell or the rest of a span where the row has lost another cell.
type openCells struct {
	id    string
	at    int // place of its label
	cells []cell
	cols  []column
}

func newRequests(k *collector) *requests {
	return &requests{k: k, table: -1, seen: offsets{}, shapes: map[shape]int{}}
}

// isHeader reports whether a row names applicants.
func (q *requests) isHeader(row []cell) bool {
	hits, umbrella := map[string]bool{}, false
	for i := range row {
		if row[i].number() {
			return false
		}
		id, how := row[i].means().applicant.find()
		if how != label.Exact {
			continue
		}
		switch id {
		case headerColumn:
			umbrella = true
		case "org_other", "total", subtotalColumn:
		default:
			hits[id] = true
		}
	}
	return umbrella || len(hits) >= 2
}

// takeHeader adds a header row. A header after data rows begins anew.
func (q *requests) takeHeader(row []cell, table int) {
	if q.table != table || q.cols != nil {
		q.settle()
		q.header, q.cols, q.seen = nil, nil, offsets{}
	}
	q.table = table
	q.header = append(q.header, row)
}

// takeStrange notes that a table has a header of its own that names nobody:
// 类别 数据1 … 总计. The header of an earlier table does not hold for it.
func (q *requests) takeStrange(row []cell, table int) {
	if q.table != table {
		q.settle()
		q.header, q.cols, q.seen, q.table = [][]cell{row}, nil, offsets{}, table
	}
}

// takeRow reads a data row; false where it names no row of the form.
func (q *requests) takeRow(row []cell, table int, ruled bool) bool {
	at, id, how := q.find(row)
	if id == "" {
		return false
	}
	cells := row[at+1:]
	if how == label.ByMisprint || how == label.ByPhrase && !strings.Contains(label.Key(row[at].text), label.Key(q.zh(id))) {
		q.k.issue("T-07", fmt.Sprintf("%q read as %s", oneLine(row[at].text), q.zh(id)), "req."+id, "")
	}
	q.last = id
	q.group = vocab().kindOf[id].Group
	cols := q.columns(ruled && table == q.table)
	if n := len(cols) - 1; !ruled && len(cells) == n && label.Strip(cols[n].text) == remark {
		cols = cols[:n]
	}
	if q.unsure || labelAmong(cells) {
		q.fail(id, cells)
		q.ended(id, labelAt(at, ruled), cells, nil)
		return true
	}
	slots, method := align(cols, cells, ruled && table == q.table, q.seen)
	if !ruled {
		q.shapes[shape{at, len(cells)}]++
		if slots != nil && !allFilled(slots) {
			q.open = append(q.open, openCells{id, at, cells, cols})
			return true
		}
	}
	if slots == nil && table != q.table && len(cells) < len(cols) {
		return false // some other table that uses the form's words
	}
	if slots == nil {
		if len(cells) == 0 || q.has(id) && allBlank(cells) {
			return true
		}
		if len(cells) > len(cols) {
			q.open = append(q.open, openCells{id, at, cells, cols})
			q.ended(id, labelAt(at, ruled), cells, nil)
			return true
		}
		q.fail(id, cells)
		q.ended(id, labelAt(at, ruled), cells, nil)
		return true
	}
	q.orderSaid(id)
	if q.guessed {
		method = gongkai.ByPosition
	}
	if method == gongkai.ByPosition {
		q.k.issue("T-02", "columns of the table of requests were taken by position", "", "")
	}
	q.store(id, cols, slots, method)
	q.ended(id, labelAt(at, ruled), cells, slots)
	return true
}

// orderSaid flags a row that is read in an order which is not the form's.
func (q *requests) orderSaid(id string) {
	if q.unusual {
		q.k.issueAt(gongkai.SeverityWarning, "T-02", "the columns are read in the header's order, which is not the form's", "req."+id, "")
	}
}

// settle lays out the rows that were left open, now that all rows of their
// table have been seen: a row of the same shape may have shown the place.
func (q *requests) settle() {
	for _, o := range q.open {
		slots, method := align(o.cols, o.cells, false, q.seen)
		if slots == nil || !allFilled(slots) && q.odd(shape{o.at, len(o.cells)}) {
			q.fail(o.id, o.cells)
			continue
		}
		if q.guessed || method == gongkai.ByPosition {
			method = gongkai.ByPosition
			q.k.issue("T-02", "columns of the table of requests were taken by position", "", "")
		}
		q.store(o.id, o.cols, slots, method)
	}
	q.open, q.shapes = nil, map[shape]int{}
}

// shape is the place of a row's label and the number of cells behind it.
type shape struct{ at, cells int }

// odd reports whether few rows of the table have a shape, and others of more
// cells: the row may have lost one.
func (q *requests) odd(s shape) bool {
	if q.shapes[s] >= 3 {
		return false
	}
	for o := range q.shapes {
		if o.at == s.at && o.cells > s.cells {
			return true
		}
	}
	return false
}

// allFilled reports whether every column has something printed.
func allFilled(slots []slot) bool {
	for _, s := range slots {
		if s.cell == nil || s.cell.blank() {
			return false
		}
	}
	return true
}

func (q *requests) zh(id string) string { return canon.Get().Indicator("req." + id).ZH }

// store keeps a row under the seven applicants, and checks a sub-total.
func (q *requests) store(id string, cols []column, slots []slot, method gongkai.Method) {
	list := canon.Get().Applicants.List
	byApplicant := q.room()
	for i, a := range list {
		byApplicant[i].status = gongkai.Missing
		for j, c := range cols {
			if c.id == a.ID {
				byApplicant[i] = slots[j]
			}
		}
	}
	for j, c := range cols {
		switch {
		case c.id == subtotalColumn:
			q.subtotal(id, byApplicant, slots[j])
		case c.id == "" && !slots[j].cell.blank():
			q.k.issue("T-01", fmt.Sprintf("column %q is no part of the form: %q left out", oneLine(c.text), oneLine(slots[j].cell.text)), "req."+id, "")
		}
	}
	row := q.row(id)
	if row.slots != nil {
		if !join(row.slots, byApplicant) {
			q.again(id, row.slots, byApplicant)
		}
		return
	}
	row.slots, row.method = byApplicant, method
	q.order = append(q.order, id)
}

// join puts together a row of a table that was cut in two between its columns;
// false where both halves have one of the applicants.
func join(old, now []slot) bool {
	for i := range now {
		if old[i].status != gongkai.Missing && now[i].status != gongkai.Missing {
			return false
		}
	}
	for i := range now {
		if old[i].status == gongkai.Missing {
			old[i] = now[i]
		}
	}
	return true
}

// again handles a row that is printed twice, as by a table for telephones.
func (q *requests) again(id string, old, now []slot) {
	for i := range now {
		a, b := old[i].cell, now[i].cell
		if a == nil || b == nil || b.blank() || label.Strip(a.text) == label.Strip(b.text) {
			continue
		}
		app := canon.Get().Applicants.List[i].ID
		if a.blank() {
			q.k.issue("T-06", fmt.Sprintf("%s: printed twice: blank, then %q", q.zh(id), oneLine(b.text)), "req."+id, app)
			continue
		}
		q.conflicts++
		q.k.issue("T-06", fmt.Sprintf("%s: printed twice: %q and %q", q.zh(id), oneLine(a.text), oneLine(b.text)), "req."+id, app)
		old[i].status = gongkai.Unparsed
	}
}

// subtotal checks a printed 小计 of the five kinds of organisation.
func (q *requests) subtotal(id string, leaves []slot, sub slot) {
	if sub.cell == nil || sub.cell.blank() {
		return
	}
	q.k.sums++
	sum, want := int64(0), int64(0)
	for i, s := range leaves[1:6] {
		n, ok := plain(s)
		if !ok {
			q.k.issue("A-04", fmt.Sprintf("sub-total %q cannot be checked: column %d is no number", oneLine(sub.cell.text), i+2), "req."+id, "")
			return
		}
		sum += n
	}
	want, ok := plain(sub)
	if !ok || want != sum {
		q.k.issue("A-04", fmt.Sprintf("sub-total %q, its parts add up to %d", oneLine(sub.cell.text), sum), "req."+id, "")
	}
}

// labelAmong reports whether the label of a group of rows, which spans some, stands
// among a row's cells: then the numbers behind it do not stand under their columns.
func labelAmong(cells []cell) bool {
	return slices.ContainsFunc(cells, func(c cell) bool {
		return c.rows > 1 && !c.number() && c.means().group.how == label.Exact
	})
}

// fail records a row whose values cannot be told apart.
func (q *requests) fail(id string, cells []cell) {
	if len(cells) == 0 {
		return
	}
	var parts []string
	for i := range cells {
		parts = append(parts, oneLine(cells[i].text))
	}
	status, c := gongkai.Unparsed, &cell{text: strings.Join(parts, "|"), loc: cells[0].locator()}
	if allBlank(cells) {
		status = gongkai.Blank
	}
	why := fmt.Sprintf("%d cells for %d columns", len(cells), len(q.cols))
	switch {
	case labelAmong(cells):
		why = "a label stands among the numbers"
	case q.unsure && status != gongkai.Blank:
		why = "the header does not tell in which order the columns stand"
	}
	q.k.issue("T-03", fmt.Sprintf("%s: %s: %q", q.zh(id), why, c.text), "req."+id, "")
	row := q.row(id)
	if row.slots != nil {
		return
	}
	s := make([]slot, len(canon.Get().Applicants.List))
	for i := range s {
		s[i] = slot{cell: &cells[0], status: status}
	}
	row.slots, row.method = s, gongkai.ByPosition
	q.order = append(q.order, id)
}

func allBlank(cells []cell) bool {
	for i := range cells {
		if !cells[i].blank() {
			return false
		}
	}
	return true
}

// oneLine shows a cell's text in a message.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
