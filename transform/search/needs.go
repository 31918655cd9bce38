package search

import (
	"regexp/syntax"
	"slices"
)

// need is what every match of an expression holds.
type need struct {
	exact   []string   // a match is one of these; nil where that is not known
	bounded bool       // and only at some places: at the start of a text, …
	groups  [][]string // a match holds a word of each
}

// Measures of words: more of them, or longer classes, are not followed up.
const (
	mostWords = 48
	mostRunes = 12
)

// all returns the groups, with the exact words for one.
func (n need) all() [][]string {
	if useful(n.exact) {
		return append(n.groups, n.exact)
	}
	return n.groups
}

// useful reports whether words can be missing from a text.
func useful(words []string) bool { return len(words) > 0 && !slices.Contains(words, "") }

// needs works out an expression.
func needs(re *syntax.Regexp) need {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return need{exact: []string{string(re.Rune)}}
		}
	case syntax.OpCharClass:
		var out []string
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if out = append(out, string(r)); len(out) > mostRunes {
					return need{}
				}
			}
		}
		return need{exact: out}
	case syntax.OpEmptyMatch:
		return need{exact: []string{""}}
	case syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return need{exact: []string{""}, bounded: true}
	case syntax.OpCapture:
		return needs(re.Sub[0])
	case syntax.OpQuest:
		if n := needs(re.Sub[0]); n.exact != nil {
			return need{exact: append(n.exact, ""), bounded: n.bounded}
		}
	case syntax.OpPlus:
		return need{groups: needs(re.Sub[0]).all()}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return need{groups: needs(re.Sub[0]).all()}
		}
	case syntax.OpConcat:
		return chained(re.Sub)
	case syntax.OpAlternate:
		return chosen(re.Sub)
	}
	return need{}
}

// chained works out one expression behind the other: exact words that touch make
// longer ones.
func chained(list []*syntax.Regexp) need {
	out := need{exact: []string{""}}
	open := false // out.exact is not all that there is
	for _, sub := range list {
		n := needs(sub)
		out.bounded = out.bounded || n.bounded
		if n.exact != nil && len(out.exact)*len(n.exact) <= mostWords {
			var longer []string
			for _, a := range out.exact {
				for _, b := range n.exact {
					longer = append(longer, a+b)
				}
			}
			out.exact = longer
			continue
		}
		if useful(out.exact) {
			out.groups = append(out.groups, out.exact)
		}
		open = true
		out.groups = append(out.groups, n.groups...)
		out.exact = []string{""}
		if n.exact != nil {
			out.exact = n.exact
		}
	}
	if open {
		return need{groups: out.all()}
	}
	return out
}

// chosen works out one of several expressions: a word of each is enough.
func chosen(list []*syntax.Regexp) need {
	out := need{}
	exact := true
	for _, sub := range list {
		n := needs(sub)
		out.bounded = out.bounded || n.bounded
		if exact = exact && n.exact != nil; exact {
			out.exact = append(out.exact, n.exact...)
		}
	}
	if exact && len(out.exact) <= mostWords {
		return out
	}
	var words []string
	for _, sub := range list {
		best := rarest(needs(sub).all())
		if best == nil || len(words)+len(best) > mostWords {
			return need{}
		}
		words = append(words, best...)
	}
	return need{groups: [][]string{words}}
}

// rarest returns the group that stands in the fewest texts: the shortest word
// decides, and then their number.
func rarest(groups [][]string) []string {
	var best []string
	for _, g := range groups {
		if best == nil || shortest(g) > shortest(best) || shortest(g) == shortest(best) && len(g) < len(best) {
			best = g
		}
	}
	return best
}

func shortest(words []string) int {
	n := len(words[0])
	for _, w := range words {
		n = min(n, len(w))
	}
	return n
}
