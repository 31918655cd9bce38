package html

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// cut returns the tables in whose last cell the source breaks off: the last
// table, if neither it nor its last cell has ended, and those around it, where
// it stands in their last cell. Tools that leave </table> out at the end of a
// fragment still end the cells.
func cut(root *node, tableOpen, cellOpen bool) map[*node]bool {
	if !tableOpen {
		return nil
	}
	last := lastTable(root)
	tables := map[*node]bool{}
	for n := last; n != nil; n = n.Parent {
		if n.DataAtom == atom.Table && n.Type == html.ElementNode {
			tables[n] = n != last || cellOpen
		}
	}
	return tables
}

func lastTable(n *node) *node {
	for c := n.LastChild; c != nil; c = c.PrevSibling {
		if t := lastTable(c); t != nil {
			return t
		}
	}
	if n.DataAtom == atom.Table && n.Type == html.ElementNode {
		return n
	}
	return nil
}
