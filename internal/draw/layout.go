package draw

// Layout is how a report is written down.
type Layout uint8

// The layouts.
const (
	Clean    Layout = iota // HTML, spans as in the form
	Word                   // HTML as pasted from Word: p, span, font, o:p, header spans shifted
	Portal                 // a portal's page, with the report in a layout table
	Grid                   // HTML, section two as one grid of four columns, spans filled with cells
	Tabs                   // text: a cell begins with a tab, an empty line ends the row
	Lines                  // text: a cell a line
	TSV                    // text: tabs, ragged, torn by an empty line
	Pipes                  // text: pipes, no rule under the header, spans dropped
	Markdown               // markdown tables with rules, spans filled with empty cells
	Pages                  // markdown, a table for each row of the requests
	RunOn                  // text: all cells run together
	DOCX                   // Word: spans, runs split, ordinals by lists, changes tracked
	RTF                    // the same as rich text, in escapes of GBK or of Unicode
	MHT                    // a page in a mail message
	XLSX                   // one sheet, numbers as numbers
	OFD                    // pages of glyphs and lines
	PDF                    // the same
)

// Layouts lists pages and texts.
var Layouts = []Layout{Clean, Word, Portal, Grid, Tabs, Lines, TSV, Pipes, Markdown, Pages, RunOn}

// Documents lists the layouts that are files of an office.
var Documents = []Layout{DOCX, RTF, MHT, XLSX, OFD, PDF}

func (l Layout) String() string {
	return [...]string{"html clean", "html word", "html portal", "html grid", "tabs", "lines", "tsv", "pipes", "markdown", "pages", "run on",
		"docx", "rtf", "mht", "xlsx", "ofd", "pdf"}[l]
}

// HTML reports whether the layout is a page.
func (l Layout) HTML() bool { return l <= Grid }

// breaks reports whether a cell may hold several lines.
func (l Layout) breaks() bool { return l.HTML() || l > RunOn }

func (l Layout) ext() string {
	switch {
	case l > RunOn:
		return l.String()
	case l.HTML():
		return "html"
	case l >= Markdown && l < RunOn:
		return "md"
	}
	return "txt"
}

// keepsBlanks reports whether an empty cell leaves a trace, and one that can be
// told from the filling at a row's end unless the report is messy anyway.
func (l Layout) keepsBlanks(messy bool) bool {
	switch l {
	case Lines, RunOn:
		return false
	case TSV, Pipes:
		return messy
	}
	return true
}
