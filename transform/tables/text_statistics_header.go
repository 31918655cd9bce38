package tables

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai/canon"
	"gongkai/transform/label"
)

// statisticsHeader finds 指标名称 计量单位 2016年度 历年累计 from a place on, and
// returns where it begins and ends.
func (x *textReader) statisticsHeader(from int) (int, []panel, int) {
	r := x.s.runes
	for i := from; i < len(r); i++ {
		n := prefixOf(r[i:], canon.Get().Statistics.Columns.Label)
		if n == 0 {
			continue
		}
		cols, end := headerWords(r, i)
		if cols = withoutUmbrella(cols); len(cols) > 2 || len(cols) == 2 && cols[1].id != labelColumn {
			ps := panelsOf(cols, x.s14.year)
			if len(ps[0].cols) > 0 && ps[0].counted() > 0 {
				ps[0].coded = ps[0].coded || x.codeBefore(i)
				return i, ps, end
			}
		}
		i += n - 1
	}
	return -1, nil, 0
}

// withoutUmbrella drops a label over the labels behind it: 统计数 over 2016年 and
// 历年累计.
func withoutUmbrella(cols []column) []column {
	for i := 0; i+2 < len(cols); i++ {
		years := 0
		for _, c := range cols[i+1:] {
			if c.id != yearColumn && c.id != cumulativeColumn {
				break
			}
			years++
		}
		if cols[i].id == valueColumn && years > 1 {
			return append(cols[:i:i], cols[i+1:]...)
		}
	}
	return cols
}

// codeBefore reports whether 序号 stands before the header's first label.
func (x *textReader) codeBefore(i int) bool {
	head := strings.TrimRight(string(x.s.runes[max(0, i-8):i]), " \n|")
	for _, c := range canon.Get().Statistics.Columns.Code {
		if strings.HasSuffix(head, c) {
			return true
		}
	}
	return false
}

// headerWords reads the header's labels one behind the other, whatever stands
// between them.
func headerWords(r []rune, i int) (cols []column, end int) {
	end = i
	for {
		for i < len(r) && separates(r[i]) {
			i++
		}
		cell := i
		for cell < len(r) && !separates(r[cell]) {
			cell++
		}
		words, n := runTogether(r[i:cell])
		// A label with a note: 累计数（2008年以来）; or of words that are labels
		// themselves: 本年度累计.
		if whole := string(r[i:cell]); cell-i <= 20 && (n == 0 || i+n < cell && r[i+n] == '(' || len(words) > 1 && statisticsNames().columns[whole] != "") {
			if kind, year := statisticsColumn(whole); kind != "" {
				words, n = []column{{id: kind, from: -1, text: whole, year: year}}, cell-i
			}
		}
		if n == 0 {
			return cols, end
		}
		cols = append(cols, words...)
		i += n
		end = i
	}
}

// runTogether reads header labels without anything between them, and returns how
// many characters they take.
func runTogether(r []rune) (cols []column, i int) {
	c := &canon.Get().Statistics.Columns
	// 本年度累计 may be two columns, where nothing stands between them.
	years := slices.DeleteFunc(slices.Clone(c.Year), func(name string) bool { return strings.Contains(name, "累") })
	for {
		col, n := column{from: -1}, 0
		for _, of := range []struct {
			kind  string
			names []string
		}{{labelColumn, c.Label}, {unitColumn, c.Unit}, {cumulativeColumn, c.Cumulative}, {yearColumn, years}, {valueColumn, c.Value}, {codeColumn, c.Code}, {otherColumn, c.Other}} {
			if m := prefixOf(r[i:], of.names); m > n {
				col.id, n = of.kind, m
			}
		}
		if year, m := yearAt(r[i:]); m > 0 {
			col.id, col.year, n = yearColumn, year, m+prefixOf(r[i+m:], c.Value)
			if k := prefixOf(r[i+m:], c.Cumulative); k > 0 && strings.Contains(string(r[i+m:i+m+k]), "累") && !strings.HasPrefix(string(r[i+m:]), "历") {
				col.id, col.year, n = cumulativeColumn, 0, m+k // 2016年累计
			}
		}
		if n == 0 {
			return cols, i
		}
		col.text = string(r[i : i+n])
		cols = append(cols, col)
		i += n
	}
}

func separates(r rune) bool { return r == ' ' || r == '\n' || r == '|' || r == '\t' }

// prefixOf returns the length of the longest of names that r begins with.
func prefixOf(r []rune, names []string) int {
	best := 0
	for _, name := range names {
		// Almost all are told by their first character, which no label begins blank.
		if first, _ := utf8.DecodeRuneInString(name); len(r) == 0 || label.FoldRune(first) != r[0] {
			continue
		}
		if n := begins(r, label.Strip(name)); n > best {
			best = n
		}
	}
	return best
}

// begins returns the length of a text in characters where r begins with it, or 0.
func begins(r []rune, s string) int {
	n := 0
	for _, c := range s {
		if n == len(r) || r[n] != c {
			return 0
		}
		n++
	}
	return n
}

// yearAt reads 2016年度 or 2016年 at the start of r.
func yearAt(r []rune) (year, n int) {
	for n < len(r) && n < 5 && isDigit(r[n]) {
		n++
	}
	if n != 4 || n == len(r) || r[n] != '年' {
		return 0, 0
	}
	year, _ = strconv.Atoi(foldDigits(string(r[:4])))
	if n++; n < len(r) && r[n] == '度' {
		n++
	}
	return year, n
}
