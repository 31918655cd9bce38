package ofd

import (
	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// A matrix maps (x, y) to (a x + c y + e, b x + d y + f).
type matrix [6]float64

// times returns the matrix that does m first, then n.
func (m matrix) times(n matrix) matrix {
	return matrix{
		m[0]*n[0] + m[1]*n[2], m[0]*n[1] + m[1]*n[3],
		m[2]*n[0] + m[3]*n[2], m[2]*n[1] + m[3]*n[3],
		m[4]*n[0] + m[5]*n[2] + n[4], m[4]*n[1] + m[5]*n[3] + n[5],
	}
}

func (m matrix) apply(x, y float64) (float64, float64) {
	return m[0]*x + m[2]*y + m[4], m[1]*x + m[3]*y + m[5]
}

// A drawer draws the objects of a page.
type drawer struct {
	*reader
	page  page.Page
	path  page.Outline
	layer string // the drawing parameters of the open layer
}

// objects draws what stands in a layer, a block or a composite unit.
func (d *drawer) objects(n *node, m matrix, depth int) error {
	for _, k := range n.kids {
		if d.drawn++; d.drawn > limit.MaxNodes {
			return limit.Exceeded("objects drawn", d.drawn, limit.MaxNodes)
		}
		if k.attr("Visible") == "false" {
			continue
		}
		var err error
		switch k.name {
		case "Layer":
			d.layer = k.attr("DrawParam")
			err = d.objects(k, m, depth)
			d.layer = ""
		case "PageBlock":
			err = d.objects(k, m, depth)
		case "TextObject":
			err = d.text(k, own(k, m))
		case "PathObject":
			d.outline(k, own(k, m))
		case "ImageObject":
			d.Images++
		case "CompositeObject":
			unit := d.units[k.attr("ResourceID")]
			switch {
			case depth >= maxUnits:
				return limit.Exceeded("composite graphics within one another", depth+1, maxUnits)
			case unit == nil:
				return corrupt("a composite graphic is missing; fetch the file again", nil)
			}
			err = d.objects(unit, own(k, m), depth+1)
		}
		if err != nil {
			return err
		}
		if err := d.within(); err != nil {
			return err
		}
	}
	return nil
}

func (d *drawer) within() error {
	var e *gongkai.ReadError
	switch {
	case len(d.page.Rules) > page.MaxRules:
		e = limit.Exceeded("lines drawn", len(d.page.Rules), page.MaxRules)
	case max(d.Glyphs, d.Shapes, len(d.page.Glyphs)) > page.MaxGlyphs:
		e = limit.Exceeded("characters", max(d.Glyphs, d.Shapes, len(d.page.Glyphs)), page.MaxGlyphs)
	default:
		return nil
	}
	return e
}

// own returns the matrix of an object: its CTM, then its place.
func own(n *node, m matrix) matrix {
	if b := numbers(n.attr("Boundary")); len(b) >= 2 {
		m = matrix{1, 0, 0, 1, b[0], b[1]}.times(m)
	}
	if c := numbers(n.attr("CTM")); len(c) == 6 {
		m = matrix(c).times(m)
	}
	return m
}
