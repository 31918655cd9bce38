package sheet

import (
	"cmp"
	"slices"
	"strings"

	"gongkai/extract/limit"
)

// A page is a sheet as written.
type page struct {
	name       string
	cells      []cell       // with text
	merged     []area       // cells that are joined
	framed     map[int]bool // rows in which a cell has a border
	hidden     map[int]bool // rows that are not shown
	shown      map[int]bool // rows that are, where hidesRows
	hidesRows  bool         // rows are hidden unless the sheet says otherwise
	hiddenCols []span
}

type cell struct {
	row, col int
	text     string
}

// An area is a rectangle of cells, its last row and column included.
type area struct {
	top, left, bottom, right int
}

// A span is a range of columns, the last one included.
type span struct {
	from, to int
}

func newPage(name string) *page {
	return &page{name: name, framed: map[int]bool{}, hidden: map[int]bool{}, shown: map[int]bool{}}
}

// The size of a sheet, by the formats.
const (
	maxRows = 1 << 20
	maxCols = 1 << 14
)

// put adds a cell's text.
func (p *page) put(row, col int, text string) error {
	text = strings.Trim(clean(text), " \t\n")
	if text == "" {
		return nil
	}
	if len(text) > limit.MaxCellBytes {
		return limit.Exceeded("bytes in a table cell", len(text), limit.MaxCellBytes)
	}
	if len(p.cells) == limit.MaxCells {
		return limit.Exceeded("filled cells in a sheet", len(p.cells)+1, limit.MaxCells)
	}
	p.cells = append(p.cells, cell{row, col, text})
	return nil
}

// clean leaves out characters without width, and the CR of a line break.
func clean(s string) string {
	if !strings.ContainsFunc(s, unseen) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unseen(r) {
			return -1
		}
		return r
	}, s)
}

func unseen(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF
}

func inOrder(a, b cell) int { return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.col, b.col)) }

func (p *page) isHidden(row int) bool {
	return p.hidden[row] || p.hidesRows && !p.shown[row]
}

// settle puts the cells in reading order, drops all but the last written of
// each place, and gives rows and columns that are shown their numbers on the
// page. The text of joined cells is that of the first, even where its own row
// or column is hidden.
func (p *page) settle() {
	slices.SortStableFunc(p.cells, inOrder)
	kept := p.cells[:0]
	for i, c := range p.cells {
		if i+1 == len(p.cells) || p.cells[i+1].row != c.row || p.cells[i+1].col != c.col {
			kept = append(kept, c)
		}
	}
	p.cells = kept
	p.dropHidden()
	slices.SortStableFunc(p.merged, func(a, b area) int { return cmp.Compare(a.top, b.top) })
}

// dropHidden closes the gaps that hidden rows and columns leave.
func (p *page) dropHidden() {
	if len(p.hidden) == 0 && len(p.hiddenCols) == 0 && !p.hidesRows || len(p.cells) == 0 {
		return
	}
	height, width := 0, 0
	for _, c := range p.cells {
		height, width = max(height, c.row+1), max(width, c.col+1)
	}
	for _, a := range p.merged {
		height, width = max(height, min(a.bottom+1, maxRows)), max(width, min(a.right+1, maxCols))
	}
	rows := places(height, p.isHidden)
	dark := make([]bool, width)
	for _, s := range p.hiddenCols {
		for c := max(s.from, 0); c <= min(s.to, width-1); c++ {
			dark[c] = true
		}
	}
	cols := places(width, func(c int) bool { return dark[c] })
	first := map[[2]int]int{}
	for i, a := range p.merged {
		first[[2]int{a.top, a.left}] = i + 1
	}
	kept := p.cells[:0]
	for _, c := range p.cells {
		// Where the first of joined cells is hidden, its text is in what is
		// left of them.
		gone := rows[c.row] == rows[c.row+1] || cols[c.col] == cols[c.col+1]
		if i := first[[2]int{c.row, c.col}]; gone && i > 0 {
			a := p.merged[i-1]
			gone = rows[a.top] == rows[min(a.bottom+1, height)] || cols[a.left] == cols[min(a.right+1, width)]
		}
		if !gone {
			kept = append(kept, cell{rows[c.row], cols[c.col], c.text})
		}
	}
	p.cells = kept
	merged := p.merged[:0]
	for _, a := range p.merged {
		if a.top >= height || a.left >= width {
			continue
		}
		b := area{rows[a.top], cols[a.left], rows[min(a.bottom+1, height)] - 1, cols[min(a.right+1, width)] - 1}
		if b.top <= b.bottom && b.left <= b.right {
			merged = append(merged, b)
		}
	}
	p.merged = merged
	framed := map[int]bool{}
	for r := range p.framed {
		if r < height && rows[r] < rows[r+1] {
			framed[rows[r]] = true
		}
	}
	p.framed = framed
}

// places returns, for each of n rows and for their end, how many rows before it
// are shown.
func places(n int, hidden func(int) bool) []int {
	out := make([]int, n+1)
	for i := range n {
		out[i+1] = out[i]
		if !hidden(i) {
			out[i+1]++
		}
	}
	return out
}
