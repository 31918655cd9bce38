package tables

import (
	"strings"
	"sync"

	"gongkai/transform/label"
	"gongkai/transform/values"
)

// terms are all that a cell's text may stand for, on every axis of the forms.
// Most cells of all reports print the same few hundred labels: what they mean is
// looked up once.
type terms struct {
	blank, number bool
	caption       string // id of the sub-table that it announces
	applicant     term
	request       term
	group         term
	pdRow         term
	pdColumn      term
	pdCorner      term
	block         term
	outcome       term
}

// term is what a label stands for on one axis, and how it was found.
type term struct {
	id  string
	how label.How
}

func (t term) find() (string, label.How) { return t.id, t.how }

var (
	aNumber = &terms{number: true}
	aBlank  = &terms{blank: true}
	known   = glossary[*terms]{lookUp: lookUp}
)

func termsOf(text string) *terms {
	switch {
	case text == "":
		return aBlank
	case label.Digits(text) && values.IsValue(text):
		return aNumber
	}
	return known.of(text)
}

// A glossary keeps what was found out about texts. It holds little, forgets all
// when it is full, and may be used by several readers at once.
type glossary[V any] struct {
	lookUp func(text string) V
	mu     sync.RWMutex
	seen   map[string]V
}

const (
	mostTexts   = 4096
	longestKept = 256 // bytes of a text; longer ones do not come again
)

func (g *glossary[V]) of(text string) V {
	g.mu.RLock()
	v, ok := g.seen[text]
	g.mu.RUnlock()
	if ok {
		return v
	}
	v = g.lookUp(text)
	if len(text) > longestKept {
		return v
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.seen == nil || len(g.seen) >= mostTexts {
		g.seen = make(map[string]V, 512)
	}
	g.seen[strings.Clone(text)] = v // a document must not live on for a label's sake
	return v
}

func lookUp(text string) *terms {
	if label.Strip(text) == "" {
		return aBlank
	}
	if strings.IndexFunc(text, isDigit) >= 0 && values.IsValue(text) {
		return aNumber
	}
	v := vocab()
	find := func(x *label.Index) term {
		id, how := x.Find(text)
		return term{id, how}
	}
	return &terms{
		caption: caption(text), applicant: find(v.applicants), request: find(v.requests), group: find(v.groups),
		pdRow: find(v.pdRows), pdColumn: find(v.pdColumns), pdCorner: find(v.pdCorner), block: find(v.blocks), outcome: find(v.outcomes),
	}
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }
