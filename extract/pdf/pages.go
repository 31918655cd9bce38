package pdf

import (
	"context"
	"fmt"
	"slices"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// A reader reads the pages of a file and counts what it meets.
type reader struct {
	file  *file
	ctx   context.Context
	fonts map[types.IndirectRef]*font
	forms map[types.IndirectRef]decoded
	*scratch

	operators int
	gallery   *gallery // where the pictures are wanted
	page.Census
}

// inherited is what a page takes from the tree above it.
type inherited struct {
	resources types.Dict
	box       []float64
	rotate    int
}

// pages reads the page tree in order.
func (r *reader) pages() ([]page.Page, error) {
	var out []page.Page
	seen := map[types.IndirectRef]bool{}
	var walk func(o types.Object, in inherited, depth int) error
	walk = func(o types.Object, in inherited, depth int) error {
		if depth > maxNesting {
			return limit.Exceeded("levels of the page tree", depth, maxNesting)
		}
		if ref, ok := o.(types.IndirectRef); ok {
			if seen[ref] {
				return nil
			}
			seen[ref] = true
		}
		d := r.file.dict(o)
		if d == nil {
			return corrupt(fmt.Sprintf("page %d is missing, the file was probably cut short; fetch it again", len(out)+1), nil)
		}
		if res := r.file.dict(d["Resources"]); res != nil {
			in.resources = res
		}
		for _, key := range []string{"MediaBox", "CropBox"} {
			if b := r.file.numbers(d[key], 4); b != nil {
				in.box = b
			}
		}
		if _, ok := d["Rotate"]; ok {
			in.rotate = r.file.int(d["Rotate"])
		}
		kids := r.file.array(d["Kids"])
		if kids == nil && d["Kids"] != nil {
			return corrupt("the list of pages is missing; fetch the file again", nil)
		}
		if kids != nil && r.file.name(d["Type"]) != "Page" {
			for _, k := range kids {
				if err := walk(k, in, depth+1); err != nil {
					return err
				}
			}
			return nil
		}
		if len(out) >= page.MaxPages {
			return limit.Exceeded("pages", len(out)+1, page.MaxPages)
		}
		p, err := r.page(d, in)
		if err != nil {
			return err
		}
		out = append(out, p)
		return nil
	}
	if err := walk(r.file.root["Pages"], inherited{}, 0); err != nil {
		return nil, err
	}
	if len(out) == 0 {
		return nil, corrupt("the PDF has no pages; fetch it again", nil)
	}
	return out, nil
}

// page interprets a page's content.
func (r *reader) page(d types.Dict, in inherited) (page.Page, error) {
	m, width, height := upright(in.box, in.rotate)
	i := &interpreter{reader: r, page: page.Page{Width: width, Height: height}, resources: in.resources}
	i.state = newState(m)
	content, err := r.content(d["Contents"])
	if err != nil {
		return i.page, err
	}
	const perGlyph, most = 64, 1 << 12
	if n := min(len(content)/perGlyph, most); cap(r.glyphs)-len(r.glyphs) < n {
		r.glyphs = make([]page.Glyph, 0, n+n/2) // the pages before keep theirs
	}
	i.page.Glyphs, i.page.Rules = r.glyphs[len(r.glyphs):], r.rules[len(r.rules):]
	i.path = r.path
	if err := i.run(content); err != nil {
		return i.page, err
	}
	if err := i.annotations(d, m); err != nil {
		return i.page, err
	}
	i.path.Clear()
	r.path = i.path
	i.page.Glyphs, r.glyphs = keep(r.glyphs, i.page.Glyphs)
	i.page.Rules, r.rules = keep(r.rules, i.page.Rules)
	return i.page, nil
}

// content returns a page's content. Its streams are one text: an operator's
// operands may stand in the stream before.
func (r *reader) content(o types.Object) ([]byte, error) {
	parts := r.file.array(o)
	if parts == nil && o != nil {
		parts = types.Array{o}
	}
	if len(parts) == 1 {
		b, d, err := r.file.stream(parts[0])
		if err == nil && d == nil && parts[0] != nil {
			err = missingContent()
		}
		return b, err
	}
	var all []byte
	for _, p := range parts {
		b, d, err := r.file.stream(p)
		if err != nil {
			return nil, err
		}
		if d == nil && p != nil {
			return nil, missingContent()
		}
		all = append(append(slices.Grow(all, len(b)+1), b...), '\n')
	}
	return all, nil
}

func missingContent() error {
	return corrupt("a page's content is missing, the file was probably cut short; fetch it again", nil)
}

// upright returns the matrix from a page's space to points from its upper left
// corner as it is held for reading, and its size so held.
func upright(box []float64, rotate int) (m matrix, width, height float64) {
	if box == nil {
		box = []float64{0, 0, 595, 842} // A4
	}
	x0, y0, x1, y1 := min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])
	switch ((rotate % 360) + 360) % 360 {
	case 90:
		return matrix{0, 1, 1, 0, -y0, -x0}, y1 - y0, x1 - x0
	case 180:
		return matrix{-1, 0, 0, 1, x1, -y0}, x1 - x0, y1 - y0
	case 270:
		return matrix{0, -1, -1, 0, y1, x1}, y1 - y0, x1 - x0
	}
	return matrix{1, 0, 0, -1, -x0, y1}, x1 - x0, y1 - y0
}

// annotations draws what forms and notes show on the page: an agency that fills
// in a form's fields prints its numbers nowhere else.
func (i *interpreter) annotations(d types.Dict, m matrix) error {
	const hidden, noView = 1 << 1, 1 << 5
	f := i.file
	for _, o := range f.array(d["Annots"]) {
		a := f.dict(o)
		kind := f.name(a["Subtype"])
		if kind != "Widget" && kind != "FreeText" || f.int(a["F"])&(hidden|noView) != 0 {
			continue
		}
		rect := f.numbers(a["Rect"], 4)
		look := f.dict(a["AP"])["N"]
		if states, ok := f.get(look).(types.Dict); ok {
			look = states[f.name(a["AS"])]
		}
		form := f.dict(look)
		box := f.numbers(form["BBox"], 4)
		if rect == nil || box == nil {
			continue
		}
		// The form's box, turned by its matrix, fills the annotation's rectangle.
		b := matrixOf(f.numbers(form["Matrix"], 6)).box(box)
		w, h := b[2]-b[0], b[3]-b[1]
		if w <= 0 || h <= 0 {
			continue
		}
		sx, sy := abs(rect[2]-rect[0])/w, abs(rect[3]-rect[1])/h
		i.state = newState(matrix{sx, 0, 0, sy, min(rect[0], rect[2]) - b[0]*sx, min(rect[1], rect[3]) - b[1]*sy}.times(m))
		if err := i.form(look); err != nil {
			return err
		}
	}
	return nil
}
