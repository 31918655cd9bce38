package tree

import (
	"slices"

	"golang.org/x/net/html"
)

// enlist enters an element that is opened again behind a block that ended it.
// Of equal ones the list keeps three.
func (b *builder) enlist(e element) {
	b.steps += len(b.active)
	same := 0
	for i := len(b.active) - 1; i >= 0 && b.active[i].n != nil; i-- {
		if other := b.active[i]; other.t.atom == e.t.atom && slices.Equal(other.n.Attr, e.n.Attr) {
			if same++; same >= 3 {
				b.active = append(b.active[:i], b.active[i+1:]...)
			}
		}
	}
	b.active = append(b.active, e)
}

// clearActive forgets the formatting in a cell or caption that has ended.
func (b *builder) clearActive() {
	for len(b.active) > 0 {
		last := len(b.active) - 1
		marker := b.active[last].n == nil
		b.active = b.active[:last]
		if marker {
			return
		}
	}
}

// reopen opens formatting again that a block has ended.
func (b *builder) reopen() {
	i := len(b.active) - 1
	if i < 0 || !b.closed(b.active[i]) {
		return
	}
	for i > 0 && b.closed(b.active[i-1]) {
		i--
	}
	b.steps += (len(b.active) - i) * len(b.open)
	for ; i < len(b.active) && !b.failed; i++ {
		e := element{b.clone(b.active[i].n), b.active[i].t}
		b.place(e.n)
		b.push(e.n, e.t)
		b.active[i] = e
	}
}

func (b *builder) closed(e element) bool { return e.n != nil && index(b.open, e.n) < 0 }

func (b *builder) clone(n *html.Node) *html.Node {
	c := b.node(html.ElementNode)
	c.DataAtom, c.Data, c.Attr = n.DataAtom, n.Data, n.Attr[:len(n.Attr):len(n.Attr)]
	return c
}

// endFormatting places the end tag of a formatting element. Where a block is open
// in the element, both are disentangled by what the standard calls the adoption
// agency algorithm.
func (b *builder) endFormatting(t *tag) {
	if top := b.top(); top.n.Data == t.name && index(b.active, top.n) < 0 {
		b.pop()
		return
	}
	for range 8 {
		at := len(b.active) - 1
		for ; at >= 0 && b.active[at].n != nil && b.active[at].t.atom != t.atom; at-- {
		}
		if at < 0 || b.active[at].n == nil {
			b.endOther(t)
			return
		}
		e := b.active[at]
		place := index(b.open, e.n)
		if place < 0 {
			b.active = remove(b.active, e.n)
			return
		}
		if b.find(t.atom, stops) < 0 {
			return
		}
		block := place
		for block < len(b.open) && b.open[block].t.flags&special == 0 {
			block++
		}
		if block == len(b.open) {
			b.open = b.open[:place]
			b.active = remove(b.active, e.n)
			return
		}
		b.disentangle(e, place, block)
		if b.failed {
			return
		}
	}
}

// disentangle takes a block out of the formatting element that it is open in, and
// puts the element into the block.
func (b *builder) disentangle(e element, place, at int) {
	b.steps += 4 * len(b.open)
	ancestor, block := b.open[place-1], b.open[at]
	bookmark := index(b.active, e.n)
	last, x := block.n, at
	for j := 1; ; j++ {
		x--
		node := b.open[x]
		if node.n == e.n {
			break
		}
		i := index(b.active, node.n)
		if i >= 0 && j > 3 {
			b.active = remove(b.active, node.n)
			if i <= bookmark {
				bookmark--
			}
			continue
		}
		if i < 0 {
			b.removeOpen(node.n)
			continue
		}
		c := element{b.clone(node.n), node.t}
		b.active[i], b.open[x] = c, c
		if last == block.n {
			bookmark = i + 1
		}
		move(last, c.n)
		last = c.n
	}
	if ancestor.t.flags&moves != 0 {
		b.failed = true // it would be moved before the table
		return
	}
	move(last, ancestor.n)

	c := element{b.clone(e.n), e.t}
	for n := block.n.FirstChild; n != nil; n = block.n.FirstChild {
		b.steps++
		move(n, c.n)
	}
	link(block.n, c.n)

	if i := index(b.active, e.n); i >= 0 && i < bookmark {
		bookmark--
	}
	b.active = remove(b.active, e.n)
	b.active = slices.Insert(b.active, bookmark, c)
	b.removeOpen(e.n)
	b.open = slices.Insert(b.open, index(b.open, block.n)+1, c)
}

// move makes a node its new parent's last child.
func move(n, parent *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
	link(parent, n)
}
