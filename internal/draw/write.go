package draw

import "strings"

// lineBreak stands in a cell's text where its line ends.
const lineBreak = "<br>"

// write writes the blocks in the report's layout.
func (d *drawer) write(bs []block) []byte {
	switch d.Layout {
	case DOCX:
		return d.docx(bs)
	case RTF:
		return d.rtf(bs)
	case MHT:
		return d.mht(bs)
	case XLSX:
		return d.xlsx(bs)
	case OFD:
		return ofd(d.press(bs))
	case PDF:
		return d.pdf(d.press(bs))
	}
	if d.Layout.HTML() {
		return d.html(bs)
	}
	return []byte(d.text(bs))
}

// lines splits a cell's text where its lines end.
func linesOf(text string) []string { return strings.Split(text, lineBreak) }
