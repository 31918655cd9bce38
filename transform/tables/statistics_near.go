package tables

import (
	"slices"
	"strings"

	"gongkai/canon"
	"gongkai/transform/label"
)

// near returns the one row of the form that a label of unknown wording is by its
// place: the number printed before it is that row's, the list is in that row's
// parent, and the wordings are alike. A label without a number must be all but
// equal. "" where no row is, or several are.
func (o *outline) near(l printedLabel) string {
	found := ""
	for i := range canon.Get().Statistics.Rows {
		r := &canon.Get().Statistics.Rows[i]
		if r.Local || !o.nearRow(r, l) {
			continue
		}
		if found != "" {
			return ""
		}
		found = r.ID
	}
	if found != "" && !o.fits(found, l) {
		return ""
	}
	return found
}

func (o *outline) nearRow(r *canon.StatisticsRow, l printedLabel) bool {
	k := []rune(l.cut)
	numbered := l.ordinal.Form != label.NoOrdinal
	if numbered && !o.numbered(r, l) {
		return false
	}
	for _, name := range r.Names() {
		key := label.CutKey(name)
		n := len([]rune(key))
		switch {
		case n >= 7 && len(k) >= 6 && label.OneOff(k, []rune(key)):
			return true
		case len(k) >= 8 && len(k)*2 >= n && strings.HasPrefix(key, l.cut):
			return true // cut short
		case numbered && len([]rune(stem(key))) >= 4 && strings.Contains(l.cut, stem(key)):
			return !namesSibling(r, l.cut) // 四、因政府信息公开引起的行政复议数量
		}
	}
	return false
}

// namesSibling reports whether a label names another row of the same parent too:
// 四、行政复议和行政诉讼数量 is neither.
func namesSibling(r *canon.StatisticsRow, cut string) bool {
	for _, other := range canon.Get().Statistics.Rows {
		if other.Parent != r.Parent || other.ID == r.ID || other.Local {
			continue
		}
		for _, name := range other.Names() {
			if s := stem(label.CutKey(name)); len([]rune(s)) >= 4 && strings.Contains(cut, s) {
				return true
			}
		}
	}
	return false
}

// numbered reports whether a label's printed number is a row's, in the row's
// parent.
func (o *outline) numbered(r *canon.StatisticsRow, l printedLabel) bool {
	ord, _, _ := numberOf(r.Number)
	return ord == l.ordinal && (r.Parent == "" || slices.ContainsFunc(o.chain, func(n node) bool { return n.id == r.Parent }))
}

// numberOf reads a row's place in the form: 三(三)4其中 is the fourth at depth 3,
// and its 其中 one deeper, without a number of its own.
func numberOf(number string) (ord label.Ordinal, rank int, inner bool) {
	number, inner = strings.CutSuffix(number, "其中")
	for r := []rune(number); len(r) > 0; rank++ {
		at, n := r, 1
		if r[0] == '(' {
			n = 3
		} else {
			at = []rune{r[0], '、'}
		}
		ord, _ = label.OrdinalAt(at)
		r = r[n:]
	}
	if inner {
		return label.Ordinal{}, innerRank, true
	}
	return ord, rank, false
}
