package rtf

import (
	"gongkai/extract/limit"
	"gongkai/extract/story"
)

// A def is the definition of a row: where its cells end, and which belong
// together.
type def struct {
	left  int
	cells []edge
	next  edge // whose \cellx is to come
}

// An edge is the right edge of a cell, in twips, and its merges.
type edge struct {
	right         int
	starts, above bool // with cells below, with that above
	first, beside bool // with cells to the right, with that to the left
}

// unit is the width of cells that no edge was given for.
const unit = 1000

// table does the words that define rows and end cells.
func (r *reader) table(word []byte, n int) bool {
	d := &r.flow.plain
	if r.st.nestedTR {
		d = &r.flow.nested
	}
	switch string(word) {
	case "trowd":
		*d = def{cells: d.cells[:0]}
		if !r.st.nestedTR && r.st.dest == body {
			r.flow.rowBegun = true
		}
	case "trleft":
		d.left = n
	case "cellx":
		if len(d.cells) == limit.MaxColumns {
			r.fail(limit.Exceeded("cells in a row", limit.MaxColumns+1, limit.MaxColumns))
			break
		}
		d.next.right = n
		d.cells, d.next = append(d.cells, d.next), edge{}
	case "clvmgf":
		d.next.starts = true
	case "clvmrg":
		d.next.above = true
	case "clmgf":
		d.next.first = true
	case "clmrg":
		d.next.beside = true
	case "nesttableprops":
		r.st.nestedTR = true
	case "cell", "nestcell", "row", "nestrow":
		if r.st.dest == body {
			r.ends(string(word))
		}
	default:
		return false
	}
	return true
}

// ends ends a cell or a row.
func (r *reader) ends(word string) {
	nested := max(r.st.depth, 2)
	switch word {
	case "cell":
		r.flow.cell(1)
	case "nestcell":
		r.flow.cell(nested)
	case "row":
		r.flow.row(1, &r.flow.plain)
		r.flow.rowBegun = false
	case "nestrow":
		r.flow.row(nested, &r.flow.nested)
	}
}

// row gives cells their edges. There may be more of them than edges, or fewer.
func (d *def) row(cells [][]story.Item) story.Row {
	row := story.Row{Cells: make([]story.Cell, 0, len(cells))}
	at := d.left
	for i := range max(len(cells), len(d.cells)) {
		e := edge{right: at + unit}
		if i < len(d.cells) {
			e = d.cells[i]
		}
		e.right = max(e.right, at+1)
		c := story.Cell{Left: at, Right: e.right, Starts: e.starts, Above: e.above}
		if i < len(cells) {
			c.Items = cells[i]
		}
		at = e.right
		if n := len(row.Cells); e.beside && n > 0 {
			last := &row.Cells[n-1]
			last.Right = at
			last.Items = append(last.Items, c.Items...)
			continue
		}
		row.Cells = append(row.Cells, c)
	}
	return row
}
