package draw

import (
	"math"
	"strings"
)

// A4, in points.
const (
	paperWidth, paperHeight = 595.0, 842.0
	margin                  = 60.0
)

// sheet is a printed page: texts and rules, y down from its upper edge.
type sheet struct {
	marks []mark
	rules []rule
}

// mark is a line of text; x, y is where its base line begins.
type mark struct {
	x, y, size float64
	text       string
}

type rule struct{ x0, y0, x1, y1 float64 }

// A press sets blocks on pages.
type press struct {
	*drawer
	sheets []*sheet
	y      float64 // where the next line begins
	again  bool    // a table's header is printed on each of its pages
}

// press sets the report on pages, as a word processor's export looks: justified
// nowhere, a page's number at its foot.
func (d *drawer) press(bs []block) []*sheet {
	p := &press{drawer: d, again: d.Seed%2 == 0}
	p.turn()
	for _, b := range bs {
		switch b.kind {
		case "title":
			p.paragraph(b.text, 16, true)
		case "heading":
			p.paragraph(b.text, 12, false)
		case "text":
			p.paragraph("\u3000\u3000"+b.text, 10.5, false)
		case "table":
			p.table(b.table)
			p.y += 12
		}
	}
	for i, s := range p.sheets {
		text := "— " + decimalOf(int64(i+1)) + " —"
		s.marks = append(s.marks, mark{paperWidth/2 - 20, paperHeight - 35, 9, text})
	}
	return p.sheets
}

// turn begins a page.
func (p *press) turn() {
	p.sheets = append(p.sheets, &sheet{})
	p.y = margin
}

func (p *press) sheet() *sheet { return p.sheets[len(p.sheets)-1] }

func (p *press) paragraph(text string, size float64, centred bool) {
	for _, line := range wrapped(text, size, paperWidth-2*margin) {
		if p.y+size*1.6 > paperHeight-margin {
			p.turn()
		}
		x := margin
		if centred {
			x = (paperWidth - width(line, size)) / 2
		}
		p.sheet().marks = append(p.sheet().marks, mark{x, p.y + size, size, line})
		p.y += size * 1.6
	}
}

const (
	small   = 8.0 // size of the letters in a table
	leading = small * 1.25
	padding = 3.0
)

// table sets a table; rows that no longer fit go to the next page, whole.
func (p *press) table(t *table) {
	x := []float64{margin}
	for _, w := range t.widths(4750) {
		x = append(x, x[len(x)-1]+float64(w)/10)
	}
	g := t.grid()
	heights := rowHeights(t, g, x)
	for from := 0; from < len(g); {
		space, to := paperHeight-margin-p.y, from
		head := 0
		if from > 0 && p.again {
			head = t.head
		}
		used := sum(heights[:head])
		for to < len(g) && used+heights[to] <= space {
			used += heights[to]
			to++
		}
		if to <= max(from, t.head) && to < len(g) { // not even the header, or nothing of the rest
			p.turn()
			continue
		}
		p.piece(t, g, x, heights, 0, head)
		p.piece(t, g, x, heights, from, to)
		if from = to; from < len(g) {
			p.turn()
		}
	}
}

func sum(xs []float64) float64 {
	s := 0.0
	for _, x := range xs {
		s += x
	}
	return s
}

// rowHeights makes each row as high as its cells need; a cell over several rows
// gives what it lacks to the last.
func rowHeights(t *table, g [][]spot, x []float64) []float64 {
	out := make([]float64, len(g))
	for r := range out {
		out[r] = leading + 2*padding
	}
	for pass := 1; pass <= len(g); pass++ {
		for r, line := range g {
			for c, s := range line {
				if s.cell == nil || !s.begins || s.rows != pass {
					continue
				}
				need := float64(len(wrapped(s.text, small, x[c+s.cols]-x[c]-2*padding)))*leading + 2*padding
				if have := sum(out[r : r+s.rows]); have < need {
					out[r+s.rows-1] += need - have
				}
			}
		}
	}
	return out
}

// piece sets the rows from..to-1 of a table. A cell over a page break has its
// text on the page that has more of it, and its rules on both.
func (p *press) piece(t *table, g [][]spot, x, heights []float64, from, to int) {
	s := p.sheet()
	top := p.y
	for r := from; r < to; r++ {
		bottom := top + heights[r]
		for c, at := range g[r] {
			if c > 0 && g[r][c-1].cell == at.cell || r > from && g[r-1][c].cell == at.cell {
				continue
			}
			first, last := r, r
			for first > 0 && g[first-1][c].cell == at.cell {
				first--
			}
			for last+1 < len(g) && g[last+1][c].cell == at.cell {
				last++
			}
			end, below := min(last+1, to), top
			for q := r; q < end; q++ {
				below += heights[q]
			}
			right := x[c+at.cols]
			s.rules = append(s.rules, rule{x[c], top, right, top}, rule{x[c], top, x[c], below}, rule{right, top, right, below}, rule{x[c], below, right, below})
			here := below - top
			if before, after := sum(heights[first:r]), sum(heights[end:last+1]); before >= here || after > here {
				continue
			}
			p.text(s, at.text, x[c], top, right, below)
		}
		top = bottom
	}
	p.y = top
}

// text sets a cell's text in the middle of its box.
func (p *press) text(s *sheet, text string, x0, y0, x1, y1 float64) {
	lines := wrapped(text, small, x1-x0-2*padding)
	y := y0 + (y1-y0-float64(len(lines))*leading)/2
	for _, line := range lines {
		s.marks = append(s.marks, mark{x0 + (x1-x0-width(line, small))/2, y + small, small, line})
		y += leading
	}
}

// width of a text: an ideograph is as wide as it is high, a letter half that.
func width(text string, size float64) float64 {
	n := 0.0
	for _, r := range text {
		n += em(r)
	}
	return n * size
}

func em(r rune) float64 {
	if r < 0x2000 {
		return .5
	}
	return 1
}

// wrapped breaks a text into lines, at any ideograph but not within a number.
func wrapped(text string, size, room float64) []string {
	var out []string
	for _, line := range linesOf(text) {
		start, w := 0, 0.0
		r := []rune(line)
		for i := 0; i < len(r); i++ {
			if w += em(r[i]) * size; w <= room+.01 || i == start {
				continue
			}
			cut := i
			for cut > start && r[cut] < 0x80 && r[cut-1] < 0x80 && r[cut] != ' ' {
				cut--
			}
			if cut == start {
				cut = i
			}
			out = append(out, strings.TrimSpace(string(r[start:cut])))
			start, i, w = cut, cut-1, 0
		}
		out = append(out, string(r[start:]))
	}
	return out
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
