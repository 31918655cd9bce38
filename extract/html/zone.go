package html

import (
	"strings"

	"gongkai"
)

const (
	coreBytes     = 120 // a block with more, in sentences, is prose: forty characters
	wordyLink     = 30  // bytes: links with more are titles, as on a list page
	bareLinks     = 3   // a fragment without chrome has at most so many links
	keepMetaCells = 3   // cells that are labels of metadata make a table one of it
)

// zone decides for every block whether it is the article or furniture. The
// article reaches from the first to the last block that is surely of it, and
// on from there over what is neither chrome nor links. In doubt a block is kept:
// a table is furniture only if it is mostly links or the page's metadata.
func zone(blocks []block) {
	if bare(blocks) {
		for i := range blocks {
			b := &blocks[i]
			if b.beside || b.isPortal() || b.isMetadata() {
				b.Zone = gongkai.Furniture
			}
		}
		return
	}
	known := containers(blocks)
	first, last := len(blocks), -1
	for i := range blocks {
		if blocks[i].core(known) {
			first, last = min(first, i), i
		}
	}
	if last < 0 {
		listing(blocks)
		return
	}
	for i := range blocks {
		b := &blocks[i]
		outside := i < first || i > last
		if !b.core(known) && (outside || b.furniture()) {
			b.Zone = gongkai.Furniture
		}
	}
	// The title above, the signature and date below.
	likely := blocks[first].likely
	for i := first - 1; i >= 0 && !blocks[i].furniture() && (blocks[i].likely || !likely); i-- {
		blocks[i].Zone = gongkai.Article
	}
	for i := last + 1; i < len(blocks) && !blocks[i].furniture(); i++ {
		blocks[i].Zone = gongkai.Article
	}
}

// bare reports a fragment: an article's body alone.
func bare(blocks []block) bool {
	links := 0
	for i := range blocks {
		if b := &blocks[i]; b.chrome || b.crumb {
			return false
		}
		links += blocks[i].links
	}
	return links <= bareLinks
}

// containers tells which names of containers can be trusted on this page: 2 for
// those of article bodies, 1 for the vaguer ones, 0 for none. A name that a CMS
// gave to a banner holds no text worth the name.
func containers(blocks []block) int {
	body, likely, all := 0, 0, 0
	for i := range blocks {
		b := &blocks[i]
		if b.linky() || b.chrome {
			continue
		}
		all += b.size
		if b.article {
			body += b.size
		}
		if b.likely {
			likely += b.size
		}
	}
	switch {
	case body > 2*coreBytes && body*4 > all || body*2 > all:
		return 2
	case likely*4 > all*3:
		return 1
	}
	return 0
}

// core reports that a block surely belongs to the article.
func (b *block) core(known int) bool {
	switch {
	case b.Kind == gongkai.TableBlock:
		return !b.linky() && !b.isMetadata() && b.isGrid() && !b.isPortal()
	case b.chrome || b.crumb || b.beside || b.isPortal():
		return false
	case known == 2 && b.article:
		return true // links too: attachments
	case b.linky():
		return false
	}
	return b.size >= coreBytes && (known != 1 || b.likely) && strings.ContainsAny(b.Text, "。；，")
}

// furniture reports that a block, by itself, is none of the article.
func (b *block) furniture() bool {
	if b.Kind == gongkai.TableBlock {
		return b.linky() || b.isMetadata() || b.isPortal() || b.chrome && !b.isGrid()
	}
	return b.chrome || b.crumb || b.beside || b.linky() || b.isPortal()
}

// isGrid tells a data table from a line of a layout.
func (b *block) isGrid() bool {
	g := b.Table.Grid
	return len(g) > 1 && len(g[0]) > 1 || len(g) > 2 || len(g[0]) > 3 && b.links == 0 && !b.chrome
}

// isMetadata reports a table of the page's metadata, as a whole or as one of the
// lines that layouts make of it: 名称 | 索引号 | 发布机构 | …
func (b *block) isMetadata() bool {
	if b.Kind != gongkai.TableBlock {
		return false
	}
	if b.metadata == unknown {
		b.metadata = no
		labels, cells := 0, 0
		for r, row := range b.Table.Grid {
			for c := range row {
				if !row[c].IsOrigin(r, c) || blank(row[c].Text) {
					continue
				}
				cells++
				if l, rest := leadingLabel(row[c].Text); l != nil && (rest == "" || l.colon) {
					labels++
				}
			}
		}
		if labels >= keepMetaCells && labels*5 >= cells*2 {
			b.metadata = yes
		}
	}
	return b.metadata == yes
}

// listing zones a page without an article: what is left of a page's frame is
// furniture, and links with titles for text are its content.
func listing(blocks []block) {
	for i := range blocks {
		b := &blocks[i]
		titles := b.links > 0 && b.linkSize >= wordyLink*b.links
		if b.furniture() && (b.chrome || b.crumb || !titles) {
			b.Zone = gongkai.Furniture
		}
	}
}
