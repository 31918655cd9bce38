package draw

// cell is a printed cell. Cells that a span covers are not listed.
type cell struct {
	text       string
	rows, cols int // its span
	value      bool
	key        string // of a value that the truth tells
}

func label(text string, rows, cols int) cell { return cell{text: text, rows: rows, cols: cols} }

// table is a table as HTML writes it: rows of the cells that begin in them.
type table struct {
	width  int
	head   int    // header rows
	labels int    // columns of labels
	title  string // heading over it, where sub-tables have one
	rows   [][]cell
}

// spot is a grid position: the cell that covers it, and whether it begins here.
type spot struct {
	*cell
	begins    bool // column and row
	beginsRow bool
}

// grid expands the spans.
func (t *table) grid() [][]spot {
	g := make([][]spot, len(t.rows))
	for r := range g {
		g[r] = make([]spot, t.width)
	}
	for r := range t.rows {
		c := 0
		for i := range t.rows[r] {
			x := &t.rows[r][i]
			for c < t.width && g[r][c].cell != nil {
				c++
			}
			for dr := 0; dr < x.rows && r+dr < len(g); dr++ {
				for dc := 0; dc < x.cols && c+dc < t.width; dc++ {
					g[r+dr][c+dc] = spot{x, dr == 0 && dc == 0, dr == 0}
				}
			}
			c += x.cols
		}
	}
	return g
}

// tear cuts the table before row k, as a page break does: a label that spans the
// break stands on the first page, and an empty cell holds its place on the next.
func (t *table) tear(k int) (first, second *table) {
	g := t.grid()
	first = &table{width: t.width, head: t.head, labels: t.labels, title: t.title}
	second = &table{width: t.width, labels: t.labels}
	for r := 0; r < k; r++ {
		line := append([]cell{}, t.rows[r]...)
		for i := range line {
			line[i].rows = min(line[i].rows, k-r)
		}
		first.rows = append(first.rows, line)
	}
	for r := k; r < len(t.rows); r++ {
		if r > k {
			second.rows = append(second.rows, t.rows[r])
			continue
		}
		var line []cell
		for c := 0; c < t.width; {
			s := g[k][c]
			x := *s.cell
			if !s.beginsRow {
				x.text = ""
				x.rows = 0
				for q := k; q < len(g) && g[q][c].cell == s.cell; q++ {
					x.rows++
				}
			}
			line = append(line, x)
			c += x.cols
		}
		second.rows = append(second.rows, line)
	}
	return first, second
}

// headAgain repeats the header before row k.
func (t *table) headAgain(k int) {
	first, second := t.tear(k)
	t.rows = append(append(append([][]cell{}, first.rows...), t.rows[:t.head]...), second.rows...)
}
