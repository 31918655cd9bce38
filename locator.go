package gongkai

import (
	"fmt"
	"strconv"
	"unicode/utf8"
)

// A Locator names the place of a raw text in a [Document], in one of two forms:
//
//	t3r5c4     table 3, row 5, column 4 of the grid, from 1
//	b12:40-43  block 12 (from 1), characters 40 up to 43 (from 0, in runes)
type Locator string

// CellLocator returns the locator of a grid position; table, row and col count
// from 0.
func CellLocator(table, row, col int) Locator {
	b := make([]byte, 0, 16) // a report has hundreds
	b = strconv.AppendInt(append(b, 't'), int64(table+1), 10)
	b = strconv.AppendInt(append(b, 'r'), int64(row+1), 10)
	return Locator(strconv.AppendInt(append(b, 'c'), int64(col+1), 10))
}

// TextLocator returns the locator of runes [from, to) of a block; block counts
// from 0.
func TextLocator(block, from, to int) Locator {
	return Locator(fmt.Sprintf("b%d:%d-%d", block+1, from, to))
}

// At returns the text that stands at a locator, or an error where the document
// has no such place.
func (d *Document) At(l Locator) (string, error) {
	var t, r, c int
	if n, _ := fmt.Sscanf(string(l), "t%dr%dc%d", &t, &r, &c); n == 3 {
		ts := d.Tables()
		if t < 1 || t > len(ts) || r < 1 || r > len(ts[t-1].Grid) || c < 1 || c > len(ts[t-1].Grid[r-1]) {
			return "", fmt.Errorf("locator %s: no such cell", l)
		}
		return ts[t-1].Grid[r-1][c-1].Text, nil
	}
	var b, from, to int
	if n, _ := fmt.Sscanf(string(l), "b%d:%d-%d", &b, &from, &to); n == 3 {
		if b < 1 || b > len(d.Blocks) {
			return "", fmt.Errorf("locator %s: no such block", l)
		}
		text := d.Blocks[b-1].Text
		start, end, n := len(text), len(text), 0
		for i := range text { // many claims may stand in a long block: it is not copied for each
			if n == from {
				start = i
			}
			if n == to {
				end = i
				break
			}
			n++
		}
		if from < 0 || from > to || n < to {
			return "", fmt.Errorf("locator %s: block has %d characters", l, utf8.RuneCountInString(text))
		}
		return text[start:end], nil
	}
	return "", fmt.Errorf("locator %q: want t<table>r<row>c<column> or b<block>:<from>-<to>", l)
}
