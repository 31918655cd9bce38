// Package search runs many regular expressions over many short texts. Most texts
// match none of them: one pass over a text finds the words that each expression
// cannot do without, and only those of which all are there are run.
package search

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
)

// A Set is patterns whose words are looked for together. Compile all before the
// first Scan.
type Set struct {
	groups [][]string     // any word of a group is enough
	ids    map[string]int // of groups
	build  sync.Once
	auto   automaton
}

// A Pattern is a regular expression of a set.
type Pattern struct {
	*regexp.Regexp
	set     *Set
	needs   Found    // groups of which each match holds a word
	words   []string // of which a match is one; nil where it may be something else
	*starts          // nil where a match is tried at every place
	// branches are the alternatives of which an expression is made, each with needs
	// of its own; nil where it is one.
	branches []*Pattern
}

// Found says which groups of a set's words a text holds.
type Found []uint64

// Compile adds an expression to a set. It panics where it is none.
func (s *Set) Compile(expr string) *Pattern {
	p, tree := s.compile(expr)
	if tree.Op == syntax.OpAlternate && p.words == nil {
		for _, sub := range tree.Sub {
			b, _ := s.compile(sub.String())
			p.branches = append(p.branches, b)
		}
	}
	return p
}

func (s *Set) compile(expr string) (*Pattern, *syntax.Regexp) {
	p := &Pattern{Regexp: regexp.MustCompile(expr), set: s}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	n := needs(tree)
	p.starts = startsOf(expr, tree)
	if !n.bounded && useful(n.exact) {
		p.words = n.exact
	}
	for _, group := range n.all() {
		p.needs = p.needs.with(s.group(group))
	}
	return p, tree
}

// group returns the number of a group of words.
func (s *Set) group(words []string) int {
	if s.ids == nil {
		s.ids = map[string]int{}
	}
	key := strings.Join(words, "\x00")
	id, ok := s.ids[key]
	if !ok {
		id = len(s.groups)
		s.ids[key] = id
		s.groups = append(s.groups, words)
	}
	return id
}

// Scan returns what a text holds, in the memory of a former result, which may be
// nil.
func (s *Set) Scan(text string, into Found) Found {
	s.build.Do(func() { s.auto = newAutomaton(s.groups) })
	n := (len(s.groups) + 63) / 64
	if cap(into) < n {
		into = make(Found, n)
	}
	into = into[:n]
	clear(into)
	s.auto.scan(text, into)
	return into
}

// May reports whether a text can have a match, of which, or of a text around it,
// Scan found this.
func (p *Pattern) May(in Found) bool {
	for i, n := range p.needs {
		if n&^in[i] != 0 {
			return false
		}
	}
	return true
}

// In reports whether a text has a match, of which, or of a text around it, Scan
// found this.
func (p *Pattern) In(text string, in Found) bool { return p.May(in) && p.matches(text, in) }

// MatchString reports whether a text has a match.
func (p *Pattern) MatchString(text string) bool {
	var room [16]uint64
	in := p.set.Scan(text, room[:])
	return p.May(in) && (p.words != nil || p.matches(text, in))
}

func (p *Pattern) matches(text string, in Found) bool {
	switch {
	case p.words != nil:
		return slices.ContainsFunc(p.words, func(w string) bool { return strings.Contains(text, w) })
	case p.branches != nil:
		return slices.ContainsFunc(p.branches, func(b *Pattern) bool { return b.In(text, in) })
	case !p.fit(text):
		return p.Regexp.MatchString(text)
	}
	for at := p.from(text, 0); at >= 0; at = p.behind(text, at) {
		if p.bound.MatchString(p.here(text, at)) {
			return true
		}
	}
	return false
}

// FindIn returns the first match in a text, of which, or of a text around it, Scan
// found this, or "".
func (p *Pattern) FindIn(text string, in Found) string {
	if !p.In(text, in) {
		return ""
	}
	if !p.fit(text) {
		return p.FindString(text)
	}
	for at := p.from(text, 0); at >= 0; at = p.behind(text, at) {
		if m := p.bound.FindString(p.here(text, at)); m != "" {
			return m
		}
	}
	return ""
}

// FindAllStringIndex returns the places of all matches, as that of regexp does.
func (p *Pattern) FindAllStringIndex(text string, n int) [][]int {
	if !p.fit(text) || n >= 0 {
		return p.Regexp.FindAllStringIndex(text, n)
	}
	return p.all(text, p.bound.FindStringIndex)
}

// FindAllStringSubmatchIndex returns the places of all matches and of their groups,
// as that of regexp does.
func (p *Pattern) FindAllStringSubmatchIndex(text string, n int) [][]int {
	if !p.fit(text) || n >= 0 {
		return p.Regexp.FindAllStringSubmatchIndex(text, n)
	}
	return p.all(text, p.bound.FindStringSubmatchIndex)
}

func (p *Pattern) all(text string, find func(string) []int) (out [][]int) {
	for at := p.from(text, 0); at >= 0; {
		m := find(p.here(text, at))
		if m == nil {
			at = p.behind(text, at)
			continue
		}
		for i := range m {
			if m[i] >= 0 {
				m[i] += at
			}
		}
		out = append(out, m)
		at = p.from(text, m[1])
	}
	return out
}

// with returns groups and one more.
func (f Found) with(group int) Found {
	for len(f) <= group/64 {
		f = append(f, 0)
	}
	f[group/64] |= 1 << (group % 64)
	return f
}
