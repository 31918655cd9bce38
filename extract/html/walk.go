package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai"
	"gongkai/extract/limit"
)

type node = html.Node

// A walker makes blocks of a page's nodes in one pass. It has two modes: out in
// the page the end of a block element ends a block; in a cell it ends a line.
type walker struct {
	blocks []block
	text   run // what was read since the last boundary
	inCell bool

	nesting      int  // of tables
	showPanels   bool // ignore display:none on panels
	hiddenPanels int
	cells        int // grid positions so far
	links        int // of runs that came to no block

	nested bool // a table was met in a cell, where keep is false
	keep   bool // in a cell, read nested tables as text
	err    error
	cut    map[*node]bool // tables that the source breaks off in a cell of

	written []cell // cells of the tables that are being read
	places  places

	styles styleCache
	meta   head
	images pictures
}

// A block is a block with what the zones are decided by.
type block struct {
	gongkai.Block
	state        // where its text begins
	size     int // bytes of text
	linkSize int // … of them in links
	links    int
	metadata answer // whether it is a table of the page's metadata
	portal   answer // whether portals print it around articles
}

// answer is that to a question asked once.
type answer uint8

const (
	unknown answer = iota
	yes
	no
)

// linky reports that more than half of a block is links.
func (b *block) linky() bool { return b.linkSize*2 > b.size || b.size == 0 && b.links > 0 }

// state is what the ancestors of a node say of it.
type state struct {
	chrome    bool // in navigation, header, footer, side bar
	beside    bool // in a cell of a layout beside that with the page's heading
	article   bool // in a container known to hold an article's body
	likely    bool // in a container named content, article, main or the like
	crumb     bool // in the path on the site
	title     bool // in an element named for the title
	link      bool
	invisible bool // visibility: hidden
	tiny      bool // font-size: 0
	struck    bool // out: not printed
	pre       bool
	sup       bool
	centered  bool
	level     int8 // of the heading, 1 to 6
}

func (w *walker) walk(n *node, st state) {
	for c := n.FirstChild; c != nil && w.err == nil && !w.nested; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			if !st.invisible && !st.tiny && !st.struck {
				w.text.write(c.Data, st)
			}
		case html.ElementNode:
			w.element(c, st)
		}
	}
}

func (w *walker) element(n *node, st state) {
	k := kindOf(n)
	switch k {
	case dropped:
		w.meta.note(n)
		w.picture(n, st)
		return
	case lineBreak:
		w.text.newline()
		return
	}
	if k == blockLevel {
		st.tagged(n.DataAtom)
	}
	if len(n.Attr) > 0 && w.attributes(n, k, &st) {
		return
	}
	if n.DataAtom == atom.Tr && !w.inCell {
		w.layoutRow(n, st)
		return
	}
	switch k {
	case inline:
		w.inline(n, st)
	case table:
		w.table(n, st)
	default:
		w.boundary()
		if k == heading {
			st.level = int8(n.Data[1] - '0')
		}
		if n.DataAtom == atom.Pre {
			st.pre = true
		}
		w.walk(n, st)
		w.boundary()
	}
}

// inline walks an element that does not break the line, and takes note of the
// tags of the national page standard, which name title and date.
func (w *walker) inline(n *node, st state) {
	switch n.DataAtom {
	case atom.A:
		if attr(n, "href") != "" {
			st.link = true
			w.text.links++
		}
	case atom.Sup:
		st.sup = true
	case atom.Center:
		st.centered = true
	case 0:
		switch n.Data {
		case "ucaptitle", "publishtime":
			w.meta.tagged(n)
		case "ucapcontent":
			w.boundary()
			st.article, st.chrome = true, false
			defer w.boundary()
		}
	}
	w.walk(n, st)
}

// boundary ends a block, or a line of a cell.
func (w *walker) boundary() {
	if w.inCell {
		w.text.breakLine()
		return
	}
	if len(w.text.buf) == 0 {
		w.links += w.text.links
		w.text.links = 0
		return
	}
	b := block{state: w.text.state, size: len(w.text.buf), linkSize: w.text.linkSize, links: w.text.links}
	b.Text = w.text.take()
	if b.Text == "" {
		w.links += b.links
		return
	}
	if b.level > 0 {
		b.Kind, b.Level = gongkai.Heading, int(b.level)
	}
	w.add(b)
}

func (w *walker) add(b block) {
	if len(w.blocks) == limit.MaxBlocks {
		w.err = limit.Exceeded("blocks", limit.MaxBlocks+1, limit.MaxBlocks)
		return
	}
	w.blocks = append(w.blocks, b)
}

func attr(n *node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}
