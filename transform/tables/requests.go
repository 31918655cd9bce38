package tables

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
)

// requests reads the table of requests: header rows that name the applicants,
// then rows that name an outcome and give a number for each applicant.
type requests struct {
	k       *collector
	header  [][]cell // header rows since the last data row
	table   int      // table that the header stands in
	cols    []column
	guessed bool // the columns are the form's, for want of a readable header
	group   string
	last    string // id of the last row read
	seen    offsets
	open    []openCells       // rows whose place among blanks is still open
	rows    map[string][]slot // by row id, in the order of the seven applicants
	method  map[string]gongkai.Method
	order   []string
}

// openCells is a row with more cells than columns, and blanks at both ends.
type openCells struct {
	id    string
	cells []cell
	cols  []column
}

func newRequests(k *collector) *requests {
	return &requests{k: k, table: -1, seen: offsets{}, rows: map[string][]slot{}, method: map[string]gongkai.Method{}}
}

// isHeader reports whether a row names applicants.
func (q *requests) isHeader(row []cell) bool {
	hits, umbrella := map[string]bool{}, false
	for i := range row {
		if row[i].number() {
			return false
		}
		id, how := vocab().applicants.Find(row[i].text)
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

// columns reads the header collected so far.
func (q *requests) columns(ruled bool) []column {
	if q.cols != nil {
		return q.cols
	}
	if ruled {
		q.cols = applicantsByPlace(q.header)
	} else {
		q.cols = applicantsInOrder(q.header)
	}
	q.guessed = false
	q.cols = fillApplicants(q.cols)
	if q.cols == nil {
		q.guessed = true
		for _, a := range canon.Get().Applicants.List {
			q.cols = append(q.cols, column{id: a.ID, from: -1})
		}
	}
	return q.cols
}

// applicantsByPlace reads a ruled header: the applicants' cells from left to
// right, whatever row they stand in.
func applicantsByPlace(header [][]cell) []column {
	var cols []column
	for _, row := range header {
		for i := range row {
			id, how := vocab().applicants.Find(row[i].text)
			if how == label.NotFound || id == groupColumn || id == headerColumn {
				continue
			}
			cols = insertColumn(cols, column{id: id, from: row[i].from, to: row[i].to, text: row[i].text})
		}
	}
	// A leaf of the lowest header row that no label explains keeps its place.
	if n := len(header); n > 0 && len(cols) > 0 {
		for _, c := range header[n-1] {
			if c.blank() || c.from < cols[0].from || covered(cols, c) {
				continue
			}
			if id, _ := vocab().applicants.Find(c.text); id == "" {
				cols = insertColumn(cols, column{from: c.from, to: c.to, text: c.text})
			}
		}
	}
	return cols
}

func covered(cols []column, c cell) bool {
	for _, k := range cols {
		if c.from < k.to && k.from < c.to {
			return true
		}
	}
	return false
}

// insertColumn keeps columns in order of place; the same cell seen again in the
// next header row (a row span) is one column.
func insertColumn(cols []column, c column) []column {
	at := len(cols)
	for i, k := range cols {
		if k.from == c.from && k.id == c.id {
			return cols
		}
		if k.from > c.from {
			at = i
			break
		}
	}
	cols = append(cols, column{})
	copy(cols[at+1:], cols[at:])
	cols[at] = c
	return cols
}

// applicantsInOrder reads a header whose spans are lost: the five kinds of
// organisation, printed a row lower, take the place of their group's label.
func applicantsInOrder(header [][]cell) []column {
	var top, orgs []column
	group := -1
	for _, row := range header {
		for i := range row {
			id, how := vocab().applicants.Find(row[i].text)
			c := column{id: id, from: row[i].from, to: row[i].to, text: row[i].text}
			switch {
			case how == label.NotFound || id == headerColumn:
			case id == groupColumn:
				group = len(top)
			case id == "natural_person" || id == "total":
				top = append(top, c)
			default:
				orgs = append(orgs, c)
			}
		}
	}
	if group < 0 && len(header) == 1 { // one row: as printed
		var cols []column
		for i := range header[0] {
			c := header[0][i]
			if id, how := vocab().applicants.Find(c.text); how != label.NotFound {
				cols = append(cols, column{id: id, from: c.from, to: c.to, text: c.text})
			}
		}
		return cols
	}
	if group < 0 {
		group = min(1, len(top))
	}
	cols := append([]column{}, top[:group]...)
	cols = append(append(cols, orgs...), top[group:]...)
	// 总计 may be printed in the first row, before the others were read.
	if len(cols) > 1 && cols[0].id == "total" && len(header) > 1 && firstRowHas(header, "total") && !firstRowHas(header, "natural_person") {
		cols = append(cols[1:], cols[0])
	}
	if !placed(cols) {
		for i := range cols {
			cols[i].from = -1
		}
	}
	return cols
}

// firstRowHas reports whether an applicant is named in the row of the umbrella
// label, behind it.
func firstRowHas(header [][]cell, want string) bool {
	for i := range header[0] {
		if id, _ := vocab().applicants.Find(header[0][i].text); id == want {
			return true
		}
	}
	return false
}

// fillApplicants gives unknown columns the form's place where all known ones
// stand at theirs; it returns nil where the header decides too little.
func fillApplicants(cols []column) []column {
	known, unknown := map[string]int{}, 0
	for _, c := range cols {
		if c.id == "" {
			unknown++
			continue
		}
		known[c.id]++
		if known[c.id] > 1 {
			return nil
		}
	}
	if len(known) < 2 || known["natural_person"]+known["total"] == 0 {
		return nil // a shred of a header
	}
	if unknown == 0 {
		return cols
	}
	list := canon.Get().Applicants.List
	if len(cols) != len(list) {
		return nil
	}
	for i := range cols {
		if cols[i].id != "" && cols[i].id != list[i].ID {
			return nil
		}
	}
	for i := range cols {
		cols[i].id = list[i].ID
	}
	return cols
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
	slots, method := align(cols, cells, ruled && table == q.table, q.seen)
	if slots == nil {
		if len(cells) == 0 || len(q.rows[id]) > 0 && allBlank(cells) {
			return true
		}
		if len(cells) > len(cols) {
			q.open = append(q.open, openCells{id, cells, cols})
			return true
		}
		q.fail(id, cells)
		return true
	}
	if q.guessed {
		method = gongkai.ByPosition
	}
	if method == gongkai.ByPosition {
		q.k.issue("T-02", "columns of the table of requests were taken by position", "", "")
	}
	q.store(id, cols, slots, method)
	return true
}

// settle lays out the rows that were left open, now that all rows of their
// table have been seen: a row of the same shape may have shown the place.
func (q *requests) settle() {
	for _, o := range q.open {
		slots, method := align(o.cols, o.cells, false, q.seen)
		if slots == nil {
			q.fail(o.id, o.cells)
			continue
		}
		q.k.issue("T-02", "columns of the table of requests were taken by position", "", "")
		q.store(o.id, o.cols, slots, method)
	}
	q.open = nil
}

func (q *requests) zh(id string) string { return canon.Get().Indicator("req." + id).ZH }

// store keeps a row under the seven applicants, and checks a sub-total.
func (q *requests) store(id string, cols []column, slots []slot, method gongkai.Method) {
	list := canon.Get().Applicants.List
	byApplicant := make([]slot, len(list))
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
	if old, ok := q.rows[id]; ok {
		q.again(id, old, byApplicant, method)
		return
	}
	q.rows[id], q.method[id] = byApplicant, method
	q.order = append(q.order, id)
}

// again handles a row that is printed twice, as by a table for telephones.
func (q *requests) again(id string, old, now []slot, method gongkai.Method) {
	blank := true
	for _, s := range old {
		if s.cell != nil && !s.cell.blank() {
			blank = false
		}
	}
	if blank {
		q.rows[id], q.method[id] = now, method
		return
	}
	for i := range now {
		a, b := old[i].cell, now[i].cell
		if a == nil || b == nil || b.blank() || label.Strip(a.text) == label.Strip(b.text) {
			continue
		}
		app := canon.Get().Applicants.List[i].ID
		q.k.issue("T-06", fmt.Sprintf("%s: printed twice: %q and %q", q.zh(id), oneLine(a.text), oneLine(b.text)), "req."+id, app)
		old[i].status = gongkai.Unparsed
	}
}

// subtotal checks a printed 小计 of the five kinds of organisation.
func (q *requests) subtotal(id string, leaves []slot, sub slot) {
	if sub.cell == nil || sub.cell.blank() {
		return
	}
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

// fail records a row whose values cannot be told apart.
func (q *requests) fail(id string, cells []cell) {
	var parts []string
	for i := range cells {
		parts = append(parts, oneLine(cells[i].text))
	}
	status, c := gongkai.Unparsed, &cell{text: strings.Join(parts, "|"), loc: cells[0].loc}
	if allBlank(cells) {
		status = gongkai.Blank
	}
	q.k.issue("T-03", fmt.Sprintf("%s: %d cells for %d columns: %q", q.zh(id), len(cells), len(q.cols), c.text), "req."+id, "")
	if _, ok := q.rows[id]; ok {
		return
	}
	s := make([]slot, len(canon.Get().Applicants.List))
	for i := range s {
		s[i] = slot{cell: &cells[0], status: status}
	}
	q.rows[id], q.method[id] = s, gongkai.ByPosition
	q.order = append(q.order, id)
}

// find returns the place of the row's most specific label and the row it names.
func (q *requests) find(row []cell) (int, string, label.How) {
	at, id, how := -1, "", label.NotFound
	weak := false // only the label of （六） so far: a row in t2019, a header in t2021
	for i := range row {
		text := row[i].text
		if row[i].blank() || row[i].number() && at >= 0 {
			continue
		}
		if g, h := vocab().groups.Find(text); h == label.Exact {
			q.group = g
			if g == "other" && id == "" {
				at, id, how, weak = i, "other.total", label.Exact, true
			}
			continue
		}
		n, h := vocab().requests.Find(text)
		if h == label.NotFound || h != label.Exact && how == label.Exact && !weak {
			continue
		}
		if n = q.resolve(n, text); n == "" {
			continue
		}
		at, id, how, weak = i, n, h, false
	}
	if weak && at == len(row)-1 {
		return -1, "", label.NotFound
	}
	return at, id, how
}

// resolve tells rows apart that share a label: 其他 is the third row of （六） and
// nothing elsewhere; 总计 or 合计 is row （七） unless it stands inside a group.
func (q *requests) resolve(id, text string) string {
	ord, _ := label.CutOrdinal(label.Strip(text))
	switch id {
	case "other.misc":
		inOther := q.group == "other" || strings.HasPrefix(q.last, "other.")
		if inOther && (ord.Form == label.NoOrdinal || ord.Number == 3) || ord.Form == label.Arabic && ord.Number == 3 && label.CutKey(restOf(text)) == "其他" {
			return id
		}
		return ""
	case "processed_total":
		if ord.Number == 7 && ord.Form != label.NoOrdinal || strings.HasPrefix(q.last, "other.") || q.group == "other" {
			return id
		}
		if label.CutKey(restOf(text)) == "办理结果总计" {
			return id
		}
		return ""
	}
	return id
}

func restOf(text string) string {
	_, rest := label.CutOrdinal(label.Strip(text))
	return rest
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
