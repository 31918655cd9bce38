package tables

import (
	"fmt"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/values"
)

// template finds the form of the table of requests from its rows under （六）:
// one row 其他处理 in t2019, three in t2021. hint decides where neither stands.
func (q *requests) template(hint string) string {
	for _, id := range []string{"other.lapsed_uncorrected", "other.lapsed_fee_unpaid", "other.misc"} {
		if q.has(id) {
			return canon.T2021
		}
	}
	if q.has("other.total") {
		return canon.T2019
	}
	if hint == canon.T2019 || hint == canon.T2021 {
		return hint
	}
	return canon.T2021
}

// found reports whether any row of the table was read.
func (q *requests) found() bool { return len(q.order) > 0 }

// emit turns the rows into facts, every cell of the form one.
func (q *requests) emit(template string) {
	if !q.found() {
		return
	}
	q.short()
	list, rows := canon.Get().Applicants.List, canon.Get().Requests.Rows
	room := make([]key, 0, len(list))
	for i := range rows {
		r := &rows[i]
		row := &q.rows[i]
		slots, ok := row.slots, row.slots != nil
		if !r.In(template) {
			if ok {
				q.leftOver(r)
			}
			continue
		}
		indicator := vocab().indicators[i]
		if q.conflicts >= 3 {
			q.k.issue("T-06", "two tables of requests with different numbers: what one of them alone has may be another's", indicator, "")
		}
		if !ok {
			q.k.issue("T-05", "the table has no row "+r.ZH, indicator, "")
			for i := range list {
				q.k.missing(key{indicator, list[i].ID}, template)
			}
			continue
		}
		if n := absent(slots); n >= 3 {
			q.k.issue("T-08", fmt.Sprintf("%s: the header names only %d of the seven columns", r.ZH, len(list)-n), indicator, "")
		}
		parts, method := room[:0], row.method
		total := key{indicator, "total"}
		for i := range list {
			a := &list[i]
			at := key{indicator, a.ID}
			if slots[i].status == gongkai.Missing {
				q.k.issue("T-05", "the table has no column "+a.ZH, "", a.ID)
				q.k.missing(at, template)
				continue
			}
			q.k.put(at, template, slots[i], method, values.NoUnit)
			if a.ID != "total" {
				parts = append(parts, at)
			}
		}
		q.k.accept(parts, total)
	}
}

// absent counts the columns that the table does not have.
func absent(slots []slot) int {
	n := 0
	for _, s := range slots {
		if s.status == gongkai.Missing {
			n++
		}
	}
	return n
}

// leftOver names a row that the table's form does not have: 其他处理 printed with
// numbers above the three rows that replaced it.
func (q *requests) leftOver(r *canon.RequestRow) {
	for _, s := range q.row(r.ID).slots {
		if s.cell != nil && !s.cell.blank() {
			q.k.issue("T-01", fmt.Sprintf("row %s is no part of the table's form: %q left out", r.ZH, oneLine(s.cell.text)), "req."+r.ID, "")
			return
		}
	}
}

// plain reads a slot as a whole number.
func plain(s slot) (int64, bool) {
	if s.cell == nil || s.status != "" {
		return 0, false
	}
	if n, ok := values.Plain(s.cell.text); ok {
		return n, true
	}
	r := values.Parse(s.cell.text, values.Context{Kind: canon.Count})
	if !r.Value.Valid {
		return 0, false
	}
	return r.Value.Decimal.IntPart(), true
}

// undecided reports whether the table has none of the rows that tell the forms
// apart.
func (q *requests) undecided() bool {
	for _, id := range []string{"other.total", "other.lapsed_uncorrected", "other.lapsed_fee_unpaid", "other.misc"} {
		if q.has(id) {
			return false
		}
	}
	return true
}
