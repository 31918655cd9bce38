package narrative

import (
	"strings"

	"gongkai/transform/search"
)

// sentence is a sentence with its numbers.
type sentence struct {
	*text
	span
	numbers  []number
	plain    string
	marks    string       // the sentence with @ for its numbers, once it was asked for
	places   []int        // of the @, in bytes
	inPlain  search.Found // what plain holds
	inMarks  search.Found // what marks hold
	inMarked search.Found // what it holds with # for the number in question
}

func parse(t *text, s span) *sentence {
	p := &sentence{text: t, span: s}
	for i := s.from; i < s.to; {
		if !begins(t.runes[i]) {
			i++
			continue
		}
		n, next, ok := t.numberAt(i, s.to)
		if ok {
			p.numbers = append(p.numbers, n)
		}
		i = max(next, i+1)
	}
	return p
}

// marked prints the sentence with # for one number and @ for the others; where
// gives the place of the #, in bytes. Words of approximation before a number are
// left out.
func (p *sentence) marked(this int) (s string, where int) {
	if p.marks == "" {
		p.mark()
	}
	where = p.places[this]
	return p.marks[:where] + "#" + p.marks[where+1:], where
}

// mark prints the sentence with @ for its numbers, and finds what that holds.
func (p *sentence) mark() {
	var b strings.Builder
	b.Grow(3*(p.to-p.from) + len(p.numbers))
	p.places = make([]int, 0, len(p.numbers))
	at := p.from
	for i := range p.numbers {
		n := &p.numbers[i]
		end := n.start
		for _, w := range aboutBefore.words {
			if end-len(w) >= at && p.has(end-len(w), end, w) {
				end -= len(w)
			}
		}
		p.write(&b, at, end)
		p.places = append(p.places, b.Len())
		b.WriteByte('@')
		b.WriteString(n.measure)
		at = n.end
	}
	p.write(&b, at, p.to)
	p.marks = b.String()
	p.inMarks = scan(p.marks, p.inMarks)
}

func (t *text) write(b *strings.Builder, from, to int) {
	for _, r := range t.runes[from:to] {
		b.WriteRune(r)
	}
}
