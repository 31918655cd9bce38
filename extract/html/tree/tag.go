package tree

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// kind groups the names of elements by what the parser does with their tags.
type kind uint8

const (
	kindOther kind = iota
	kindHTML
	kindHead
	kindBody
	kindFrameset
	kindFrame
	kindMeta // in the head, without content
	kindScript
	kindStyle
	kindNoscript
	kindTemplate
	kindBlock
	kindP
	kindHeading
	kindPre
	kindForm
	kindLi
	kindDd
	kindPlaintext
	kindButton
	kindA
	kindFormatting
	kindNobr
	kindObject
	kindTable
	kindVoid
	kindBr
	kindInput
	kindParam
	kindHr
	kindImage
	kindTextarea
	kindXmp
	kindIframe
	kindSelect
	kindOption
	kindOptgroup
	kindRb
	kindRp
	kindForeign
	kindCaption
	kindCol
	kindColgroup
	kindRows
	kindTr
	kindCell
)

// flags are further marks of a name.
type flags uint8

const (
	special    flags = 1 << iota
	stops            // ends every scope but that of tables
	stopsList        // ends that of list items
	stopsInner       // ends that of buttons
	stopsTable       // ends that of tables
	ends             // ends by itself where its parent does
	moves            // what is misplaced in it is moved before the table
	raw              // there is no markup in it
)

// A tag is what the name of an element says.
type tag struct {
	name  string
	atom  atom.Atom
	kind  kind
	flags flags
}

// tags holds the names that the parser knows, and some that are common.
var tags = func() map[string]*tag {
	m := map[string]*tag{}
	for k, names := range map[kind]string{
		kindHTML: "html", kindHead: "head", kindBody: "body", kindFrameset: "frameset", kindFrame: "frame",
		kindMeta: "base basefont bgsound link meta", kindScript: "script title", kindStyle: "style noframes",
		kindNoscript: "noscript", kindTemplate: "template",
		kindBlock: `address article aside blockquote center details dialog dir div dl fieldset figcaption figure
			footer header hgroup main menu nav ol search section summary ul`,
		kindP: "p", kindHeading: "h1 h2 h3 h4 h5 h6", kindPre: "pre listing", kindForm: "form", kindLi: "li", kindDd: "dd dt",
		kindPlaintext: "plaintext", kindButton: "button", kindA: "a",
		kindFormatting: "b big code em font i s small strike strong tt u", kindNobr: "nobr",
		kindObject: "applet marquee object", kindTable: "table", kindVoid: "area embed img keygen wbr", kindBr: "br",
		kindInput: "input", kindParam: "param source track", kindHr: "hr", kindImage: "image", kindTextarea: "textarea",
		kindXmp: "xmp", kindIframe: "iframe noembed", kindSelect: "select", kindOption: "option", kindOptgroup: "optgroup",
		kindRb: "rb rtc", kindRp: "rp rt", kindForeign: "math svg", kindCaption: "caption", kindCol: "col",
		kindColgroup: "colgroup", kindRows: "tbody tfoot thead", kindTr: "tr", kindCell: "td th",
		kindOther: "span label ins del sub sup abbr cite dfn q var kbd samp bdo bdi mark time video audio canvas map ruby data output",
	} {
		for _, name := range strings.Fields(names) {
			m[name] = &tag{name: name, atom: atom.Lookup([]byte(name)), kind: k}
		}
	}
	for f, names := range map[flags]string{
		special: `address applet area article aside base basefont bgsound blockquote body br button caption center
			col colgroup dd details dir div dl dt embed fieldset figcaption figure footer form frame frameset h1 h2
			h3 h4 h5 h6 head header hgroup hr html iframe img input keygen li link listing main marquee menu meta nav
			noembed noframes noscript object ol p param plaintext pre script section select source style summary
			table tbody td template textarea tfoot th thead title tr track ul wbr xmp`,
		stops:      "applet caption html table td th marquee object template select",
		stopsList:  "ol ul",
		stopsInner: "button",
		stopsTable: "html table template",
		ends:       "dd dt li optgroup option p rb rp rt rtc",
		moves:      "table tbody tfoot thead tr",
		raw:        "iframe noembed noframes noscript plaintext script style textarea title xmp",
	} {
		for _, name := range strings.Fields(names) {
			m[name].flags |= f
		}
	}
	return m
}()

// known holds the same by hash. Where two share a place, the longer name has to
// be looked up in tags.
var known = func() (places [1024]*tag) {
	for name, t := range tags {
		if at := &places[hash(name)]; *at == nil || len(name) < len((*at).name) || len(name) == len((*at).name) && name < (*at).name {
			*at = t
		}
	}
	for i := range places {
		if places[i] == nil {
			places[i] = unknown
		}
	}
	return places
}()

var unknown = &tag{}

// hash is the place of a name in known. The tokenizer computes the same while it
// reads a name.
func hash(name string) uint32 {
	h := uint32(0)
	for i := 0; i < len(name); i++ {
		h = h*347 + uint32(name[i]|0x20)
	}
	return place(h)
}

func place(h uint32) uint32 { return (h ^ h>>10) % 1024 }

// lookup returns what a name says, and the name as the tree has it.
func lookup(name string, h uint32) (*tag, string) {
	if t := known[place(h)]; t.name == name {
		return t, t.name
	}
	name = lower(name)
	if t := tags[name]; t != nil {
		return t, t.name
	}
	if a := atom.Lookup([]byte(name)); a != 0 {
		return &tag{name: a.String(), atom: a}, a.String()
	}
	return unknown, name
}

// lower changes only letters of ASCII.
func lower(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= 'A' && c <= 'Z' {
			low := []byte(s)
			for ; i < len(low); i++ {
				if c := low[i]; c >= 'A' && c <= 'Z' {
					low[i] = c + 'a' - 'A'
				}
			}
			return string(low)
		}
	}
	return s
}

// The tags that the parser adds by itself.
var (
	tagHTML     = tags["html"]
	tagHead     = tags["head"]
	tagBody     = tags["body"]
	tagP        = tags["p"]
	tagImg      = tags["img"]
	tagTbody    = tags["tbody"]
	tagTr       = tags["tr"]
	tagColgroup = tags["colgroup"]
)
