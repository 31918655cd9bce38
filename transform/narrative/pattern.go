package narrative

import (
	"regexp"
	"regexp/syntax"
	"strings"
)

// A pattern is a regular expression with texts of which each match holds one: most
// sentences have none of them, and are not searched.
type pattern struct {
	*regexp.Regexp
	needs []string // any of these; nil where nothing can be said
}

func compile(expr string) pattern {
	p := pattern{Regexp: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		p.needs = needs(tree)
	}
	return p
}

// may reports whether a text can have a match.
func (p pattern) may(s string) bool {
	if p.needs == nil {
		return true
	}
	for _, n := range p.needs {
		if strings.Contains(s, n) {
			return true
		}
	}
	return false
}

// MatchString reports whether the text has a match.
func (p pattern) MatchString(s string) bool { return p.may(s) && p.Regexp.MatchString(s) }

// mostNeeds bounds the texts that are looked for before a pattern is tried.
const mostNeeds = 24

// needs returns texts of which every match of an expression holds at least one, or
// nil.
func needs(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needs(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needs(re.Sub[0])
		}
	case syntax.OpCharClass:
		var out []string
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if out = append(out, string(r)); len(out) > mostNeeds {
					return nil
				}
			}
		}
		return out
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if n := needs(sub); n != nil && (best == nil || rarer(n, best)) {
				best = n
			}
		}
		return best
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			n := needs(sub)
			if n == nil || len(out)+len(n) > mostNeeds {
				return nil
			}
			out = append(out, n...)
		}
		return out
	}
	return nil
}

// rarer reports whether the texts of a stand in fewer sentences than those of b:
// the shortest decides, and then their number.
func rarer(a, b []string) bool {
	x, y := shortest(a), shortest(b)
	return x > y || x == y && len(a) < len(b)
}

func shortest(list []string) int {
	n := len(list[0])
	for _, s := range list {
		n = min(n, len(s))
	}
	return n
}
