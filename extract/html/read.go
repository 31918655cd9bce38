// Package html reads HTML pages: portal articles with all their chrome, bare
// article bodies, and what Word and WPS save as HTML. It knows markup and the
// words that portals print around an article, and nothing of what articles say.
package html

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"gongkai"
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
	seen := look(text)
	if seen.nodes > limit.MaxNodes {
		return nil, limit.Exceeded("nodes in the markup", seen.nodes, limit.MaxNodes)
	}
	if seen.steps > maxSteps {
		return nil, limit.Exceeded("steps to parse the markup", seen.steps, maxSteps)
	}
	page, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		// Reading from memory can't fail: this is the parser's limit on depth.
		return nil, &gongkai.ReadError{
			Reason: gongkai.ReasonLimit,
			Detail: "elements are nested too deeply, or left open without end; repair the markup",
			Err:    err,
		}
	}
	w := &walker{cut: seen.cut(page.Nodes[0])}
	w.walk(page.Nodes[0], state{})
	w.boundary()
	if w.hiddenPanels > 0 && w.err == nil && !w.substance() {
		w = w.unhidden(page.Nodes[0])
	}
	if w.err != nil {
		return nil, w.err
	}
	zone(w.blocks)
	doc := &gongkai.Document{Source: src, Page: w.about()}
	for i := range w.blocks {
		doc.Blocks = append(doc.Blocks, w.blocks[i].Block)
	}
	return doc, nil
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
