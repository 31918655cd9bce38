package rtf

// state is what a group inherits and gives back at its end.
type state struct {
	dest    destination
	starred bool // after \*: skip what is not known
	uc      int  // characters that follow a \u for readers that don't know it

	font     int
	eastern  bool // the text is of the font's East Asian part
	hidden   bool
	deleted  bool
	raised   bool
	inNote   bool
	nestedTR bool // defines a row of a nested table

	inTable bool
	depth   int // of nested tables
	outline int // level, from 0; -1 for none
	style   int // being defined
}

// destination is where a group's text goes.
type destination uint8

const (
	body destination = iota
	skipped
	fontTable
	styleSheet
	listText
	shape   // properties of a shape; its text is in a group of its own
	unicode // \upr: the same text twice, of which the second is wanted
)

// destinations are the words that begin one. Groups that begin with \* and a
// word that is not here are skipped, too; any other is text.
var destinations = map[string]destination{
	"fonttbl": fontTable, "stylesheet": styleSheet,
	"listtext": listText, "pntext": listText,
	"shpinst": shape, "upr": unicode,

	"colortbl": skipped, "filetbl": skipped, "revtbl": skipped, "rsidtbl": skipped, "listtable": skipped,
	"listoverridetable": skipped, "info": skipped, "generator": skipped, "xmlnstbl": skipped, "pgptbl": skipped,
	"themedata": skipped, "colorschememapping": skipped, "datastore": skipped, "latentstyles": skipped,
	"pict": skipped, "nonshppict": skipped, "objdata": skipped, "objclass": skipped, "objname": skipped, "objalias": skipped,
	"fldinst": skipped, "datafield": skipped, "formfield": skipped, "ffdeftext": skipped, "ffname": skipped,
	"bkmkstart": skipped, "bkmkend": skipped, "tc": skipped, "tcn": skipped, "xe": skipped, "rxe": skipped, "txe": skipped,
	"annotation": skipped, "atnid": skipped, "atnauthor": skipped, "atnref": skipped, "atndate": skipped, "atrfstart": skipped, "atrfend": skipped,
	"ftnsep": skipped, "ftnsepc": skipped, "ftncn": skipped, "aftnsep": skipped, "aftnsepc": skipped, "aftncn": skipped,
	"pn": skipped, "pntxta": skipped, "pntxtb": skipped, "pnseclvl": skipped, "leveltext": skipped, "levelnumbers": skipped,
	"nonesttables": skipped, "shprslt": skipped, "sp": skipped, "do": skipped, "mmathpr": skipped, "template": skipped,
	"panose": skipped, "falt": skipped, "fontemb": skipped, "userprops": skipped, "docvar": skipped, "background": skipped,
	"passwordhash": skipped, "private": skipped, "gridtbl": skipped, "wgrffmtfilter": skipped, "fchars": skipped, "lchars": skipped,
}

// visible reports whether text goes to the story.
func (s *state) visible() bool {
	return (s.dest == body || s.dest == listText) && !s.hidden && !s.deleted
}
