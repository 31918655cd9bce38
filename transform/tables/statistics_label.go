package tables

import (
	"slices"
	"strings"
	"sync"

	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/values"
)

// A printedLabel is a row's label taken apart: 其中：1．政府网站公开数.
type printedLabel struct {
	ordinal label.Ordinal // the innermost: of （三）1. the 1
	inner   bool          // introduced by 其中
	key     string        // comparable, notes included
	cut     string        // comparable, without notes
	unit    string        // its last note, where that is a unit
}

func readLabel(text string) printedLabel {
	var l printedLabel
	s := label.Strip(text)
	for range 4 {
		o, rest := label.CutOrdinal(s)
		if o.Form != label.NoOrdinal && rest != "" {
			l.ordinal, s = o, rest
			continue
		}
		t, ok := strings.CutPrefix(strings.TrimLeft(s, "#*-·"), "其中")
		if !ok {
			break
		}
		l.inner, s = true, strings.TrimLeft(t, ":、,;")
	}
	// A bracketed unit is no part of a label: 收到申请数（件）.
	if i := strings.LastIndexAny(s, "([〔"); i > 0 && isUnit(s[i:]) {
		s, l.unit = s[:i], strings.Trim(s[i:], "()[]〔〕")
	}
	l.key, l.cut = label.Key(s), label.CutKey(s)
	return l
}

// isUnit reports whether a text is a unit of the form, or several: 条, （件）,
// 单位：万元, 人/次.
func isUnit(text string) bool {
	s := unitName(text)
	for _, u := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("/、,", r) }) {
		if !slices.Contains(canon.Get().Statistics.Units, u) {
			return false
		}
	}
	return s != "" && strings.Trim(s, "/、,") != ""
}

// unitName takes a unit out of its brackets: （单位：件）.
func unitName(text string) string {
	s := strings.Trim(label.Strip(text), "()[]〔〕")
	return strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(s, "计量"), "单位"), ":")
}

// mayBeUnit reports whether a text under 单位 can be one that is not listed: a
// short word that is neither number nor label.
func mayBeUnit(text string) bool {
	l := readLabel(text)
	return isUnit(text) || len([]rune(unitName(text))) <= 4 && !values.IsValue(text) && l.ordinal.Form == label.NoOrdinal && len(statisticsNames().find(l)) == 0
}

// names indexes the labels of the statistics form. A label may stand for
// several rows, which their place tells apart: 被依法纠错数 under review and under
// litigation.
type names struct {
	exact      map[string][]string
	stems      map[string][]string // without 数, 总数, 数量, … at the end
	columns    map[string]string
	cumulative []string
	text       map[rune][]textName // for running text: by the first character, the longest first
}

// A textName is a label as it stands in running text.
type textName struct {
	key string
	n   int // characters
}

var statisticsNames = sync.OnceValue(func() *names {
	form := &canon.Get().Statistics
	n := &names{exact: map[string][]string{}, stems: map[string][]string{}, text: map[rune][]textName{}, columns: columnNames(&form.Columns), cumulative: form.Columns.CumulativeWords}
	add := func(m map[string][]string, k, id string) {
		if k != "" && !slices.Contains(m[k], id) {
			m[k] = append(m[k], id)
		}
	}
	said := map[string]bool{}
	for _, r := range form.Rows {
		for _, name := range r.Names() {
			k, cut := label.Key(name), label.CutKey(name)
			add(n.exact, k, r.ID)
			add(n.exact, cut, r.ID)
			add(n.stems, stem(cut), r.ID)
			for _, t := range []string{k, cut} {
				if r := []rune(t); len(r) >= 4 && !said[t] {
					said[t] = true
					n.text[r[0]] = append(n.text[r[0]], textName{t, len(r)})
				}
			}
		}
	}
	for _, of := range n.text {
		slices.SortFunc(of, func(a, b textName) int {
			if a.n != b.n {
				return b.n - a.n
			}
			return strings.Compare(a.key, b.key)
		})
	}
	return n
})

// stem cuts the word for a number off a label: 收到申请总数 and 收到申请数量 are
// both 收到申请.
func stem(key string) string {
	for _, w := range []string{"总次数", "总件数", "总数量", "总条数", "总数", "数量", "次数", "件数", "条数", "篇数", "数"} {
		if t, ok := strings.CutSuffix(key, w); ok && len([]rune(t)) >= 2 {
			return t
		}
	}
	return key
}

// find returns the rows that a label may stand for: those named so, or named so
// but for the word for a number at the end.
func (n *names) find(l printedLabel) []string {
	if l.cut == "" {
		return nil
	}
	for _, k := range []string{l.key, l.cut} {
		if ids := n.exact[k]; len(ids) > 0 {
			return ids
		}
	}
	if ids := n.stems[stem(l.cut)]; len(ids) > 0 {
		return ids
	}
	// 收到申请数/件: a unit behind a stroke.
	for _, u := range canon.Get().Statistics.Units {
		if t, ok := strings.CutSuffix(l.cut, u); ok && len([]rune(t)) >= 4 {
			if ids := n.exact[t]; len(ids) > 0 {
				return ids
			}
		}
	}
	return nil
}

// exactRows returns the rows of the form, headings left out, that a cell names by
// a label of four characters or more.
func exactRows(text string) []string {
	if label.Digits(text) {
		return nil
	}
	return namedExactly.Of(text)
}

var namedExactly = label.NewGlossary(findExactly)

func findExactly(text string) []string {
	l := readLabel(text)
	if len([]rune(l.cut)) < 4 {
		return nil
	}
	var out []string
	for _, id := range statisticsNames().find(l) {
		if !canon.Get().Statistics.Row(id).Heading {
			out = append(out, id)
		}
	}
	return out
}

// isIgnored reports whether a line is no indicator: 填报人：…, 甲 乙 1 2.
func isIgnored(text string) bool {
	s := label.Strip(text)
	if slices.Contains([]string{"甲", "乙", "丙", "丁", "A", "B", "a", "b"}, s) {
		return true
	}
	return slices.ContainsFunc(canon.Get().Statistics.Ignored, func(w string) bool { return strings.HasPrefix(s, w) })
}
