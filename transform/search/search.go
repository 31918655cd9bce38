// Package search runs many regular expressions over many short texts. Most texts
// match none of them: one pass over a text finds the words that each expression
// cannot do without, and only those of which all are there are run.
package search

import (
	"regexp"
	"regexp/syntax"
	"strings"
	"sync"
)

// A Set is patterns whose words are looked for together. Compile all before the
// first Scan.
type Set struct {
	groups  [][]string     // any word of a group is enough
	ids     map[string]int // of groups
	build   sync.Once
	auto    automaton
	longest int // word, in bytes
}

// A Pattern is a regular expression of a set.
type Pattern struct {
	*regexp.Regexp
	set   *Set
	needs Found // groups of which each match holds a word
	exact bool  // a match is one of the words
}

// Found says which groups of a set's words a text holds.
type Found []uint64

// Compile adds an expression to a set. It panics where it is none.
func (s *Set) Compile(expr string) *Pattern {
	p := &Pattern{Regexp: regexp.MustCompile(expr), set: s}
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	n := needs(tree)
	p.exact = len(n.exact) > 0 && !n.bounded && useful(n.exact)
	for _, group := range n.all() {
		p.needs = p.needs.with(s.group(group))
	}
	return p
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
	s.ready()
	n := (len(s.groups) + 63) / 64
	if cap(into) < n {
		into = make(Found, n)
	}
	into = into[:n]
	clear(into)
	s.auto.scan(text, into)
	return into
}

// ScanChanged returns what a text holds that differs in one byte, that at a place,
// from a text of which Scan found this, in the memory of a former result. It may
// name words over that place that only the other text holds.
func (s *Set) ScanChanged(text string, at int, found, into Found) Found {
	s.ready()
	into = append(into[:0], found...)
	s.auto.scan(text[max(0, at-s.longest+1):min(len(text), at+s.longest)], into)
	return into
}

func (s *Set) ready() {
	s.build.Do(func() {
		s.auto = newAutomaton(s.groups)
		for _, words := range s.groups {
			for _, w := range words {
				s.longest = max(s.longest, len(w))
			}
		}
	})
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
func (p *Pattern) In(text string, in Found) bool { return p.May(in) && p.Regexp.MatchString(text) }

// MatchString reports whether a text has a match.
func (p *Pattern) MatchString(text string) bool {
	var room [8]uint64
	in := p.set.Scan(text, room[:])
	return p.May(in) && (p.exact || p.Regexp.MatchString(text))
}

// with returns groups and one more.
func (f Found) with(group int) Found {
	for len(f) <= group/64 {
		f = append(f, 0)
	}
	f[group/64] |= 1 << (group % 64)
	return f
}
