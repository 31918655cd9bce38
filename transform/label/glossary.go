package label

import (
	"strings"
	"sync"
)

// A Glossary keeps what was found out about texts, for questions whose answer is
// in the text alone: most lines and cells of all reports print the same few
// hundred labels. It holds little, forgets all when it is full, and may be used
// by several readers at once.
type Glossary[V any] struct {
	lookUp func(text string) V
	mu     sync.RWMutex
	seen   map[string]V
}

const (
	mostTexts   = 4096
	longestKept = 256 // bytes of a text; longer ones do not come again
)

// NewGlossary returns an empty glossary of what lookUp says, which must depend on
// nothing but the text. Its answers are shared: nobody may change them.
func NewGlossary[V any](lookUp func(text string) V) *Glossary[V] {
	return &Glossary[V]{lookUp: lookUp}
}

// Of returns what is known of a text.
func (g *Glossary[V]) Of(text string) V {
	if len(text) > longestKept {
		return g.lookUp(text)
	}
	g.mu.RLock()
	v, ok := g.seen[text]
	g.mu.RUnlock()
	if ok {
		return v
	}
	v = g.lookUp(text)
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.seen == nil || len(g.seen) >= mostTexts {
		g.seen = make(map[string]V, 512)
	}
	g.seen[strings.Clone(text)] = v // a document must not live on for a label's sake
	return v
}
