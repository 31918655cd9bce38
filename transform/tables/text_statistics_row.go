package tables

import (
	"strings"
	"unicode"

	"gongkai/canon"
	"gongkai/transform/values"
)

// A textRow is a row of the statistics form in running text: its label and unit,
// and the place of its numbers.
type textRow struct {
	label, unit string
	from, end   int
	torn        bool // a digit follows that belongs to no number
}

// longestTextLabel bounds a label that the form does not have, with what stands
// before it. Prose is longer.
const longestTextLabel = 60

// statisticsRow reads the row at i: a label of the form, or unknown words with a
// unit or a number behind them. False where none begins there.
func (x *textReader) statisticsRow(p *panel, i int) (textRow, bool) { return x.rowAt(p, i, 0) }

// rowAt is statisticsRow below some headings of a local form.
func (x *textReader) rowAt(p *panel, i, headings int) (textRow, bool) {
	r := x.s.runes
	for i < len(r) && separates(r[i]) {
		i++
	}
	if i >= len(r) {
		return textRow{}, false
	}
	var row textRow
	at := x.numbering(i)
	end := x.knownAt(at)
	known := end > 0
	if !known {
		if end, row.unit = x.unknownLabel(p, i, at); end < 0 {
			return textRow{}, false
		}
	}
	row.label = strings.TrimSpace(string(r[i:end]))
	if row.unit != "" {
		row.label = strings.TrimSpace(strings.TrimSuffix(row.label, row.unit))
	}
	j, note := x.notes(end)
	if row.unit == "" {
		row.unit = note
	}
	if row.unit == "" {
		k := j
		for k < len(r) && separates(r[k]) {
			k++
		}
		if n := x.unitAt(k); n > 0 {
			row.unit, j = string(r[k:k+n]), k+n
		} else if n := x.unitLine(p, k); n > 0 {
			row.unit, j = string(r[k:k+n]), k+n
		}
	}
	row.from, row.end = j, x.numbersEnd(p, j)
	if !known && row.unit == "" && strings.TrimSpace(string(r[row.from:row.end])) == "" {
		// Words alone head a part of a local form only where the list goes on.
		if at == i || headings > 2 {
			return textRow{}, false
		}
		if _, ok := x.rowAt(p, row.end, headings+1); !ok {
			return textRow{}, false
		}
	}
	row.torn = row.end < len(r) && isDigit(r[row.end]) && x.numbering(row.end) == row.end
	return row, true
}

// numbering passes 其中：, （一） and 1. before a label.
func (x *textReader) numbering(i int) int {
	r := x.s.runes
	for range 4 {
		for i < len(r) && r[i] == ' ' {
			i++
		}
		if i+1 < len(r) && r[i] == '其' && r[i+1] == '中' {
			for i += 2; i < len(r) && strings.ContainsRune(":、,; ", r[i]); i++ {
			}
			continue
		}
		_, n := x.s.ordinalAt(i)
		if n == 0 {
			break
		}
		i += n
	}
	return i
}

// knownAt returns the end of the label of the form that stands at i, 0 where none
// does. What follows must not go on with the word.
func (x *textReader) knownAt(i int) int {
	if i >= len(x.s.runes) {
		return 0
	}
	for _, name := range statisticsNames().text[x.s.runes[i]] {
		end := x.spells(i, name.key)
		if end == 0 {
			continue
		}
		if x.labelEnds(end) {
			return end
		}
		for _, w := range []string{"总数量", "总次数", "总数", "数量", "次数", "件数", "数"} {
			if e := x.spells(end, w); e > 0 && x.labelEnds(e) {
				return e
			}
		}
	}
	return 0
}

// spells returns the end of key at i, blanks and punctuation passed over; 0 where
// the text is another.
func (x *textReader) spells(i int, key string) int {
	r := x.s.runes
	for n, want := range key {
		for n > 0 && i < len(r) && r[i] != '\n' && !unicode.IsLetter(r[i]) && !unicode.IsDigit(r[i]) && r[i] != want {
			i++
		}
		if i >= len(r) || r[i] != want {
			return 0
		}
		i++
	}
	if i < len(r) && r[i] == ')' && strings.Contains(string(r[max(0, i-40):i]), "(") {
		i++ // of the label's own note
	}
	return i
}

// labelEnds reports whether a label may end at i: there is no letter, or a unit,
// or the next row.
func (x *textReader) labelEnds(i int) bool {
	r := x.s.runes
	for i < len(r) && strings.ContainsRune("”\"'’》 ", r[i]) {
		i++
	}
	if i >= len(r) || !unicode.IsLetter(r[i]) {
		return true
	}
	return x.unitAt(i) > 0 || x.rowStarts(i)
}

// rowStarts reports whether a row is seen to begin at i: by its number, or by a
// label of the form.
func (x *textReader) rowStarts(i int) bool {
	at := x.numbering(i)
	if at >= len(x.s.runes) {
		return false
	}
	if at > i && unicode.Is(unicode.Han, x.s.runes[at]) {
		return true
	}
	for _, name := range statisticsNames().text[x.s.runes[at]] {
		if name.n >= 5 && x.spells(at, name.key) > 0 {
			return true
		}
	}
	return false
}

// unitAt returns the length of the unit at i, 0 where none stands there by
// itself: 条 before a number, a break or the next row.
func (x *textReader) unitAt(i int) int {
	r := x.s.runes
	n := prefixOf(r[min(i, len(r)):], canon.Get().Statistics.Units)
	if n == 0 {
		return 0
	}
	for i+n < len(r) && strings.ContainsRune("/、", r[i+n]) { // 人/次
		m := prefixOf(r[i+n+1:], canon.Get().Statistics.Units)
		if m == 0 {
			break
		}
		n += 1 + m
	}
	if e := i + n; e >= len(r) || !unicode.IsLetter(r[e]) || x.rowStarts(e) || x.unknownRow(e) {
		return n
	}
	return 0
}

// unitLine returns the length of a unit that is not listed, in a cell of its own
// with a number in the next; 0 where none stands at i.
func (x *textReader) unitLine(p *panel, i int) int {
	r := x.s.runes
	end := i
	for end < len(r) && !separates(r[end]) && end-i <= 4 {
		end++
	}
	if i == 0 || !separates(r[i-1]) || end == i || end >= len(r) || !p.has(unitColumn) || !mayBeUnit(string(r[i:end])) {
		return 0
	}
	next := end
	for next < len(r) && separates(r[next]) {
		next++
	}
	if next >= len(r) || x.numberEnd(p, next) == 0 {
		return 0
	}
	return end - i
}

// notes passes a label's bracketed notes, and returns the one that is a unit:
// （不包括…）（万元）.
func (x *textReader) notes(i int) (end int, unit string) {
	r := x.s.runes
	for {
		j := i
		for j < len(r) && separates(r[j]) {
			j++
		}
		if j >= len(r) || r[j] != '(' {
			return i, unit
		}
		_, n := x.s.ordinalAt(j)
		end := x.s.closing(j)
		if n > 0 || end < 0 {
			return i, unit
		}
		if t := string(r[j:end]); isUnit(t) {
			unit = t
		}
		i = end
	}
}

// unknownLabel returns where a label ends that no form has, and its unit where
// that is run together with it; -1 where the words are no label.
func (x *textReader) unknownLabel(p *panel, from, at int) (int, string) {
	r := x.s.runes
	k := at
	for k < len(r) && k-at <= longestTextLabel {
		if _, n := x.s.ordinalAt(k); n > 0 && r[k] == '(' {
			break // the next row's （一）
		}
		if end := x.s.closing(k); r[k] == '(' && end > 0 {
			k = end
			continue
		}
		if r[k] == '\n' || r[k] == '|' || isDigit(r[k]) || strings.ContainsRune("。;!", r[k]) || k > at && x.numbering(k) > k && x.knownAt(x.numbering(k)) > 0 {
			break
		}
		k++
	}
	text := strings.TrimRight(string(r[at:k]), " -—/")
	if k-at > longestTextLabel || len([]rune(text)) < 2 || k < len(r) && strings.ContainsRune("。;!", r[k]) || isUnit(text) || values.IsValue(text) || isIgnored(text) {
		return -1, ""
	}
	k = at + len([]rune(text))
	unit := ""
	for _, u := range canon.Get().Statistics.Units {
		if strings.HasSuffix(text, u) && len(u) > len(unit) && len([]rune(text)) > len([]rune(u))+1 {
			unit = u
		}
	}
	next := k
	for next < len(r) && (r[next] == ' ' || r[next] == '-' || r[next] == '—' || r[next] == '/') {
		next++
	}
	switch digit := next < len(r) && isDigit(r[next]); {
	case digit && p.has(unitColumn):
		if unit == "" || x.numberEnd(p, next) == 0 {
			return -1, ""
		}
		return k, unit
	case digit:
		if x.numberEnd(p, next) == 0 || len([]rune(text)) < 4 && at == from {
			return -1, ""
		}
		return k, ""
	}
	return k, "" // a cell of its own: what follows decides
}

