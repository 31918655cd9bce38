package pdf

import "github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

// A font tells characters and advances of codes.
type font struct {
	name      string
	composite bool
	vertical  bool
	em        float64           // height of its square, in units of the font size
	unicode   map[uint32]string // ToUnicode; nil where there is none
	coding    coding            // of a composite font
	texts     [256]string       // of a simple font
	widths    [256]float64      // of a simple font
	cids      map[int]float64   // widths of a composite font
	wide      float64           // width of codes that the tables don't list
	byCID     func(cid int) string
}

// A char is one code of a string.
type char struct {
	code  uint32
	size  int // bytes
	text  string
	width float64 // in units of the font size

	missing bool // the font has no such character and shows a box
}

// fontNamed returns a font of the current resources, or nil.
func (i *interpreter) fontNamed(named []byte) (*font, error) {
	o := i.file.dict(i.resources["Font"])[string(named)]
	ref, shared := o.(types.IndirectRef)
	if f, ok := i.fonts[ref]; shared && ok {
		return f, nil
	}
	d := i.file.dict(o)
	if d == nil {
		return nil, nil
	}
	f, err := i.readFont(d)
	if err != nil {
		return nil, err
	}
	if shared {
		i.fonts[ref] = f
	}
	return f, nil
}

func (r *reader) readFont(d types.Dict) (*font, error) {
	f := r.newFont()
	f.name, f.em = r.file.name(d["BaseFont"]), 1
	kind := r.file.name(d["Subtype"])
	if f.name == "" {
		f.name = "of " + kind
	}
	table, _, err := r.file.stream(d["ToUnicode"])
	if err != nil {
		return nil, err
	}
	if table != nil {
		m, err := r.parseCMap(table)
		if err != nil {
			return nil, err
		}
		f.unicode = m.texts
	}
	if kind == "Type0" {
		return f, r.readComposite(f, d)
	}
	r.readSimple(f, d, kind)
	return f, nil
}

// next reads the code at the beginning of a string.
func (f *font) next(s []byte) char {
	if !f.composite {
		c := char{code: uint32(s[0]), size: 1, text: f.texts[s[0]], width: f.widths[s[0]]}
		if t, ok := f.unicode[c.code]; ok {
			c.text = t
		}
		return c
	}
	c := f.coding.next(s)
	cid := f.coding.cid(c)
	if w, ok := f.cids[cid]; ok {
		c.width = w
	} else {
		c.width = f.wide
	}
	if t, ok := f.unicode[c.code]; ok {
		c.text = t
	}
	if c.text == "" && f.byCID != nil {
		c.text = f.byCID(cid)
	}
	// Glyph 0 is the box for what a font lacks. LibreOffice, where no Chinese font
	// is installed, maps all of them to the first character that it missed.
	c.missing = cid == 0
	return c
}
