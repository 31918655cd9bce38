package tables

import (
	"fmt"
	"strings"

	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// statistics reads the form used before 2019: a list of numbered indicators
// with their unit and one number; provincial forms add the cumulative number,
// which is never the year's.
type statistics struct {
	k     *collector
	cols  []column // label, unit, value, cumulative, in printed order
	table int
	any   bool
}

func newStatistics(k *collector) *statistics { return &statistics{k: k, table: -1} }

// isHeader reports whether a row heads such a list: 统计指标|单位|统计数.
func (s *statistics) isHeader(row []cell) bool {
	got := map[string]bool{}
	for _, c := range statisticsColumns(row) {
		got[c.id] = true
	}
	return got["label"] && got["unit"] && got["value"]
}

func statisticsColumns(row []cell) []column {
	var cols []column
	for i := range row {
		if row[i].blank() {
			continue
		}
		if id := statisticsColumn(row[i].text); id != "" {
			cols = append(cols, column{id: id, from: row[i].from, to: row[i].to, text: row[i].text})
		}
	}
	return cols
}

// statisticsColumn reads a header cell; a year's own column is headed 2016年度.
func statisticsColumn(text string) string {
	id, how := vocab().s14Columns.Find(text)
	if how == label.Exact {
		return id
	}
	k := strings.TrimLeft(label.Key(text), "0123456789年")
	if k == "度" || k == "" && strings.Contains(text, "年") {
		return "value"
	}
	return ""
}

func (s *statistics) takeHeader(row []cell, table int) {
	s.cols, s.table = statisticsColumns(row), table
}

func (s *statistics) active(table int) bool { return s.cols != nil && s.table == table }

// takeRow reads a line of the list.
func (s *statistics) takeRow(row []cell, ruled bool) bool {
	at, id := -1, ""
	for i := range row {
		if row[i].blank() {
			continue
		}
		if n, how := vocab().s14Rows.Find(row[i].text); how != label.NotFound {
			at, id = i, n
			break
		}
	}
	if id == "" {
		return false
	}
	ind := canon.Get().Indicator(id)
	if ind == nil {
		return true // a heading of the form
	}
	var want []column
	for _, c := range s.cols {
		if c.id != "label" {
			want = append(want, c)
		}
	}
	slots, method := align(want, row[at+1:], ruled, offsets{})
	if slots == nil {
		s.k.issue("T-03", fmt.Sprintf("%s: %q cannot be laid under the columns", ind.ZH, joined(row[at+1:])), id, "")
		s.k.missing(key{id, ""}, canon.T2014)
		s.any = true
		return true
	}
	unit := values.NoUnit
	for i, c := range want {
		if c.id == "unit" && slots[i].cell != nil {
			unit = values.UnitIn(slots[i].cell.text)
		}
	}
	for i, c := range want {
		if c.id == "value" {
			s.k.put(key{id, ""}, canon.T2014, slots[i], method, unit)
			s.any = true
		}
	}
	return true
}

func (s *statistics) found() bool { return s.any }

// emit leaves out what the list does not have: local forms differ too much for
// the absence of a row to say anything.
func (s *statistics) emit() {
	for _, at := range s.k.order {
		if f := s.k.facts[at]; strings.HasPrefix(f.Indicator, "s14.") {
			f.Template = canon.T2014
		}
	}
}
