// Package html reads HTML pages: portal articles with all their chrome, bare
// article bodies, and what Word and WPS save as HTML. It knows markup and the
// words that portals print around an article, and nothing of what articles say.
package html

import (
	"strings"
	"sync"

	"golang.org/x/net/html"

	"gongkai"
	"gongkai/extract/html/tree"
	"gongkai/extract/limit"
)

// Read returns the blocks of a page in reading order, each in its zone, with
// what the page says about itself. text is UTF-8 and may be a fragment, as of a
// JSON reply. The parser repairs markup as browsers do, and moves misplaced
// content about as they do, so Block.Line and Cell.Line stay 0.
//
// Every error is a *gongkai.ReadError with ReasonLimit: more bytes, nodes,
// depth, blocks or cells than package limit allows.
func Read(text string, src gongkai.Source) (*gongkai.Document, error) {
	if len(text) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes of HTML", len(text), limit.MaxBytes)
	}
	if t, ok := tree.Parse(text); ok {
		defer t.Release()
		return read(t.Root, cut(t.Root, t.TableOpen, t.CellOpen), src)
	}
	// What remains needs all of the standard's repairs, which can multiply markup.
	seen := look(text)
	if seen.nodes > limit.MaxNodes {
		return nil, limit.Exceeded("nodes in the markup", seen.nodes, limit.MaxNodes)
	}
	if seen.steps > maxSteps {
		return nil, limit.Exceeded("steps to parse the markup", seen.steps, maxSteps)
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		// Reading from memory can't fail: this is the parser's limit on depth.
		return nil, &gongkai.ReadError{
			Reason: gongkai.ReasonLimit,
			Detail: "elements are nested too deeply, or left open without end; repair the markup",
			Err:    err,
		}
	}
	return read(root, cut(root, seen.tableOpen, seen.cellOpen), src)
}

// read reads a page's tree, of which the source breaks off in the cells of some
// tables.
func read(root *node, cut map[*node]bool, src gongkai.Source) (*gongkai.Document, error) {
	w := walkers.Get().(*walker)
	defer func(w *walker) { w.release() }(w)
	w.cut = cut
	w.walk(root, state{})
	w.boundary()
	if w.hiddenPanels > 0 && w.err == nil && !w.substance() {
		w = w.unhidden(root)
	}
	if w.err != nil {
		return nil, w.err
	}
	zone(w.blocks)
	doc := &gongkai.Document{Source: src, Page: w.about()}
	if len(w.blocks) > 0 {
		doc.Blocks = make([]gongkai.Block, len(w.blocks))
	}
	for i := range w.blocks {
		doc.Blocks[i] = w.blocks[i].Block
	}
	return doc, nil
}

// walkers wait for their next page with the memory that the last one took.
var walkers = sync.Pool{New: func() any { return new(walker) }}

// release empties a walker. One that has grown over a large page is dropped.
func (w *walker) release() {
	if cap(w.blocks) > 2048 || cap(w.written) > 4096 || cap(w.places.cells) > 4096 || cap(w.places.busy) > 1024 || cap(w.text.buf) > 1<<16 {
		return
	}
	clear(w.blocks[:cap(w.blocks)])
	clear(w.written[:cap(w.written)])
	clear(w.places.cells[:cap(w.places.cells)])
	*w = walker{blocks: w.blocks[:0], written: w.written[:0], places: w.places, text: run{buf: w.text.buf[:0]}}
	walkers.Put(w)
}

// unhidden walks the page again with its hidden panels. Portals put a report
// into tabs (page image, text, download) of which a script shows one; the text
// may be the one that is hidden. Only where nothing else is to be read, and
// only if they hold something: a hidden copy beside a visible text stays hidden.
func (w *walker) unhidden(root *node) *walker {
	again := &walker{showPanels: true, cut: w.cut}
	again.walk(root, state{})
	again.boundary()
	if again.err == nil && again.substance() {
		return again
	}
	return w
}

// substance reports whether the page shows a table of some size or a text.
func (w *walker) substance() bool {
	size := 0
	for i := range w.blocks {
		b := &w.blocks[i]
		if b.chrome {
			continue
		}
		if b.Kind == gongkai.TableBlock && !b.linky() && len(b.Table.Grid) > 1 {
			return true
		}
		if !b.linky() && !b.isPortal() {
			size += b.size
		}
	}
	return size >= 600 // bytes: two hundred characters
}
