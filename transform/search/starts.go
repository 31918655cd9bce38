package search

import (
	"regexp"
	"regexp/syntax"
	"unicode/utf8"
)

// starts are the characters with which the matches of an expression begin. Where
// they are few, a match is tried at these only, with the expression bound to the
// place: the engine by itself tries every alternative at every character.
type starts struct {
	bits  [4]uint64 // by the last byte of the character's number: more may pass
	bound *regexp.Regexp
	reach int // bytes from a match's start on that decide it
}

// mostStarts is the number of characters from which on all are tried. Where a
// match may be longer than mostReach characters, only texts of mostBytes are tried
// place by place: the engine takes no more time than a text is long, whatever the
// expression.
const (
	mostStarts = 64
	mostReach  = 200
	mostBytes  = 1024
)

// startsOf works out an expression; nil where its matches may be empty, may begin
// with many characters, or depend on what stands before them.
func startsOf(expr string, tree *syntax.Regexp) *starts {
	if looksBack(tree) {
		return nil
	}
	first, empty := firstOf(tree)
	if empty || first == nil || len(first) > mostStarts {
		return nil
	}
	longest := longestOf(tree)
	// Two characters more than a match can have: one that the cut may tear apart, and
	// one that tells the cut from the end of the text.
	s := &starts{bound: regexp.MustCompile(`\A(?:` + expr + `)`), reach: (longest + 2) * utf8.UTFMax}
	for r := range first {
		s.bits[r>>6&3] |= 1 << (r & 63)
	}
	return s
}

// from returns the first place from which on a match may begin; -1 for none.
func (s *starts) from(text string, at int) int {
	for i, r := range text[at:] {
		if s.bits[r>>6&3]>>(r&63)&1 != 0 {
			return at + i
		}
	}
	return -1
}

// behind is from for the character behind one.
func (s *starts) behind(text string, at int) int {
	_, n := utf8.DecodeRuneInString(text[at:])
	return s.from(text, at+n)
}

// fit reports whether a text can be tried place by place.
func (s *starts) fit(text string) bool {
	return s != nil && (len(text) <= mostBytes || s.bounded())
}

// bounded reports whether reach is how far a match may reach; else it may be longer.
func (s *starts) bounded() bool { return s.reach <= mostReach*utf8.UTFMax }

// here returns what decides whether a match begins at a place.
func (s *starts) here(text string, at int) string {
	if !s.bounded() {
		return text[at:]
	}
	return text[at:min(len(text), at+s.reach)]
}

// longestOf returns the number of characters of the longest match, or one that is
// too large.
func longestOf(re *syntax.Regexp) int {
	n := 0
	switch re.Op {
	case syntax.OpLiteral:
		return len(re.Rune)
	case syntax.OpCharClass, syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return 1
	case syntax.OpStar, syntax.OpPlus:
		return mostReach + 1
	case syntax.OpRepeat:
		if re.Max < 0 {
			return mostReach + 1
		}
		return min(re.Max*longestOf(re.Sub[0]), mostReach+1)
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			n = max(n, longestOf(sub))
		}
		return n
	}
	for _, sub := range re.Sub {
		n += longestOf(sub)
	}
	return n
}

// looksBack reports whether an expression asks for what stands before a place.
func looksBack(re *syntax.Regexp) bool {
	switch re.Op {
	case syntax.OpBeginLine, syntax.OpBeginText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return true
	}
	for _, sub := range re.Sub {
		if looksBack(sub) {
			return true
		}
	}
	return false
}

// firstOf returns the characters with which what an expression matches begins, nil
// for too many to be listed, and whether it may match nothing.
func firstOf(re *syntax.Regexp) (first map[rune]bool, empty bool) {
	first = map[rune]bool{}
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase != 0 {
			return nil, false
		}
		first[re.Rune[0]] = true
		return first, false
	case syntax.OpCharClass:
		for i := 0; i+1 < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if first[r] = true; len(first) > mostStarts {
					return nil, false
				}
			}
		}
		return first, false
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		return nil, false
	case syntax.OpCapture, syntax.OpPlus:
		return firstOf(re.Sub[0])
	case syntax.OpQuest, syntax.OpStar:
		first, _ = firstOf(re.Sub[0])
		return first, true
	case syntax.OpRepeat:
		first, empty = firstOf(re.Sub[0])
		return first, empty || re.Min == 0
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			more, none := firstOf(sub)
			if first = joined(first, more); first == nil || !none {
				return first, false
			}
		}
		return first, true
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, none := firstOf(sub)
			first, empty = joined(first, more), empty || none
		}
		return first, empty
	}
	return first, true // the end of a text, and what matches nothing
}

// joined returns the characters of both, nil where those of one are not listed.
func joined(a, b map[rune]bool) map[rune]bool {
	if a == nil || b == nil {
		return nil
	}
	for r := range b {
		a[r] = true
	}
	return a
}