// unknownRow reports whether a row that no form has begins at i, in text without
// breaks: words, unit, number.
func (x *textReader) unknownRow(i int) bool {
	r := x.s.runes
	k := i
	for k < len(r) && k-i <= longestTextLabel && (unicode.IsLetter(r[k]) || strings.ContainsRune("、,“”《》 ", r[k])) && !isDigit(r[k]) {
		k++
	}
	if k >= len(r) || !isDigit(r[k]) || k-i > longestTextLabel {
		return false
	}
	text := strings.TrimSpace(string(r[i:k]))
	for _, u := range canon.Get().Statistics.Units {
		if strings.HasSuffix(text, u) && len([]rune(text)) >= len([]rune(u))+4 {
			return true
		}
	}
	return false
}

// numbersEnd returns the end of the numbers behind a label and its unit.
func (x *textReader) numbersEnd(p *panel, i int) int {
	r := x.s.runes
	end := i
	for {
		j := i
		for j < len(r) && separates(r[j]) {
			j++
		}
		if j >= len(r) {
			return end
		}
		if j == 0 || lineStart(r, j) {
			eol := j
			for eol < len(r) && r[eol] != '\n' {
				eol++
			}
			if line := string(r[j:eol]); eol-j <= 24 && values.IsValue(line) && !isUnit(line) {
				i, end = eol, eol
				continue
			}
		}
		n := x.numberEnd(p, j)
		if n == 0 {
			return end
		}
		i, end = n, n
	}
}

// numberEnd returns the end of the number, dash or stroke at i, 0 where none
// stands there by itself. The 2 of 0 2、网上申请数 numbers the next row, and 2017年
// is no number of a row.
func (x *textReader) numberEnd(p *panel, i int) int {
	r := x.s.runes
	j := i
	for j < len(r) && (strings.ContainsRune("-—－–/\\", r[j])) {
		j++
	}
	if j == i {
		for j < len(r) && (isDigit(r[j]) || (r[j] == '.' || r[j] == ',') && j > i && j+1 < len(r) && isDigit(r[j+1])) {
			j++
		}
		// The last digit is the next row's: 34602、政府公报.
		if j > i && j < len(r) && (r[j] == '、' || r[j] == '.') && hanBehind(r[j+1:]) {
			if j--; j == i {
				return 0
			}
		}
	}
	if j == i {
		return 0
	}
	k := j
	if n := prefixOf(r[k:], canon.Get().Statistics.Units); n > 0 && isDigit(r[k-1]) && (k+n >= len(r) || separates(r[k+n])) {
		return k + n // 12件
	}
	for k < len(r) && r[k] == ' ' {
		k++
	}
	switch {
	case k >= len(r), separates(r[k]), isDigit(r[k]):
		return j
	case k > j && strings.ContainsRune("-—－–/\\", r[k]):
		return j
	case x.rowStarts(k), x.unknownRow(k), x.knownAt(k) > 0:
		return j
	case r[k] == '(':
		if end := x.s.closing(k); end > 0 && end < len(r) && separates(r[end]) {
			return end // 12（注1）
		}
		return j
	}
	return 0
}

// hanBehind reports whether an ideograph is the next in r but for blanks.
func hanBehind(r []rune) bool {
	for len(r) > 0 && r[0] == ' ' {
		r = r[1:]
	}
	return len(r) > 0 && unicode.Is(unicode.Han, r[0])
}
