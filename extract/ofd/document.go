package ofd

import (
	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// documents reads the pages of all documents in the package; nearly always one.
func (r *reader) documents() error {
	root, err := r.xml("OFD.xml")
	if err != nil {
		return err
	}
	for _, body := range root.kids {
		if loc := body.first("DocRoot").text; body.name == "DocBody" && loc != "" {
			if err := r.document(beside("OFD.xml", loc)); err != nil {
				return err
			}
		}
	}
	if len(r.pages) == 0 {
		return corrupt("the OFD has no pages; fetch it again", nil)
	}
	return nil
}

// A template is a page that others have in their background or foreground.
type template struct {
	content *node
}

func (r *reader) document(file string) error {
	doc, err := r.xml(file)
	if err != nil {
		return err
	}
	common := doc.first("CommonData")
	r.units, r.params = map[string]*node{}, map[string]*node{}
	templates := map[string]template{}
	for _, k := range common.kids {
		switch k.name {
		case "PublicRes", "DocumentRes":
			r.resources(beside(file, k.text))
		case "TemplatePage":
			t, err := r.open(beside(file, k.attr("BaseLoc")))
			if err != nil {
				return err
			}
			templates[k.attr("ID")] = template{t}
		}
	}
	area := boxOf(common.first("PageArea"))
	for _, k := range doc.first("Pages").kids {
		if k.name != "Page" {
			continue
		}
		if len(r.pages) >= page.MaxPages {
			return limit.Exceeded("pages", len(r.pages)+1, page.MaxPages)
		}
		content, err := r.open(beside(file, k.attr("BaseLoc")))
		if err != nil {
			return err
		}
		if err := r.page(content, templates, area); err != nil {
			return err
		}
	}
	return nil
}

// open reads a page, and the resources that it alone uses.
func (r *reader) open(file string) (*node, error) {
	n, err := r.xml(file)
	if err != nil {
		return nil, err
	}
	for _, k := range n.kids {
		if k.name == "PageRes" {
			r.resources(beside(file, k.text))
		}
	}
	return n, nil
}

// resources takes the composite graphics and the drawing parameters from a list of
// resources. One that can't be read takes them with it, and fonts and pictures: no
// page is read without the graphics that it uses.
func (r *reader) resources(file string) {
	res, err := r.xml(file)
	if err != nil {
		return
	}
	for _, list := range res.kids {
		for _, k := range list.kids {
			switch list.name {
			case "CompositeGraphicUnits":
				r.units[k.attr("ID")] = k.first("Content")
			case "DrawParams":
				r.params[k.attr("ID")] = k
			}
		}
	}
}

// boxOf returns the size of a page area in millimetres, or nil.
func boxOf(area *node) []float64 {
	for _, name := range []string{"PhysicalBox", "ApplicationBox", "ContentBox"} {
		if b := numbers(area.first(name).text); len(b) == 4 && b[2] > 0 && b[3] > 0 {
			return b
		}
	}
	return nil
}

// point is a millimetre in points.
const point = 72 / 25.4

func (r *reader) page(content *node, templates map[string]template, area []float64) error {
	if own := boxOf(content.first("Area")); own != nil {
		area = own
	}
	if area == nil {
		area = []float64{0, 0, 210, 297}
	}
	d := &drawer{reader: r, page: page.Page{Width: area[2] * point, Height: area[3] * point}}
	m := matrix{point, 0, 0, point, -area[0] * point, -area[1] * point}
	for _, k := range content.kids {
		if t, ok := templates[k.attr("TemplateID")]; k.name == "Template" && ok {
			if err := d.objects(t.content.first("Content"), m, 0); err != nil {
				return err
			}
		}
	}
	if err := d.objects(content.first("Content"), m, 0); err != nil {
		return err
	}
	r.pages = append(r.pages, d.page)
	return nil
}
