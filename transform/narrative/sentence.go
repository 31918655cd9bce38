package narrative

import (
	"strings"

	"gongkai/canon"
	"gongkai/transform/search"
)

// sentence is a sentence with its numbers.
type sentence struct {
	*text
	span
	numbers  []number
	plain    string
	marks    string                   // the sentence with @ for its numbers, once it was asked for
	places   []int                    // of the @, in bytes
	inPlain  search.Found             // what plain holds
	inMarked search.Found             // what it holds with # for the number in question
	times    *times                   // what it says of years, once it was asked for
	topics   []topicAt                // what marks speaks of, in order
	total    *spoken                  // what the block says before it
	listed   bool                     // it goes on a list of channels
	summed   int                      // where in marks the first total ends, 0 if not asked for
	parts    int                      // where its first 其中 stands, once it was asked for
	year     int                      // of the report, 0 if unknown
	items    map[int]*canon.ClaimKind // what channel said of numbers
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

// mark prints the sentence with @ for its numbers.
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
}

func (t *text) write(b *strings.Builder, from, to int) {
	for _, r := range t.runes[from:to] {
		b.WriteRune(r)
	}
}
