// Package tree parses pages fast. It makes the very tree that the parser of
// golang.org/x/net/html makes, or none: that parser repairs any markup as the
// HTML standard says, this one gives up where the repair is rare (content that
// has to be moved out of a table, SVG, frames, templates) or the work too much.
//
// Texts and attributes are parts of the page's own string, and nodes come in
// slabs that are used again for the next page.
package tree

import (
	"strings"
	"sync"

	"golang.org/x/net/html"

	"gongkai/extract/limit"
)

// A Tree is a parsed page. Its nodes are gone after Release.
type Tree struct {
	Root *html.Node // of type DocumentNode

	// TableOpen says that the last <table> in the source has no end tag, and
	// CellOpen that the last cell in it has none either.
	TableOpen, CellOpen bool

	b *builder
}

// maxSteps is the work on a page in elements looked at, of 1 or 2 ns each.
// Ordinary pages take some twenty for a tag.
const maxSteps = 48 << 20

var builders = sync.Pool{New: func() any { return new(builder) }}

// Parse parses a page in UTF-8. It returns false where it gives up: the markup
// then is for html.Parse, once somebody has looked whether it asks for too much.
// What Parse takes has at most limit.MaxNodes nodes and limit.MaxDepth open
// elements, and its time is linear in the length of the text.
func Parse(text string) (Tree, bool) {
	if strings.IndexByte(text, 0) >= 0 {
		return Tree{}, false
	}
	if strings.IndexByte(text, '\r') >= 0 {
		text = newlines(text)
	}
	b := builders.Get().(*builder)
	b.source, b.amp = text, -1
	b.doc = b.node(html.DocumentNode)
	b.parse()
	t := Tree{Root: b.doc, TableOpen: b.tableOpen, CellOpen: b.cellOpen, b: b}
	if b.failed {
		t.Release()
		return Tree{}, false
	}
	for n, text := range b.grown {
		n.Data = string(text)
	}
	return t, true
}

// Release gives the tree's memory back. Strings taken from its nodes stay valid.
func (t *Tree) Release() {
	if b := t.b; b != nil {
		t.Root, t.b = nil, nil
		b.reset()
		builders.Put(b)
	}
}

// newlines makes one line feed of each CR and CRLF, as the tokenizer does within
// texts and values; elsewhere both are blanks.
func newlines(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		i := strings.IndexByte(s, '\r')
		if i < 0 {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(s[:i])
		b.WriteByte('\n')
		if s = s[i+1:]; s != "" && s[0] == '\n' {
			s = s[1:]
		}
	}
}

// A builder is the state of a parse: that of the standard's tree construction.
type builder struct {
	source string
	amp    int // place of the next '&', which may be behind

	mode       mode
	doc        *html.Node
	head, form *html.Node
	open       []element // the stack of open elements
	active     []element // the list of active formatting elements; a marker is zero
	quirks     bool
	foster     bool // what is added now would be moved out of a table
	failed     bool

	name string           // of the tag at hand
	attr []html.Attribute // of the tag at hand
	raw  bool             // the text behind the tag at hand is its content

	tableOpen, cellOpen bool

	grown map[*html.Node][]byte // texts in several pieces

	steps, tags, nodes int
	slabs              [][]html.Node
	free               []html.Node // what is left of the last slab in use
	slab               int         // slabs in use
	attrSlabs          [][]html.Attribute
	attrs              []html.Attribute // the slab in use
	attrSlab           int              // slabs in use
	out                []byte           // for decoding character references
}

// An element is a node with what its name says.
type element struct {
	n *html.Node
	t *tag
}

const (
	slabNodes = 512
	slabAttrs = 512
	keepSlabs = 64 // of each sort in a builder that waits for its next page: 5 MiB
)

func (b *builder) node(t html.NodeType) *html.Node {
	if len(b.free) == 0 {
		if b.slab == len(b.slabs) {
			b.slabs = append(b.slabs, make([]html.Node, slabNodes))
		}
		b.free = b.slabs[b.slab]
		b.slab++
	}
	n := &b.free[0]
	b.free = b.free[1:]
	n.Type = t
	if b.nodes++; b.nodes > limit.MaxNodes {
		b.failed = true
	}
	return n
}

// reset empties the builder, so that a waiting one holds on to no page.
func (b *builder) reset() {
	for i, slab := range b.slabs[:b.slab] {
		if i == b.slab-1 {
			slab = slab[:len(slab)-len(b.free)]
		}
		clear(slab)
	}
	for _, slab := range b.attrSlabs[:b.attrSlab] {
		clear(slab[:cap(slab)])
	}
	clear(b.open[:cap(b.open)])
	clear(b.active[:cap(b.active)])
	*b = builder{
		slabs: keep(b.slabs), attrSlabs: keep(b.attrSlabs),
		open: b.open[:0], active: b.active[:0], out: b.out[:0],
	}
	if cap(b.out) > 1<<16 {
		b.out = nil
	}
}

// keep drops the slabs that only a large page needs.
func keep[T any](slabs []T) []T {
	if len(slabs) > keepSlabs {
		clear(slabs[keepSlabs:])
		return slabs[:keepSlabs]
	}
	return slabs
}
