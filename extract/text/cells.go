package text

import (
	"strings"
	"unicode/utf8"
)

// readCells reads a run of cells that begin with a TAB each, as word processors'
// tables come out of text converters:
//
//	\t行政处罚
//	    ← a line break and blanks inside the cell
//	\t14
//	\t   ← an empty cell
//	     ← the row's end
//
// A blank line inside a cell looks like a row's end too: "\t（三）不予", "", "公开",
// "\t1.…". What follows it tells the two apart.
func (r *reader) readCells() {
	var rows []row
	open := false // whether the last row is still being read
	at := r.i     // the last line that gave text to the last cell
	j := r.i
scan:
	for j < len(r.lines) && !r.furniture[j] {
		text := r.lines[j].text
		switch {
		case strings.HasPrefix(text, "\t"):
			if !open {
				rows, open = append(rows, row{from: j}), true
			}
			if !r.count(1) {
				return
			}
			w := &rows[len(rows)-1]
			w.cells = append(w.cells, cell{text[1:], r.lines[j].no})
			at = j
			j++
		case text == "":
			switch {
			case j+1 < len(r.lines) && strings.HasPrefix(r.lines[j+1].text, "\t"):
				open = false
			case !r.goesOnAfterBlank(rows[len(rows)-1].last(), j+1):
				break scan
			}
			j++
		default:
			c := rows[len(rows)-1].last()
			if !goesOn(c.text, text) || j-rows[len(rows)-1].from > 64*len(rows[len(rows)-1].cells)+64 {
				break scan
			}
			if trimBlanks(c.text) == "" {
				c.no = r.lines[j].no // "\t", "0" is a 0 on the second line
			}
			c.text += strings.Repeat("\n", max(1, r.lines[j].no-r.lines[at].no)) + text
			at = j
			j++
		}
		rows[len(rows)-1].to = j
	}
	for _, w := range rows {
		for i := range w.cells {
			w.cells[i].text = trimBlanks(w.cells[i].text)
		}
	}
	r.i = j
	r.writeRows(rows, r.linesAsProse)
}

func (w *row) last() *cell { return &w.cells[len(w.cells)-1] }

// goesOn reports whether a line without a TAB, right below a cell's text, belongs
// to the cell. A section heading does not, unless the cell is empty so far; nor
// do a sentence, and words below a finished number: there the table has ended.
// Notes do ("3", "（含上年1件）"), and units ("1.77", "万元").
func goesOn(cell, text string) bool {
	switch {
	case isBlank(cell):
		return !isSentence(text)
	case isSectionHeading(text), isSentence(text):
		return false
	case isValue(cell) && hasHan(text):
		return strings.HasPrefix(text, "（") || strings.HasPrefix(text, "(") || utf8.RuneCountInString(trimBlanks(text)) <= 2
	}
	return true
}

// goesOnAfterBlank reports whether the text at line j, which stands below one
// blank line below a cell, is the rest of that cell: it must be short and lead to
// another TAB, at once or over further pieces ("不", "", "予", "", "公开", "\t1.…").
func (r *reader) goesOnAfterBlank(c *cell, j int) bool {
	const longest, pieces = 60, 6
	for k := j; k < len(r.lines) && k < j+2*pieces && !r.furniture[k]; k++ {
		text := r.lines[k].text
		switch {
		case strings.HasPrefix(text, "\t"):
			return r.lines[k-1].text != ""
		case text == "":
			if k == j || r.lines[k-1].text == "" {
				return false
			}
		case isBlank(text), isSectionHeading(text), !goesOn(c.text, text), utf8.RuneCountInString(text) > longest:
			return false
		}
	}
	return false
}
