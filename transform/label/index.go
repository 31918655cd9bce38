package label

import "strings"

// How says how well a printed label fits the one it was taken for.
type How uint8

// The ways of matching, from none to exact.
const (
	NotFound   How = iota
	ByMisprint     // one character off
	ByPhrase       // the label's beginning, or the label inside a longer text
	Exact          // after folding and cutting notes
)

// Index finds what printed labels stand for. Build it once with [NewIndex].
type Index struct {
	exact map[string]entry
	names []name // for the inexact ways, longest first
}

type entry struct {
	id  string
	how How
}

type name struct {
	key string
	n   int // characters
	id  string
}

// NewIndex returns an index over names by id. A name listed under two ids
// stands for the first.
func NewIndex() *Index { return &Index{exact: map[string]entry{}} }

// Add gives id the names. Names count with and without their bracketed notes.
func (x *Index) Add(id string, names ...string) { x.add(id, Exact, names) }

// AddMisprints gives id names that are found as misprints.
func (x *Index) AddMisprints(id string, names ...string) { x.add(id, ByMisprint, names) }

func (x *Index) add(id string, how How, names []string) {
	for _, s := range names {
		for _, k := range []string{Key(s), CutKey(s)} {
			if k == "" {
				continue
			}
			if _, ok := x.exact[k]; ok {
				continue
			}
			x.exact[k] = entry{id, how}
			if how == Exact {
				x.names = append(x.names, name{k, len([]rune(k)), id})
			}
		}
	}
}

// Find returns the id that a printed label stands for, after its ordinal is
// cut, and how it was found. Labels of one to three characters match only
// exactly: 其他, 总计 and 规章 are too near to other words.
func (x *Index) Find(printed string) (string, How) {
	rest := cutOrdinal(printed)
	full, cut := Key(rest), CutKey(rest)
	for _, k := range []string{full, cut} {
		if e, ok := x.exact[k]; ok {
			return e.id, e.how
		}
	}
	if id := x.phrase(cut); id != "" {
		return id, ByPhrase
	}
	if id := x.misprint(cut); id != "" {
		return id, ByMisprint
	}
	return "", NotFound
}

// Exactly is [Index.Find] for labels that are found exactly.
func (x *Index) Exactly(printed string) (string, bool) {
	rest := cutOrdinal(printed)
	for _, k := range []string{Key(rest), CutKey(rest)} {
		if e, ok := x.exact[k]; ok {
			return e.id, e.how == Exact
		}
	}
	return "", false
}

func cutOrdinal(printed string) string {
	_, rest := CutOrdinal(Strip(printed))
	// Converters to traditional characters make 檔案 of 文件.
	return strings.ReplaceAll(rest, "规范性档案", "规范性文件")
}

// phrase finds the one id whose name begins with k (a label cut short: 现行有效
// 件), or is held in k. Two ids at the same length decide nothing.
func (x *Index) phrase(k string) string {
	n := len([]rune(k))
	if n < 4 || n > 60 {
		return ""
	}
	best, bestLen, clash := "", 0, false
	for _, m := range x.names {
		var l int
		switch {
		case m.n >= 4 && strings.Contains(k, m.key):
			l = m.n
		case n >= 4 && strings.HasPrefix(m.key, k):
			l = n
		default:
			continue
		}
		switch {
		case l > bestLen:
			best, bestLen, clash = m.id, l, false
		case l == bestLen && m.id != best:
			clash = true
		}
	}
	if clash || bestLen*2 < n {
		return ""
	}
	return best
}

// misprint finds the one id with a name of five or more characters that is one
// character off: 本年处理绝对数量.
func (x *Index) misprint(k string) string {
	r := []rune(k)
	if len(r) < 5 {
		return ""
	}
	found := ""
	for _, m := range x.names {
		if m.n < 5 || m.n < len(r)-1 || m.n > len(r)+1 || !OneOff(r, []rune(m.key)) {
			continue
		}
		if found != "" && found != m.id {
			return ""
		}
		found = m.id
	}
	return found
}

// OneOff reports whether a and b differ by one substitution, insertion or
// deletion.
func OneOff(a, b []rune) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	j := 0
	for j < len(a)-i && a[len(a)-1-j] == b[len(b)-1-j] {
		j++
	}
	if len(a) == len(b) {
		return i+j >= len(a)-1
	}
	return len(b) == len(a)+1 && i+j >= len(a)
}
