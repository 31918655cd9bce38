package sheet

import (
	"fmt"
	"strconv"
	"strings"

	"gongkai/extract/limit"
)

// sheet reads one sheet.
func (x *xlsx) sheet(name, target string) (*page, error) {
	part, err := x.part(target)
	if err != nil {
		return nil, err
	}
	w := xlsxSheet{xlsx: x, page: newPage(name), row: -1, scanner: scan(part)}
	closed := false
	for w.next() != finished {
		switch w.kind {
		case begin:
			if err := w.element(); err != nil {
				return nil, err
			}
		case end:
			closed = closed || w.tag == "worksheet"
		}
	}
	if !closed {
		return nil, corrupt("the sheet "+name+" is cut short", nil)
	}
	return w.page, nil
}

// An xlsxSheet takes the elements of a sheet.
type xlsxSheet struct {
	*xlsx
	*page
	*scanner
	row, col int // last ones found: places may be left out where they go on
}

func (w *xlsxSheet) element() error {
	switch w.tag {
	case "row":
		w.row = w.int("r", w.row+2) - 1
		w.col = -1
		if w.row < 0 || w.row >= maxRows {
			return corrupt(fmt.Sprintf("it has a row %d", w.row+1), nil)
		}
		w.shown[w.row] = true
		if w.on("hidden") || string(w.attr("ht")) == "0" && w.on("customHeight") {
			w.page.hidden[w.row] = true
		}
	case "c":
		return w.cell()
	case "mergeCell":
		if a, ok := parseArea(string(w.attr("ref"))); ok {
			if w.merged = append(w.merged, a); len(w.merged) > limit.MaxCells {
				return limit.Exceeded("joined cells", len(w.merged), limit.MaxCells)
			}
		}
	case "sheetFormatPr":
		w.hidesRows = w.on("zeroHeight")
	case "col":
		if w.on("hidden") || string(w.attr("width")) == "0" {
			w.hiddenCols = append(w.hiddenCols, span{w.int("min", 1) - 1, w.int("max", maxCols) - 1})
		}
	}
	return nil
}

// cell reads a cell up to its end.
func (w *xlsxSheet) cell() error {
	w.col++
	if ref := w.attr("r"); ref != nil {
		row, col, rest := parsePlace(string(ref))
		if rest != "" || row < 0 || col < 0 || row >= maxRows || col >= maxCols {
			return corrupt(fmt.Sprintf("it has a cell %.20q", ref), nil)
		}
		w.row, w.col = row, col
	}
	if w.row < 0 || w.col >= maxCols {
		return corrupt("a cell stands outside of the sheet", nil)
	}
	style, kind := w.int("s", 0), string(w.attr("t"))
	if w.xlsx.framed(style) {
		w.page.framed[w.row] = true
	}
	var value []byte
	inline, inValue := "", false
	for w.next() != finished {
		switch {
		case w.kind == begin && w.tag == "is":
			inline = w.rich("is")
		case w.kind == begin:
			inValue = w.tag == "v"
		case w.kind == chars && inValue:
			value = append(value, w.scanner.text()...)
		case w.kind == end && w.tag == "c":
			return w.content(kind, string(value), inline, style)
		case w.kind == end:
			inValue = false
		}
	}
	return nil
}

// content writes a cell's value by its type.
func (w *xlsxSheet) content(kind, value, inline string, style int) error {
	row, col := w.row, w.col
	switch kind {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(value))
		if err != nil || i < 0 || i >= len(w.strings) {
			return corrupt(fmt.Sprintf("it has no text %.20q", value), nil)
		}
		return w.put(row, col, w.book.text(w.strings[i], style))
	case "str":
		return w.put(row, col, w.book.text(unquote(value), style))
	case "inlineStr":
		return w.put(row, col, w.book.text(inline, style))
	case "b":
		if value == "1" || value == "true" {
			return w.put(row, col, "TRUE")
		}
		return w.put(row, col, "FALSE")
	case "e", "d":
		return w.put(row, col, value)
	}
	if value = strings.TrimSpace(value); value == "" {
		return nil
	}
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return corrupt(fmt.Sprintf("a number is %.20q", value), nil)
	}
	return w.put(row, col, w.number(v, style))
}

// parseArea reads A1:B2, or A1 alone.
func parseArea(ref string) (a area, ok bool) {
	var rest string
	a.top, a.left, rest = parsePlace(ref)
	a.bottom, a.right = a.top, a.left
	if rest != "" && rest[0] == ':' {
		a.bottom, a.right, rest = parsePlace(rest[1:])
	}
	ok = rest == "" && a.top >= 0 && a.left >= 0 && a.bottom >= a.top && a.right >= a.left && a.bottom < maxRows && a.right < maxCols
	return a, ok
}

// parsePlace reads a place like BC12 at the start of ref; row and column count
// from 0.
func parsePlace(ref string) (row, col int, rest string) {
	i := 0
	for ; i < len(ref) && i < 3 && ref[i]|0x20 >= 'a' && ref[i]|0x20 <= 'z'; i++ {
		col = col*26 + int(ref[i]|0x20-'a') + 1
	}
	j := i
	for ; j < len(ref) && j-i < 8 && ref[j] >= '0' && ref[j] <= '9'; j++ {
		row = row*10 + int(ref[j]-'0')
	}
	return row - 1, col - 1, ref[j:]
}
