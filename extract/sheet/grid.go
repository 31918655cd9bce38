package sheet

import (
	"slices"

	"gongkai"
	"gongkai/extract/limit"
)

// An output makes blocks of pages.
type output struct {
	blocks []gongkai.Block
	cells  int // grid positions put out
}

// page puts out a page: its tables, and what stands over and between them as
// paragraphs. A table is told by its frame, where the sheet has frames at all:
// a row without borders ends it if it is empty, and is a title or a note if
// only one cell has text. Without frames all of the page is one table, but for
// such rows at its top.
func (o *output) page(p *page) error {
	p.settle()
	if len(p.cells) == 0 {
		return nil
	}
	tied := p.tied()
	height := len(tied)
	begun, first := -1, 0 // row and cell with which the table that is being read begins
	next := 0
	flush := func(row, end int) error {
		if begun < 0 {
			return nil
		}
		from := begun
		begun = -1
		return o.table(p, p.cells[first:end], from, row)
	}
	for r := p.cells[0].row; r < height; r++ {
		from := next
		for next < len(p.cells) && p.cells[next].row == r {
			next++
		}
		texts := p.cells[from:next]
		loose := !p.framed[r] && !tied[r] && (len(p.framed) > 0 || begun < 0)
		if !loose || len(texts) > 1 && !p.oneArea(texts) {
			if begun < 0 {
				begun, first = r, from
			}
			continue
		}
		if err := flush(r, from); err != nil {
			return err
		}
		if len(texts) > 0 {
			o.blocks = append(o.blocks, gongkai.Block{Text: texts[0].text})
		}
		if len(o.blocks) > limit.MaxBlocks {
			return limit.Exceeded("blocks", len(o.blocks), limit.MaxBlocks)
		}
	}
	return flush(height, next)
}

// tied tells for each row up to the last one with text, or with a part of joined
// cells that have text, whether it hangs together with another one by joined
// cells.
func (p *page) tied() []bool {
	n := p.cells[len(p.cells)-1].row + 1
	for _, a := range p.merged {
		_, filled := slices.BinarySearchFunc(p.cells, cell{row: a.top, col: a.left}, inOrder)
		if filled {
			n = max(n, min(a.bottom+1, maxRows))
		}
	}
	begin := make([]int, n+1)
	for _, a := range p.merged {
		if a.top < a.bottom && a.top < n {
			begin[a.top]++
			begin[min(a.bottom+1, n)]--
		}
	}
	out := make([]bool, n)
	open := 0
	for r := range out {
		open += begin[r]
		out[r] = open > 0
	}
	return out
}

// mergedFrom returns the joined cells that begin in the rows from one to before
// another. They are sorted by row.
func (p *page) mergedFrom(from, to int) []area {
	byTop := func(a area, row int) int { return a.top - row }
	i, _ := slices.BinarySearchFunc(p.merged, from, byTop)
	j, _ := slices.BinarySearchFunc(p.merged, to, byTop)
	return p.merged[i:max(i, j)]
}

// oneArea reports whether the texts of a row all stand in one joined cell, of
// which only the first is shown.
func (p *page) oneArea(texts []cell) bool {
	row := texts[0].row
	for _, a := range p.mergedFrom(row, row+1) {
		if a.left == texts[0].col {
			return a.right >= texts[len(texts)-1].col
		}
	}
	return false
}

// table puts out the rows of a page from one to before another as a grid, as
// wide as their text and the joined cells that it stands in.
func (o *output) table(p *page, cells []cell, from, to int) error {
	if len(cells) == 0 {
		return nil
	}
	box := area{from, maxCols, from, -1}
	filled := make(map[[2]int]bool, len(cells))
	for _, c := range cells {
		filled[[2]int{c.row, c.col}] = true
		box.left, box.right, box.bottom = min(box.left, c.col), max(box.right, c.col), max(box.bottom, c.row)
	}
	merged := p.mergedFrom(from, to)
	for _, a := range merged {
		if filled[[2]int{a.top, a.left}] {
			box.right, box.bottom = max(box.right, min(a.right, maxCols-1)), max(box.bottom, min(a.bottom, to-1))
		}
	}
	height, width := box.bottom-from+1, box.right-box.left+1
	if width > limit.MaxColumns {
		return limit.Exceeded("columns in a table", width, limit.MaxColumns)
	}
	if n := height * width; n > limit.MaxCells-o.cells {
		return limit.Exceeded("table cells, spans expanded", o.cells+n, limit.MaxCells)
	}
	o.cells += height * width
	grid, err := fill(cells, box, merged)
	if err == nil {
		o.blocks = append(o.blocks, gongkai.Block{Kind: gongkai.TableBlock, Table: &gongkai.Table{Layout: gongkai.Ruled, Grid: grid}})
	}
	return err
}

// fill makes the grid of a box. Joined cells that overlap others stay apart, as
// Excel leaves them when it repairs a file.
func fill(cells []cell, box area, merged []area) ([][]gongkai.Cell, error) {
	height, width := box.bottom-box.top+1, box.right-box.left+1
	flat := make([]gongkai.Cell, height*width)
	grid := make([][]gongkai.Cell, height)
	for r := range grid {
		grid[r] = flat[r*width : (r+1)*width : (r+1)*width]
		for c := range grid[r] {
			grid[r][c] = gongkai.Cell{Row: r, Col: c, RowSpan: 1, ColSpan: 1}
		}
	}
	for _, c := range cells {
		grid[c.row-box.top][c.col-box.left].Text = c.text
	}
	work := 0
	for _, a := range merged {
		a = area{a.top - box.top, max(a.left-box.left, 0), min(a.bottom, box.bottom) - box.top, min(a.right, box.right) - box.left}
		if a.top > a.bottom || a.left > a.right {
			continue
		}
		if work += (a.bottom - a.top + 1) * (a.right - a.left + 1); work > 4*limit.MaxCells {
			return nil, corrupt("joined cells overlap", nil)
		}
		join(grid, a)
	}
	return grid, nil
}

func join(grid [][]gongkai.Cell, a area) {
	for r := a.top; r <= a.bottom; r++ {
		for c := a.left; c <= a.right; c++ {
			if q := &grid[r][c]; !q.IsOrigin(r, c) || q.RowSpan > 1 || q.ColSpan > 1 {
				return
			}
		}
	}
	q := grid[a.top][a.left]
	q.RowSpan, q.ColSpan = a.bottom-a.top+1, a.right-a.left+1
	for r := a.top; r <= a.bottom; r++ {
		for c := a.left; c <= a.right; c++ {
			grid[r][c] = q
		}
	}
}
