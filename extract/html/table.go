package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"gongkai"
	"gongkai/extract/limit"
)

// A cell is a table cell as written, before it has a place.
type cell struct {
	text             string
	rowSpan, colSpan int // rowSpan 0 is to the end of the row group
	number           int // in the order of the source, from 1
}

// A sheet is a table as written: row groups of rows of cells.
type sheet struct {
	groups         [][][]cell
	size, linkSize int // bytes of text, and of links in it
	links          int
	cells          int  // their number
	cut            bool // the source breaks off in its last cell
}

// table reads a table. It is first taken for a data table; where that proves
// wrong its cells are read as parts of the page:
//
//   - it has tables in its cells, and is no more than their frame;
//   - it has one cell, or is a column or a handful of cells of prose.
//
// A small table in a cell of a real data table (Word makes them on pasting)
// gives its text to that cell, each of its own cells on a line.
func (w *walker) table(n *node, st state) {
	if w.inCell {
		if !w.keep {
			w.nested = true // ends the reading of the outer table
			return
		}
		w.boundary()
		w.walk(n, st)
		w.boundary()
		return
	}
	w.boundary()
	w.nesting++
	mark := len(w.written)
	defer func() {
		w.nesting--
		w.written = w.written[:mark]
	}()
	if w.nesting > limit.MaxTableDepth {
		w.err = limit.Exceeded("nested tables", w.nesting, limit.MaxTableDepth)
		return
	}
	s := w.sheet(n, st)
	if w.nested {
		w.nested = false
		w.text.reset()
		if frames(n) {
			w.walk(n, st)
			w.boundary()
			return
		}
		w.keep = true
		s = w.sheet(n, st)
		w.keep = false
	}
	switch {
	case w.err != nil:
	case s.isLayout():
		w.walk(n, st)
		w.boundary()
	default:
		w.caption(n, st)
		w.grid(s, st)
	}
}

func (w *walker) grid(s *sheet, st state) {
	g, err := w.places.place(s, limit.MaxCells-w.cells)
	if err != nil {
		w.err = err
		return
	}
	if len(g) == 0 {
		w.links += s.links
		return
	}
	w.cells += len(g) * len(g[0])
	b := block{state: st, size: s.size, linkSize: s.linkSize, links: s.links}
	b.Kind, b.Table = gongkai.TableBlock, &gongkai.Table{Layout: gongkai.Ruled, Grid: g}
	w.add(b)
}

// sheet reads the rows of a table; a <tfoot> comes last, wherever it is written.
func (w *walker) sheet(n *node, st state) *sheet {
	s := &sheet{cut: w.cut[n]}
	var foot [][][]cell
	for c := n.FirstChild; c != nil && w.err == nil && !w.nested; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if c.DataAtom != atom.Tbody && c.DataAtom != atom.Thead && c.DataAtom != atom.Tfoot {
			continue
		}
		cst := st
		if w.attributes(c, blockLevel, &cst) {
			continue
		}
		g := w.group(c, cst, s)
		if c.DataAtom == atom.Tfoot {
			foot = append(foot, g)
		} else {
			s.groups = append(s.groups, g)
		}
	}
	s.groups = append(s.groups, foot...)
	return s
}

func (w *walker) group(n *node, st state, s *sheet) (rows [][]cell) {
	for tr := n.FirstChild; tr != nil && w.err == nil && !w.nested; tr = tr.NextSibling {
		rst := st
		if tr.Type != html.ElementNode || tr.DataAtom != atom.Tr || w.attributes(tr, blockLevel, &rst) {
			continue
		}
		first := len(w.written)
		for td := tr.FirstChild; td != nil && w.err == nil && !w.nested; td = td.NextSibling {
			cst := rst
			if td.Type != html.ElementNode || td.DataAtom != atom.Td && td.DataAtom != atom.Th ||
				w.attributes(td, blockLevel, &cst) {
				continue
			}
			w.written = append(w.written, w.cell(td, cst, s))
		}
		rows = append(rows, w.written[first:len(w.written):len(w.written)])
	}
	return rows
}

func (w *walker) cell(td *node, st state, s *sheet) cell {
	w.inCell = true
	w.walk(td, st)
	w.inCell = false
	s.size += len(w.text.buf)
	s.linkSize += w.text.linkSize
	s.links += w.text.links
	s.cells++
	c := cell{text: w.text.takeCell(), rowSpan: 1, colSpan: 1, number: s.cells}
	if len(c.text) > limit.MaxCellBytes {
		w.err = limit.Exceeded("bytes in a table cell", len(c.text), limit.MaxCellBytes)
	}
	for i := range td.Attr {
		switch a := &td.Attr[i]; a.Key {
		case "colspan":
			c.colSpan = colSpan(a.Val)
		case "rowspan":
			c.rowSpan = rowSpan(a.Val)
		}
	}
	return c
}

// caption makes a paragraph before the table of its <caption>.
func (w *walker) caption(n *node, st state) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == atom.Caption {
			w.element(c, st)
		}
	}
}
