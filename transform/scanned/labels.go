// Package scanned is for documents whose text a recogniser read in pictures. It
// finds the form's labels in what the recogniser made of them, and lets a number
// stand only where the form's sums bear it out.
package scanned

import (
	"slices"
	"strings"
	"unicode"

	"gongkai"
	"gongkai/transform/label"
)

// Labels returns the document with the labels of its tables as the forms print
// them, wherever the recogniser came near enough. Numbers are left alone, and doc
// as it is.
func Labels(doc *gongkai.Document) *gongkai.Document {
	out := *doc
	out.Blocks = slices.Clone(doc.Blocks)
	for i := range out.Blocks {
		b := &out.Blocks[i]
		if b.Kind != gongkai.TableBlock {
			b.Text = title(b.Text)
			continue
		}
		t := *b.Table
		t.Grid = make([][]gongkai.Cell, len(b.Table.Grid))
		for r := range t.Grid {
			t.Grid[r] = slices.Clone(b.Table.Grid[r])
		}
		b.Table = &t
		relabel(&t)
	}
	out.Page.Title = title(doc.Page.Title)
	return &out
}

// unread is the text of a cell with ink of which the recogniser made nothing.
const unread = "\uFFFD"

// A reading is a label as recognised; its key is empty where it was not read.
type reading struct {
	row, col int
	key      []rune
}

// relabel puts the forms' labels into a table.
func relabel(t *gongkai.Table) {
	var read []reading
	for r := range t.Grid {
		for c := range t.Grid[r] {
			k := &t.Grid[r][c]
			if k.IsOrigin(r, c) && (strings.ContainsFunc(k.Text, isHan) || k.Text == unread) {
				read = append(read, reading{r, c, []rune(label.Key(strings.Trim(k.Text, unread)))})
			}
		}
	}
	best, fit := matches{label: make([]string, len(read))}, 0.0
	for _, f := range forms() {
		if m := f.match(read); m.score > fit && m.found*10 >= len(f.labels)*6 {
			best, fit = m, m.score
		}
	}
	for i, rd := range read {
		text := best.label[i]
		if text == "" && fit == 0 {
			text = others().nearest(rd.key)
		}
		if text != "" && label.Strip(text) != label.Strip(t.Grid[rd.row][rd.col].Text) {
			write(t, rd.row, rd.col, text)
		}
	}
}

// write sets a cell's text wherever the cell stands.
func write(t *gongkai.Table, row, col int, text string) {
	k := t.Grid[row][col]
	for r := row; r < min(row+k.RowSpan, len(t.Grid)); r++ {
		for c := col; c < min(col+k.ColSpan, len(t.Grid[r])); c++ {
			if o := &t.Grid[r][c]; o.Row == k.Row && o.Col == k.Col {
				o.Text = text
			}
		}
	}
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// titleWords end the title of every report.
var titleWords = []rune("政府信息公开工作年度报告")

// title mends the words that end every report's title.
func title(text string) string {
	r := []rune(text)
	n := len(titleWords)
	if len(r) < n || len(r) > 60 || strings.Contains(text, string(titleWords)) {
		return text
	}
	best, cut := n/3+1, 0
	for _, l := range []int{n, n - 1, n + 1, n - 2, n + 2} {
		if l > len(r) {
			continue
		}
		if d := distance(r[len(r)-l:], titleWords); d < best {
			best, cut = d, l
		}
	}
	if cut == 0 {
		return text
	}
	head := strings.TrimRightFunc(string(r[:len(r)-cut]), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	return head + string(titleWords)
}
