package html

import (
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	proseRunes = 200 // a cell with more is prose
	fewCells   = 4   // … and so many cells beside it are its heading
	longRunes  = 800 // prose beside which a table of metadata is small
)

// isLayout reports whether a table without tables in it only places text: one
// cell, a column of prose, or an article with a few lines of metadata over it.
func (s *sheet) isLayout() bool {
	filled, width, rows, longest, all := 0, 0, 0, 0, 0
	for _, g := range s.groups {
		for _, row := range g {
			width = max(width, len(row))
			if len(row) > 0 {
				rows++
			}
			for i := range row {
				if blank(row[i].text) {
					continue
				}
				filled++
				n := len(row[i].text)
				if n > proseRunes {
					n = utf8.RuneCountInString(row[i].text)
				}
				longest, all = max(longest, n), all+n
			}
		}
	}
	switch {
	case rows <= 1 && width <= 1:
		return true
	case longest > proseRunes && (width == 1 || filled <= fewCells):
		return true
	}
	return longest > longRunes && longest*5 > all*3 && filled <= 5*fewCells
}

// frames reports whether a table with tables in its cells is the frame around
// them. It is a data table with small tables pasted into it only if its own
// cells are more than theirs, more than four to each, and none of the cells
// that hold tables has prose.
func frames(t *node) bool {
	own, inner, tables, prose := 0, 0, 0, false
	var walk func(n *node, depth int, size *int)
	walk = func(n *node, depth int, size *int) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				*size += len(c.Data) - blanks(c.Data)
			case c.DataAtom == atom.Table:
				tables++
				walk(c, depth+1, size)
			case c.DataAtom == atom.Td || c.DataAtom == atom.Th:
				if depth > 0 {
					inner++
					walk(c, depth, size)
					continue
				}
				before, text := tables, 0
				walk(c, depth, &text)
				if tables == before && text > 0 {
					own++
				}
				prose = prose || tables > before && text > 3*proseRunes
			case c.DataAtom == atom.H1 || c.DataAtom == atom.Script || c.DataAtom == atom.Style:
			default:
				walk(c, depth, size)
			}
		}
	}
	size := 0
	walk(t, 0, &size)
	return prose || own <= inner || own <= fewCells*tables
}

func blanks(s string) (n int) {
	for i := 0; i < len(s); i++ {
		if isSpace(s[i]) {
			n++
		}
	}
	return n
}

// layoutRow walks a row of a table that only places text. Where one of its cells
// has the page's heading, a few words in another are a side bar's, and must not
// be read on into the heading.
func (w *walker) layoutRow(tr *node, st state) {
	var first, headed *node
	cells := 0
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
			continue
		}
		if cells++; first == nil {
			first = c
		}
	}
	w.boundary()
	defer w.boundary()
	if cells > 1 {
		for c := first; c != nil && headed == nil; c = c.NextSibling {
			if holds(c, atom.H1) {
				headed = c
			}
		}
	}
	for c := tr.FirstChild; c != nil && w.err == nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		cst := st
		if headed != nil && c != headed && !holds(c, atom.H1) && !holds(c, atom.Table) && textSize(c) < coreBytes {
			cst.beside = true
		}
		w.element(c, cst)
	}
}

func holds(n *node, a atom.Atom) bool {
	for c := range n.Descendants() {
		if c.DataAtom == a && c.Type == html.ElementNode {
			return true
		}
	}
	return false
}

func textSize(n *node) (size int) {
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			size += len(c.Data) - blanks(c.Data)
		}
	}
	return size
}
