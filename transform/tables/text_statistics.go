package tables

import (
	"strings"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// statistics reads the form used before 2019 from running text.
func (x *textReader) statistics() {
	s, start := x.statisticsHeader()
	if start < 0 {
		return
	}
	n := 0
	for _, c := range s {
		if c.id == "value" || c.id == "cumulative" {
			n++
		}
	}
	text := x.s.runes[start:]
	rows := findStatistics(text)
	for i, r := range rows {
		stop := len(text)
		if i+1 < len(rows) {
			stop = rows[i+1].from
		}
		ind := canon.Get().Indicator(r.id)
		if ind == nil {
			continue
		}
		from, unit := start+r.to, values.NoUnit
		for from < start+stop && !isDigit(x.s.runes[from]) && !strings.ContainsRune("-/—", x.s.runes[from]) {
			from++
		}
		unit = values.UnitIn(string(x.s.runes[start+r.to : from]))
		to := from
		for to < start+stop && (isDigit(x.s.runes[to]) || strings.ContainsRune(" .-/—\n", x.s.runes[to])) {
			to++
		}
		v := x.s.values(from, to)
		if len(v.pieces) == 0 {
			continue
		}
		slots, method := x.lay(v, n, nil, r.id)
		k := 0
		for _, c := range s {
			if c.id != "value" && c.id != "cumulative" {
				continue
			}
			if c.id == "value" {
				x.k.put(key{r.id, ""}, canon.T2014, slots[k], method, unit)
				x.s14.any = true
				if slots[k].status == gongkai.AmbiguousText {
					x.k.issue("T-04", ambiguous(v), r.id, "")
				}
			}
			k++
		}
	}
	if x.s14.any {
		x.use(start, len(x.s.runes))
	}
}

// statisticsHeader finds 指标名称 计量单位 2016年度 历年累计 in running text.
func (x *textReader) statisticsHeader() ([]column, int) {
	text := string(x.s.runes)
	for _, l := range canon.Get().Statistics.Columns.Label {
		for at := 0; ; {
			i := strings.Index(text[at:], l)
			if i < 0 {
				break
			}
			at += i + len(l)
			head := []rune(text[at:])
			if len(head) > 40 {
				head = head[:40]
			}
			if cols, n := readStatisticsHeader(head); cols != nil {
				return cols, len([]rune(text[:at])) + n
			}
		}
	}
	return nil, -1
}

// readStatisticsHeader reads unit, value and cumulative labels in their order.
func readStatisticsHeader(r []rune) ([]column, int) {
	names := canon.Get().Statistics.Columns
	var cols []column
	got := map[string]bool{}
	i := 0
next:
	for i < len(r) {
		for r[i] == ' ' || r[i] == '\n' || r[i] == '|' || isDigit(r[i]) || r[i] == '年' && i+1 < len(r) && r[i+1] == '度' {
			if i++; i >= len(r) {
				break next
			}
		}
		for _, c := range []struct {
			id    string
			names []string
		}{{"unit", names.Unit}, {"cumulative", names.Cumulative}, {"value", append([]string{"度"}, names.Value...)}} {
			for _, n := range c.names {
				if strings.HasPrefix(string(r[i:]), n) && !got[c.id] {
					got[c.id] = true
					cols = append(cols, column{id: c.id, from: -1, text: n})
					i += len([]rune(n))
					continue next
				}
			}
		}
		break
	}
	if !got["unit"] || !got["value"] {
		return nil, 0
	}
	return cols, i
}

type statisticsHit struct {
	id       string
	from, to int
}

// findStatistics finds the form's row labels in running text, the longest at
// each place, with the ordinal before it.
func findStatistics(r []rune) []statisticsHit {
	var hits []statisticsHit
	for i := 0; i < len(r); i++ {
		start := i
		o, n := label.OrdinalAt(r[i:min(i+8, len(r))])
		if o.Form == label.Arabic && o.Number > 9 && i > 0 && isDigit(r[i-1]) {
			n = 0
		}
		best, end := "", 0
		for _, row := range canon.Get().Statistics.Rows {
			for _, name := range row.Names() {
				k := []rune(label.Strip(name))
				if j := i + n; j+len(k) <= len(r) && len(k) > end && string(r[j:j+len(k)]) == string(k) {
					best, end = row.ID, len(k)
				}
			}
		}
		if best != "" {
			hits = append(hits, statisticsHit{best, start, i + n + end})
			i += n + end - 1
		}
	}
	return hits
}
