package text

import (
	"strings"
	"unicode"
)

// isPipeRow reports whether a line holds a bar that is not escaped.
func isPipeRow(s string) bool {
	for i := range len(s) {
		if s[i] == '|' && (i == 0 || s[i-1] != '\\') {
			return true
		}
	}
	return false
}

const frame = "| \t\u00a0\u3000"

// onlyBars reports whether a line is nothing but bars, as they stand between cells
// printed a line each.
func onlyBars(s string) bool { return strings.Trim(s, frame) == "" }

// isLayoutFrame reports whether a line is one text in a heap of bars: what is left
// of layout tables, thousands of bars before the page's first word.
func isLayoutFrame(s string) bool {
	const most = 64
	return strings.Count(s, "|") > most && !isPipeRow(strings.Trim(s, frame))
}

// readPipes reads a run of pipe rows, with or without outer bars and a line of
// dashes. "规章 | 0 | |" has three cells: the bar at the end closes the last one, but
// see openEnded.
func (r *reader) readPipes() {
	var rows []row
	gaps, barred := 0, true
	j := r.i
	for j < len(r.lines) && !r.furniture[j] {
		text := r.lines[j].text
		if isPipeRow(text) && !isLayoutFrame(text) {
			if !r.count(1 + strings.Count(text, "|")) {
				return
			}
			if !isRule(text) {
				rows = append(rows, pipeRow(r.lines[j], j))
				barred = barred && strings.HasPrefix(trimBlanks(text), "|")
			}
			j++
			continue
		}
		if !isBlank(text) || !r.pipesGoOn(rows, gaps, j+1) {
			break
		}
		gaps++
		j++
	}
	if barred {
		for i := range rows {
			rows[i].cells = rows[i].cells[1:]
		}
	}
	openEnded(rows)
	first := r.i
	r.i = j
	if len(rows) == 1 && !barred && !rows[0].hasValue() && !strings.HasSuffix(trimBlanks(r.lines[first].text), "|") {
		r.pipesAsProse(rows[0]) // "首页 | 政务公开 | 年报"
		return
	}
	r.writeRows(rows, r.pipesAsProse)
}

// openEnded gives rows their last, empty cell where bars only separate: a table
// in which some rows end in a text ("a| 5| 859") closes none with a bar, so that
// "b| 5|" has three cells.
func openEnded(rows []row) {
	for _, w := range rows {
		if !w.closed && len(w.cells) > 2 {
			for i := range rows {
				if rows[i].closed && len(rows[i].cells) > 0 {
					last := rows[i].cells[len(rows[i].cells)-1]
					rows[i].cells = append(rows[i].cells, cell{"", last.no})
				}
			}
			return
		}
	}
}

// pipesGoOn reports whether line j, below a blank line, goes on with the table. A
// row above a line of dashes begins its own.
func (r *reader) pipesGoOn(rows []row, gaps, j int) bool {
	if j >= len(r.lines) || r.furniture[j] || !isPipeRow(r.lines[j].text) || j+1 < len(r.lines) && isRule(r.lines[j+1].text) {
		return false
	}
	next, label := pipeRow(r.lines[j], j), 0
	if len(next.cells) > 1 && strings.HasPrefix(trimBlanks(r.lines[j].text), "|") {
		label = 1
	}
	return joins(rows, gaps, next, label)
}

// pipesAsProse writes a row that is no table's: its one text without the bars of
// a layout table, or the line as it stands ("来源: … | 发布日期: …").
func (r *reader) pipesAsProse(w row) {
	if w.filled() == 1 {
		r.proseText(w.from, w.first())
		return
	}
	r.prose(w.from)
}

// pipeRow splits a line at its bars. The first cell is what stands before the
// first bar, so it is empty in rows with an outer bar.
func pipeRow(l line, i int) row {
	w := row{from: i, to: i + 1}
	s, start := l.text, 0
	for k := range len(s) {
		if s[k] == '|' && (k == 0 || s[k-1] != '\\') {
			w.cells = append(w.cells, cell{unescape(s[start:k]), l.no})
			start = k + 1
		}
	}
	if w.closed = isBlank(s[start:]); !w.closed {
		w.cells = append(w.cells, cell{unescape(s[start:]), l.no})
	}
	return w
}

func unescape(s string) string { return strings.ReplaceAll(trimBlanks(s), `\|`, "|") }

// isRule reports whether a pipe row is Markdown's line of dashes. Two dashes are a
// value ("--": not applicable), three make a line.
func isRule(s string) bool {
	if !isPipeRow(s) {
		return false
	}
	rules := 0
	for part := range strings.SplitSeq(s, "|") {
		part = strings.TrimFunc(part, unicode.IsSpace)
		dashes := strings.Trim(part, ":")
		switch {
		case part == "":
		case strings.Trim(dashes, "-") != "" || len(dashes) < 3 && dashes == part || dashes == "":
			return false
		default:
			rules++
		}
	}
	return rules > 0
}
