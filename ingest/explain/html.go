package explain

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"gongkai"
)

//go:embed page.html.tmpl
var pageText string

var page = template.Must(template.New("page").Funcs(template.FuncMap{"printed": printed, "web": web}).Parse(pageText))

// drawn is a table or paragraph of the document, as the page shows it.
type drawn struct {
	Number int // of a table, from 1; 0 of text
	Ragged bool
	Rows   [][]drawnCell
	Pieces []drawnCell // of text
}

// drawnCell is a cell or a stretch of text, with the facts that were read in it.
type drawnCell struct {
	Text             string
	RowSpan, ColSpan int
	Status           string
	Facts            []int // indexes of Cells
}

// HTML writes an explanation as one page that needs nothing else: the document's
// tables with each cell coloured by its status and linked to its fact. It has no
// script, and what a document says can make none.
func (e *Explanation) HTML(w io.Writer) error {
	return page.Execute(w, struct {
		*Explanation
		Drawn    []drawn
		Statuses []gongkai.Status
	}{e, e.draw(), []gongkai.Status{gongkai.Reported, gongkai.Derived, gongkai.Repaired, gongkai.Blank, gongkai.NotApplicable, gongkai.Unparsed, gongkai.AmbiguousUnit, gongkai.AmbiguousText, gongkai.Missing}})
}

// draw lays out the blocks of the document that facts or claims stand in.
func (e *Explanation) draw() []drawn {
	if e.doc == nil {
		return nil
	}
	cells := map[[3]int][]int{} // table, row, column, from 1
	read := map[int]bool{}      // tables with facts
	texts := map[int][]stretch{}
	for i, c := range e.Cells {
		var a, b, d int
		if n, _ := fmt.Sscanf(c.Locator, "t%dr%dc%d", &a, &b, &d); n == 3 {
			cells[[3]int{a, b, d}] = append(cells[[3]int{a, b, d}], i)
			read[a] = true
		} else if n, _ := fmt.Sscanf(c.Locator, "b%d:%d-%d", &a, &b, &d); n == 3 {
			texts[a] = append(texts[a], stretch{b, d, c.Status, i})
		}
	}
	for _, c := range e.Claims {
		var a, b, d int
		if n, _ := fmt.Sscanf(c.Locator, "b%d:%d-%d", &a, &b, &d); n == 3 {
			texts[a] = append(texts[a], stretch{b, d, "claim", -1})
		}
	}
	var out []drawn
	table := 0
	for i := range e.doc.Blocks {
		b := &e.doc.Blocks[i]
		if b.Kind == gongkai.TableBlock {
			if table++; read[table] {
				out = append(out, e.drawTable(table, b.Table, cells))
			}
		} else if len(texts[i+1]) > 0 {
			out = append(out, drawn{Pieces: pieces([]rune(b.Text), texts[i+1])})
		}
	}
	return out
}

// drawTable gives each origin its span; the facts of all its positions are its own.
func (e *Explanation) drawTable(number int, t *gongkai.Table, facts map[[3]int][]int) drawn {
	d := drawn{Number: number, Ragged: t.Layout == gongkai.Ragged}
	for r := range t.Grid {
		var row []drawnCell
		for c := range t.Grid[r] {
			x := &t.Grid[r][c]
			if !x.IsOrigin(r, c) && !d.Ragged {
				continue
			}
			cell := drawnCell{Text: x.Text, RowSpan: 1, ColSpan: 1, Facts: slices.Clone(facts[[3]int{number, r + 1, c + 1}])}
			if !d.Ragged {
				cell.RowSpan, cell.ColSpan = max(x.RowSpan, 1), max(x.ColSpan, 1)
				for i := r; i < r+cell.RowSpan && cell.RowSpan*cell.ColSpan > 1; i++ {
					for j := c; j < c+cell.ColSpan; j++ {
						if i != r || j != c {
							cell.Facts = append(cell.Facts, facts[[3]int{number, i + 1, j + 1}]...)
						}
					}
				}
			}
			if len(cell.Facts) > 0 {
				cell.Status = e.Cells[cell.Facts[0]].Status
			}
			row = append(row, cell)
		}
		d.Rows = append(d.Rows, row)
	}
	return d
}

// stretch is a part of a text with its fact; -1 for a claim.
type stretch struct {
	from, to int
	status   string
	fact     int
}

// pieces cuts a text at stretches; of two that overlap the first is drawn, and a
// stretch of the very same place adds its fact.
func pieces(text []rune, list []stretch) []drawnCell {
	slices.SortStableFunc(list, func(a, b stretch) int { return a.from - b.from })
	var out []drawnCell
	at := 0
	for _, s := range list {
		if s.from < at || s.to > len(text) || s.from > s.to {
			if n := len(out); n > 0 && s.to == at && s.fact >= 0 {
				out[n-1].Facts = append(out[n-1].Facts, s.fact)
			}
			continue
		}
		out = append(out, drawnCell{Text: string(text[at:s.from])}, drawnCell{Text: string(text[s.from:s.to]), Status: s.status})
		if s.fact >= 0 {
			out[len(out)-1].Facts = []int{s.fact}
		}
		at = s.to
	}
	return append(out, drawnCell{Text: string(text[at:])})
}

// web reports whether an address is one of the web; others are shown, not linked.
func web(url string) bool {
	return strings.HasPrefix(url, "http://") || strings.HasPrefix(url, "https://")
}

// Doubtful reports whether an error or a warning is about one of some cells.
func (e *Explanation) Doubtful(cells []int) bool {
	return slices.ContainsFunc(cells, func(i int) bool {
		return slices.ContainsFunc(e.Cells[i].Issues, func(x Issue) bool { return x.Severity != string(gongkai.SeverityInfo) })
	})
}
