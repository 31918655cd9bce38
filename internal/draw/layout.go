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
)

// Layouts lists them all.
var Layouts = []Layout{Clean, Word, Portal, Grid, Tabs, Lines, TSV, Pipes, Markdown, Pages, RunOn}

func (l Layout) String() string {
	return [...]string{"html clean", "html word", "html portal", "html grid", "tabs", "lines", "tsv", "pipes", "markdown", "pages", "run on"}[l]
}

// HTML reports whether the layout is a page.
func (l Layout) HTML() bool { return l <= Grid }

func (l Layout) ext() string {
	switch {
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
