package text

import (
	"strings"
	"unicode/utf8"
)

// isTabRow reports whether a line may belong to a table of TABs. A heading whose
// number Word set off by a TAB ("1.\t加强组织领导") does not.
func isTabRow(s string) bool {
	before, after, ok := strings.Cut(s, "\t")
	if !ok {
		return false
	}
	_, size := ordinal(before)
	bare := size > 0 && isBlank(before[size:])
	return !bare || strings.Contains(after, "\t")
}

// rowsStandOnLines tells the two layouts of TABs apart by the next lines: several
// cells on most of them ("规章\t0\t0", "\t\t自然人"), or one each ("\t规章").
func (r *reader) rowsStandOnLines(i int) bool {
	const sample = 64
	several, single := 0, 0
	for j, l := range r.lines[i:min(i+sample, len(r.lines))] {
		if j > 0 && (isBlank(l.text) && isBlank(r.lines[i+j-1].text) || isSectionHeading(l.text) && !isTabRow(l.text)) {
			break
		}
		switch rest := strings.TrimRight(l.text, " \t"); {
		case rest == "" || !isTabRow(l.text):
		case strings.LastIndexByte(l.text, '\t') > 0:
			several++
		default:
			single++
		}
	}
	return several > single
}

// readTSV reads a run of rows whose cells are told apart by TABs. All cells stay,
// the empty ones at either end too: agencies' rows are ragged ("第二十条\t\t\t").
func (r *reader) readTSV() {
	var rows []row
	gaps := 0
	j := r.i
	for j < len(r.lines) && !r.furniture[j] {
		text := r.lines[j].text
		if isTabRow(text) || len(rows) > 0 && r.isShortRow(j) {
			if !r.count(1 + strings.Count(text, "\t")) {
				return
			}
			rows = append(rows, tabRow(r.lines[j], j))
			j++
			continue
		}
		if !isBlank(text) || j+1 >= len(r.lines) || !isTabRow(r.lines[j+1].text) ||
			!joins(rows, gaps, tabRow(r.lines[j+1], j+1), 0) {
			break
		}
		gaps++
		j++
	}
	r.i = j
	r.writeRows(rows, r.linesAsProse)
}

func tabRow(l line, i int) row {
	w := row{from: i, to: i + 1}
	for text := range strings.SplitSeq(l.text, "\t") {
		w.cells = append(w.cells, cell{trimBlanks(text), l.no})
	}
	return w
}

// isShortRow reports whether a line without TABs is a row whose trailing TABs
// were cut off by an editor: a label, with rows right above and below it.
func (r *reader) isShortRow(j int) bool {
	text := r.lines[j].text
	return !isBlank(text) && !isBlank(r.lines[j-1].text) && j+1 < len(r.lines) && isTabRow(r.lines[j+1].text) &&
		!isSectionHeading(text) && !isSentence(text) && utf8.RuneCountInString(text) <= 40
}

// joins reports whether the row below one blank line continues the table above
// it, as at a page's end: as many cells as the row before, and it opens with
// empty cells, an ordinal, or holds values. A table whose rows were all set apart
// by blank lines so far goes on with any row of its width. label is the index of
// the row's first cell: 1 behind an outer bar.
func joins(rows []row, gaps int, next row, label int) bool {
	if len(rows) == 0 || len(rows[len(rows)-1].cells) != len(next.cells) {
		return false
	}
	if gaps == len(rows)-1 {
		return true
	}
	first := next.cells[label].text
	kind, _ := ordinal(first)
	return first == "" || kind != 0 || next.hasValue()
}
