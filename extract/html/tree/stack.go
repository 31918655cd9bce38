package tree

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai/extract/limit"
)

func (b *builder) top() element {
	if n := len(b.open); n > 0 {
		return b.open[n-1]
	}
	return element{b.doc, unknown}
}

func (b *builder) pop() { b.open = b.open[:len(b.open)-1] }

func (b *builder) push(n *html.Node, t *tag) {
	b.open = append(b.open, element{n, t})
	if len(b.open) > limit.MaxDepth {
		b.failed = true
	}
}

// link appends a node that has no place yet.
func link(parent, n *html.Node) {
	last := parent.LastChild
	if last != nil {
		last.NextSibling = n
	} else {
		parent.FirstChild = n
	}
	parent.LastChild = n
	n.Parent, n.PrevSibling = parent, last
}

// place appends a node to the element that is open. It gives up where the node
// would be moved before a table.
func (b *builder) place(n *html.Node) {
	top := b.top()
	if b.foster && top.t.flags&moves != 0 {
		b.failed = true
		return
	}
	link(top.n, n)
}

// add opens an element of the tag at hand.
func (b *builder) add(t *tag) *html.Node {
	n := b.node(html.ElementNode)
	n.DataAtom, n.Data, n.Attr = t.atom, b.name, b.attr
	b.place(n)
	b.push(n, t)
	return n
}

// addEmpty adds an element that has no content.
func (b *builder) addEmpty(t *tag) {
	b.add(t)
	b.pop()
}

// addRaw opens an element whose content is no markup.
func (b *builder) addRaw(t *tag) {
	b.add(t)
	b.raw = true
}

// addText adds a text to what is open, or to the text that stands there last.
func (b *builder) addText(s string) {
	top := b.top()
	if b.foster && top.t.flags&moves != 0 {
		b.failed = true
		return
	}
	last := top.n.LastChild
	if last == nil || last.Type != html.TextNode {
		n := b.node(html.TextNode)
		n.Data = s
		link(top.n, n)
		return
	}
	if b.grown == nil {
		b.grown = map[*html.Node][]byte{}
	}
	text, ok := b.grown[last]
	if !ok {
		text = []byte(last.Data)
	}
	b.grown[last] = append(text, s...)
}

// find returns the place of the innermost open element of a name, or -1 where
// there is none before an element with one of the flags.
func (b *builder) find(a atom.Atom, until flags) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		t := b.open[i].t
		if t.atom == a {
			return i
		}
		if t.flags&until != 0 {
			return -1
		}
	}
	return -1
}

// findKind is find for a kind of elements.
func (b *builder) findKind(k kind, until flags) int {
	for i := len(b.open) - 1; i >= 0; i-- {
		t := b.open[i].t
		if t.kind == k {
			return i
		}
		if t.flags&until != 0 {
			return -1
		}
	}
	return -1
}

// popTo closes the element at a place that find returned, with all that is open
// in it, and reports whether there is one.
func (b *builder) popTo(i int) bool {
	if i < 0 {
		return false
	}
	b.open = b.open[:i]
	return true
}

// closeP closes a paragraph, as a block does that begins in it.
func (b *builder) closeP() { b.popTo(b.find(atom.P, stops|stopsInner)) }

// closeImplied closes elements that need no end tags, but for one name.
func (b *builder) closeImplied(but atom.Atom) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if t := b.open[i].t; t.flags&ends == 0 || but != 0 && t.atom == but {
			b.open = b.open[:i+1]
			return
		}
	}
	b.open = b.open[:0]
}

// clearTo closes all up to an element of a kind, which stays open, or <html>.
func (b *builder) clearTo(k kind) {
	for i := len(b.open) - 1; i >= 0; i-- {
		if t := b.open[i].t; t.kind == k || t.kind == kindHTML {
			b.open = b.open[:i+1]
			return
		}
	}
}

func index(s []element, n *html.Node) int {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].n == n {
			return i
		}
	}
	return -1
}

func (b *builder) removeOpen(n *html.Node) { b.open = remove(b.open, n) }

func remove(s []element, n *html.Node) []element {
	i := index(s, n)
	if i < 0 {
		return s
	}
	return append(s[:i], s[i+1:]...)
}
