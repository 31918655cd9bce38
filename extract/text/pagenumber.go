package text

import (
	"regexp"

	"gongkai"
)

// pageNumber matches the line at a page's foot: "- 4 -", "— 4 —", "第 4 页 共 8 页".
// A bare number is none: it may be a cell.
var pageNumber = regexp.MustCompile(`^\s*(?:[-—－–] {1,2}\d{1,3} {1,2}[-—－–]|第 ?\d{1,3} ?页(?:[ ,，/]*共 ?\d{1,3} ?页)?)\s*$`)

// takePageNumbers takes the page numbers out of the text, with the blank lines
// below them where there are some above too: a page's end must not end a table.
func takePageNumbers(all []line) (body, pages []line) {
	body = make([]line, 0, len(all))
	skip := false // whether blank lines are part of the gap around a page number
	for _, l := range all {
		switch {
		case len(l.text) < 40 && pageNumber.MatchString(l.text):
			pages = append(pages, l)
			skip = len(body) > 0 && isBlank(body[len(body)-1].text)
			continue
		case skip && l.text == "":
			continue
		}
		skip = false
		body = append(body, l)
	}
	return body, pages
}

// flushPageNumbers writes the page numbers above a line, as furniture.
func (r *reader) flushPageNumbers(above int) {
	for len(r.pages) > 0 && r.pages[0].no < above && r.err == nil {
		l := r.pages[0]
		r.pages = r.pages[1:]
		r.paragraph(trimBlanks(l.text), l.no, gongkai.Furniture)
	}
}
