package draw

import (
	"strings"
)

func (d *drawer) text(bs []block) string {
	var b strings.Builder
	for i, x := range bs {
		switch {
		case d.Layout == RunOn:
			b.WriteString(d.runOn(x))
			continue
		case x.kind == "table":
			b.WriteString(d.tableText(x, i))
			continue
		}
		hashes := ""
		if d.Layout == Markdown || d.Layout == Pages || d.Layout == TSV {
			switch x.kind {
			case "title":
				hashes = "# "
			case "heading":
				hashes = "## "
			}
		}
		b.WriteString(hashes + x.text + "\n")
		if d.Layout != Tabs && d.Layout != Pipes {
			b.WriteString("\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + one(d, "", "\n")
}

func (d *drawer) tableText(x block, i int) string {
	switch d.Layout {
	case Tabs:
		return d.tabs(x.table)
	case Lines:
		return lines(x.table)
	case TSV:
		return d.tsv(x)
	case Pipes:
		return pipes(x.table)
	case Pages:
		return d.pages(x)
	}
	return markdown(x.table)
}

// tabs begins each cell with a tab; an empty line ends the row. What a cell from
// above covers is one empty cell.
func (d *drawer) tabs(t *table) string {
	var b strings.Builder
	for _, line := range t.grid() {
		for c, s := range line {
			switch {
			case s.begins:
				text := s.text
				if r := []rune(text); !s.value && len(r) > 12 && c+s.cols < len(line) && d.chance(8) {
					text = string(r[:6]) + "\n\n" + string(r[6:]) // an empty line within a cell
				}
				b.WriteString("\t" + text + "\n")
			case !s.beginsRow && (c == 0 || line[c-1].cell != s.cell):
				b.WriteString("\t\n")
			}
		}
		b.WriteString("\n")
	}
	return b.String() + "\n\n"
}

// lines puts every cell on a line of its own; empty ones leave no trace.
func lines(t *table) string {
	var b strings.Builder
	for _, row := range t.rows {
		for _, c := range row {
			if strings.TrimSpace(c.text) != "" {
				b.WriteString(c.text + "\n\n")
			}
		}
	}
	return b.String()
}

// tsv fills spans with empty cells. Rows whose label spans columns begin a
// column early and carry an empty cell at the end, as the header does.
func (d *drawer) tsv(x block) string {
	var b strings.Builder
	ragged, torn := d.Seed%2 == 0 && x.part == "req", 0
	if d.Seed%3 == 0 && x.part == "req" && !d.mess[Torn] && !d.mess[HeadAgain] {
		torn = x.table.head + 3 + d.rand.IntN(len(x.table.rows)-x.table.head-4)
	}
	g := x.table.grid()
	for r, line := range g {
		if torn > 0 && r == torn {
			b.WriteString("\n")
		}
		cells := filled(line)
		early := r < x.table.head || line[2].cell == line[1].cell && !strings.HasPrefix(line[0].text, "四") // 四 is not
		if ragged && x.table.labels == 3 && early {
			cells = append(append(append([]string{}, cells[:2]...), cells[3:]...), "")
		}
		last := len(line) - 1
		if d.mess[EmptyColumn] {
			last--
		}
		if ragged && r >= x.table.head && (blank(line[x.table.labels]) || blank(line[last])) {
			d.open(line) // it may stand one column before or behind
		}
		b.WriteString(strings.Join(cells, "\t") + "\n")
	}
	if x.part == "pd" {
		return b.String()
	}
	return b.String() + "\n"
}

func blank(s spot) bool { return strings.TrimSpace(s.text) == "" }

// open leaves it open whether the cells of a row can be told apart: each has its
// value, or none.
func (d *drawer) open(line []spot) {
	id, _, _ := strings.Cut(line[len(line)-1].key, "@")
	for _, a := range applicants {
		if w, ok := d.truth.Cells[req(strings.TrimPrefix(id, "req."), a.id)]; ok {
			w.Open, w.Sure = true, true
			d.truth.Cells[req(strings.TrimPrefix(id, "req."), a.id)] = w
		}
	}
}

func filled(line []spot) []string {
	out := make([]string, len(line))
	for c, s := range line {
		if s.begins {
			out[c] = s.text
		}
	}
	return out
}

// pipes drops what spans cover and fills the row up at its end.
func pipes(t *table) string {
	var b strings.Builder
	for _, row := range t.rows {
		var cells []string
		for _, c := range row {
			cells = append(cells, c.text)
		}
		b.WriteString(strings.Join(cells, " | ") + " | " + strings.Repeat("|", t.width-len(row)) + "\n")
	}
	return b.String()
}

// markdown draws a table with a rule under its first row.
func markdown(t *table) string {
	var b strings.Builder
	for r, line := range t.grid() {
		b.WriteString("| " + strings.Join(filled(line), " | ") + " |\n")
		if r == 0 {
			b.WriteString(strings.Repeat("|---", len(line)) + "|\n")
		}
	}
	return b.String() + "\n"
}

// pages gives each row of the requests a table of its own under a heading, and
// each sub-table of the others.
func (d *drawer) pages(x block) string {
	var b strings.Builder
	t := x.table
	small := func(title string, rows ...[]string) {
		b.WriteString("### " + title + "\n")
		for i, r := range rows {
			b.WriteString("| " + strings.Join(r, " | ") + " |\n")
			if i == 0 {
				b.WriteString(strings.Repeat("|---", len(r)) + "|\n")
			}
		}
		b.WriteString("\n")
	}
	switch x.part {
	case "pd":
		var rows [][]string
		for _, row := range t.rows[1:] {
			rows = append(rows, textsOf(row))
		}
		small(t.title, rows...)
	case "req":
		head := append([]string{"类别"}, d.leaves(t)...)
		g := t.grid()
		for r := t.head; r < len(t.rows); r++ {
			var labels []string
			for c := 0; c < 3; c++ {
				if s := g[r][c]; c == 0 || s.cell != g[r][c-1].cell {
					labels = append(labels, s.text)
				}
			}
			row := []string{labels[len(labels)-1]}
			for c := 3; c < t.width; c++ {
				row = append(row, g[r][c].text)
			}
			small(labels[max(0, len(labels)-2)], head, row)
		}
	case "rl":
		for i, title := range []string{"行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）"} {
			head := textsOf(t.rows[2])[:5]
			small(title, head, textsOf(t.rows[3])[5*i:5*i+5])
		}
	}
	return b.String()
}

// leaves lists the labels over the columns of numbers, from left to right.
func (d *drawer) leaves(t *table) []string {
	var out []string
	for c := 3; c < t.width; c++ {
		out = append(out, t.grid()[t.head-1][c].text)
	}
	return out
}

func textsOf(row []cell) []string {
	var out []string
	for _, c := range row {
		out = append(out, c.text)
	}
	return out
}
