package story

import (
	"slices"

	"gongkai/extract/limit"
)

// near is how far apart, in twips, two edges may be that are the same line to a
// reader: 0.7 mm. Tables whose rows were dragged or pasted have such steps.
const near = 40

// columns maps the edges of cells to the numbers of columns.
type columns map[int]int

// columns makes columns of all edges. No cell with text in it is drawn together
// to nothing.
func (t *Table) columns() (columns, error) {
	edges := slices.Clone(t.Ruler)
	tolerance := near
	for r := range t.Rows {
		row := &t.Rows[r]
		if row.Reach > 0 {
			edges = append(edges, row.Reach)
		}
		for c := range row.Cells {
			cell := &row.Cells[c]
			edges = append(edges, cell.Left, cell.Right)
			if width := cell.Right - cell.Left; width <= tolerance && len(cell.Items) > 0 && !blank(cell.text()) {
				tolerance = max(width-1, 0)
			}
		}
	}
	slices.Sort(edges)
	place, start, n := make(columns, len(t.Ruler)), 0, -1
	for i, e := range edges {
		if i == 0 || e-start > tolerance {
			start, n = e, n+1
		}
		place[e] = n
	}
	if n > limit.MaxColumns {
		return nil, limit.Exceeded("columns in a table", n, limit.MaxColumns)
	}
	return place, nil
}

// width returns the number of columns, without those at the right in which no
// cell begins and which some row doesn't reach: a title that spans twenty
// columns over rows of seven makes no thirteen empty ones.
func (t *Table) width(place columns) int {
	begun, widest, narrowest := 0, 0, limit.MaxColumns
	for r := range t.Rows {
		row := &t.Rows[r]
		if len(row.Cells) == 0 {
			continue
		}
		reach := place[row.Reach]
		if row.Reach == 0 {
			reach = 0
		}
		for c := range row.Cells {
			left, right := place[row.Cells[c].Left], place[row.Cells[c].Right]
			if right > left {
				begun = max(begun, left+1)
			}
			reach = max(reach, right)
		}
		widest, narrowest = max(widest, reach), min(narrowest, reach)
	}
	return min(widest, max(begun, narrowest))
}
