package tables

import (
	"fmt"
	"hash/fnv"
	"slices"
	"strings"
	"unicode"

	"gongkai/canon"
	"gongkai/transform/label"
)

// An outline follows the list down its numbering, 一 → （一） → 1. → 其中, and says
// what a label stands for at its place.
type outline struct {
	chain []node   // where the last row stands, outermost first
	path  []string // merged labels over the last row
	part  meaning  // what the innermost of them stands for
}

// A node is a row or a heading on the way down.
type node struct {
	id      string
	rank    int           // depth of its numbering: 1 for 一 … 3 for 1. , 4 for 其中
	ordinal label.Ordinal // as printed
	inner   bool          // introduced by 其中, or in a list that was
}

const innerRank = 4

// A meaning is what a label was found to stand for.
type meaning struct {
	id   string
	row  *canon.StatisticsRow // nil for a row that no form has
	near bool                 // recognised in spite of its wording, by place
}

// take places a label below the one before.
func (o *outline) take(l printedLabel) meaning {
	form := &canon.Get().Statistics
	id, near := o.choose(statisticsNames().find(l)), false
	if id != "" && !o.fits(id, l) {
		id = ""
	}
	if id == "" {
		id = o.near(l)
		near = id != ""
	}
	if id == "" {
		return meaning{id: o.local(l)}
	}
	o.official(form.Row(id), l)
	return meaning{id: id, row: form.Row(id), near: near}
}

// merged goes into the merged cells over a row, where they are not those over the
// row before, and returns what the innermost stands for. inner says that 其中
// stands in a cell of its own.
func (o *outline) merged(path []string) (part meaning, inner bool) {
	var labels []printedLabel
	for _, t := range path {
		if l := readLabel(t); l.key != "" {
			labels = append(labels, l)
		} else {
			inner = inner || l.inner
		}
	}
	if !slices.Equal(path, o.path) {
		o.path, o.part = path, meaning{}
		for _, l := range labels {
			o.part = o.take(l)
		}
	}
	return o.part, inner
}

// choose returns the one row that a label stands for here: of several, the one
// whose parent the list is in.
func (o *outline) choose(ids []string) string {
	if len(ids) == 1 {
		return ids[0]
	}
	for i := len(o.chain) - 1; i >= 0; i-- {
		for _, id := range ids {
			if canon.Get().Statistics.Row(id).Parent == o.chain[i].id {
				return id
			}
		}
	}
	return ""
}

// fits reports whether a row of the form may stand where its label is printed.
// 其中：涉及国家秘密 under 同意部分公开答复数 is not the row of that name under
// 不同意公开答复数.
func (o *outline) fits(id string, l printedLabel) bool {
	row, owner := canon.Get().Statistics.Row(id), o.owner(l)
	return !row.Bound || owner == nil || owner.id == row.Parent
}

// owner returns the row whose 其中 a label is, nil where it is in none.
func (o *outline) owner(l printedLabel) *node {
	n := len(o.chain)
	if n > 0 && !l.inner && (l.ordinal.Form != label.NoOrdinal || !o.chain[n-1].inner) {
		return nil
	}
	for i := n - 1; i >= 0; i-- {
		if !o.chain[i].inner {
			return &o.chain[i]
		}
	}
	return nil
}

// ancestors lists a row of the form and those above it, outermost first.
func ancestors(id string) []string {
	var out []string
	for id != "" {
		out = append([]string{id}, out...)
		id = canon.Get().Statistics.Row(id).Parent
	}
	return out
}

// official moves to a row of the form.
func (o *outline) official(row *canon.StatisticsRow, l printedLabel) {
	if row.Local {
		o.push(row.ID, l)
		return
	}
	printed := map[string]label.Ordinal{}
	for _, n := range o.chain {
		printed[n.id] = n.ordinal
	}
	o.chain = nil
	for _, id := range ancestors(row.ID) {
		_, rank, inner := numberOf(canon.Get().Statistics.Row(id).Number)
		n := node{id: id, rank: rank, ordinal: printed[id], inner: inner}
		if id == row.ID {
			n.ordinal, n.inner = l.ordinal, inner || l.inner
		}
		o.chain = append(o.chain, n)
	}
}

// local moves to a row that no form has, and returns its id: s14.local., the row
// it stands under, and its label, s14.local.req.answered.其他答复数. The same row of
// the same provincial form has the same id in every report, and its label can be
// read from it.
func (o *outline) local(l printedLabel) string {
	parent := ""
	if above := o.above(l); len(above) > 0 {
		parent = above[len(above)-1].id
	}
	id := localID(parent, l)
	o.push(id, l)
	return id
}

func localID(parent string, l printedLabel) string {
	if parent != "" {
		parent = strings.TrimPrefix(strings.TrimPrefix(parent, "s14."), "local.") + "."
	}
	return localPrefix + parent + slug(l.key)
}

const localPrefix = "s14.local."

// push moves to a row that has no place in the form but its printed one.
func (o *outline) push(id string, l printedLabel) {
	n := node{id: id, rank: max(1, int(l.ordinal.Form)), ordinal: l.ordinal, inner: l.inner || o.goesOn(l)}
	o.chain = slices.Clone(o.above(l))
	if k := len(o.chain); k > 0 {
		n.rank = max(n.rank, o.chain[k-1].rank+1)
	}
	o.chain = append(o.chain, n)
}

// goesOn reports whether a label is one more of the 其中 above it.
func (o *outline) goesOn(l printedLabel) bool {
	n := len(o.chain)
	return n > 0 && o.chain[n-1].inner && l.ordinal.Form == label.NoOrdinal
}

// above returns the rows that a row of no form stands under, by its numbering.
func (o *outline) above(l printedLabel) []node {
	n := len(o.chain)
	switch form := l.ordinal.Form; {
	case l.inner:
		for n > 1 && o.chain[n-1].inner {
			n--
		}
	case o.goesOn(l):
		for n > 0 && o.chain[n-1].inner {
			n--
		}
	case form == label.NoOrdinal:
		// In a form that numbers its parts it belongs to the part, else to nothing.
		if n = min(n, 1); n == 1 && o.chain[0].ordinal.Form == label.NoOrdinal {
			n = 0
		}
	default:
		for i := n - 1; i >= 0; i-- {
			if p := o.chain[i].ordinal; p.Form == form && p.Number+1 == l.ordinal.Number {
				return o.chain[:i]
			}
		}
		for n > 0 && o.chain[n-1].rank >= int(form) {
			n--
		}
	}
	return o.chain[:n]
}

// slug makes the last part of an id of a label: its letters and digits, and of a
// very long one the beginning and a digest.
func slug(key string) string {
	s := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, key)
	if r := []rune(s); len(r) > longestSlug {
		h := fnv.New32a()
		h.Write([]byte(s))
		return fmt.Sprintf("%s~%08x", string(r[:longestSlug]), h.Sum32())
	}
	return s
}

const longestSlug = 40
