package tables

import (
	"slices"
	"strings"

	"gongkai/canon"
	"gongkai/transform/label"
)

// columns reads the header collected so far.
func (q *requests) columns(ruled bool) []column {
	if q.cols != nil {
		return q.cols
	}
	if ruled {
		q.cols, q.unsure = applicantsByPlace(q.header), false
	} else {
		q.cols, q.unsure = applicantsInOrder(q.header)
	}
	for _, row := range q.header {
		q.unsure = q.unsure || slices.ContainsFunc(row, func(c cell) bool { return c.means().applicants })
	}
	q.guessed = false
	read := q.cols
	q.cols = fillApplicants(read)
	q.unusual = !usualOrder(q.cols)
	if q.cols == nil {
		q.guessed, q.unsure = true, q.unsure || notTheForm(read)
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
			id, how := row[i].means().applicant.find()
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
			if id, _ := c.means().applicant.find(); id == "" {
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
// organisation, printed a row lower, take the place of their group's label. Of a
// page that became lines that label may stand above 自然人, too, which is to its
// left: then only the form's own order can be trusted, and unsure says that it was
// not found.
func applicantsInOrder(header [][]cell) (cols []column, unsure bool) {
	var top, orgs, printed []column
	group := -1
	for _, row := range header {
		for i := range row {
			id, how := row[i].means().applicant.find()
			c := column{id: id, from: row[i].from, to: row[i].to, text: row[i].text}
			switch {
			case how == label.NotFound && behindTotal(top, row[i]):
				top = append(top, c)
			case how == label.NotFound || id == headerColumn:
			case id == groupColumn:
				group = len(top)
			case id == "natural_person" || id == "total":
				if !slices.ContainsFunc(top, func(o column) bool { return o.id == id && o.from == c.from }) {
					top = append(top, c) // else a merged cell, which an export repeats in each row
					printed = append(printed, c)
				}
			default:
				orgs = append(orgs, c)
				printed = append(printed, c)
			}
		}
	}
	if group < 0 && len(header) == 1 { // one row: as printed
		var cols []column
		for i := range header[0] {
			c := header[0][i]
			if id, how := c.means().applicant.find(); how != label.NotFound || behindTotal(cols, c) {
				cols = append(cols, column{id: id, from: c.from, to: c.to, text: c.text})
			}
		}
		return cols, false
	}
	above := group == 0 && slices.ContainsFunc(top, func(o column) bool { return o.id == "natural_person" })
	if group < 0 {
		group = min(1, len(top))
	}
	cols = append([]column{}, top[:group]...)
	cols = append(append(cols, orgs...), top[group:]...)
	if above {
		cols, unsure = printed, !usualOrder(printed)
	}
	// 总计 may be printed in the first row, before the others were read.
	if len(cols) > 1 && cols[0].id == "total" && len(header) > 1 && firstRowHas(header, "total") && !firstRowHas(header, "natural_person") {
		cols = append(cols[1:], cols[0])
	}
	if !placed(cols) {
		for i := range cols {
			cols[i].from = -1
		}
	}
	return cols, unsure
}

// remark heads a column that rows without one may leave out.
const remark = "备注"

// behindTotal reports whether a header's cell that names no applicant is a
// column behind 总计: 上年总计, 同比, 备注.
func behindTotal(cols []column, c cell) bool {
	n := len(cols)
	if n == 0 || cols[n-1].id != "total" && cols[n-1].id != "" {
		return false
	}
	for _, w := range []string{"年", "同期", "同比", "增", remark} {
		if strings.Contains(label.Strip(c.text), w) {
			return true
		}
	}
	return false
}

// firstRowHas reports whether an applicant is named in the row of the umbrella
// label, behind it.
func firstRowHas(header [][]cell, want string) bool {
	for i := range header[0] {
		if id, _ := header[0][i].means().applicant.find(); id == want {
			return true
		}
	}
	return false
}

// usualOrder reports whether the columns stand in the form's order.
func usualOrder(cols []column) bool {
	at := map[string]int{}
	for i, a := range canon.Get().Applicants.List {
		at[a.ID] = i
	}
	last := -1
	for _, c := range cols {
		i, ok := at[c.id]
		if !ok {
			continue
		}
		if i < last {
			return false
		}
		last = i
	}
	return true
}

// notTheForm reports whether the columns that a header names stand elsewhere than in
// the form: then those that it does not name are not where the form has them either.
func notTheForm(cols []column) bool {
	list := canon.Get().Applicants.List
	if !usualOrder(cols) {
		return true
	}
	for i, c := range cols {
		if len(cols) == len(list) && c.id != "" && c.id != list[i].ID {
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
	list := canon.Get().Applicants.List
	if unknown == 0 || len(known) >= len(list) {
		return cols // what else is there (备注) is left out by its unknown label
	}
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
