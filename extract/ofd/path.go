package ofd

import (
	"math"
	"strconv"
	"strings"

	"gongkai/extract/page"
)

// lineWidth is that of a path that names none, in millimetres.
const lineWidth = 0.353

// outline draws a path object: "M 0 0 L 10 0 C". Paths are stroked unless they say
// otherwise, and filled only if they say so.
func (d *drawer) outline(n *node, m matrix) {
	if n.number("Alpha", 255) == 0 {
		return
	}
	d.path.Clear()
	f := strings.Fields(n.first("AbbreviatedData").text)
	var drawn extent
	for i := 0; i < len(f); {
		op := f[i]
		i++
		need, ok := operands[op]
		if !ok {
			continue
		}
		var o [7]float64
		if i+need > len(f) {
			break
		}
		for k := range need {
			x, err := strconv.ParseFloat(f[i+k], 64)
			if err != nil || !(math.Abs(x) < 1e7) {
				return // no path at all, rather than one that goes wrong
			}
			o[k] = x
		}
		i += need
		if need > 0 {
			x, y := m.apply(o[need-2], o[need-1])
			drawn.add(x, y, need > 2)
		}
		switch op {
		case "S", "M":
			d.path.MoveTo(m.apply(o[0], o[1]))
		case "L":
			d.path.LineTo(m.apply(o[0], o[1]))
		case "Q":
			d.path.CurveTo(m.apply(o[2], o[3]))
		case "B":
			d.path.CurveTo(m.apply(o[4], o[5]))
		case "A":
			d.path.CurveTo(m.apply(o[5], o[6]))
		case "C":
			d.path.Close()
		}
	}
	width := d.lineWidth(n) * math.Sqrt(math.Abs(m[0]*m[3]-m[1]*m[2]))
	fill := n.flag("Fill", false)
	if fill && drawn.likeCharacter() {
		d.Shapes++
		d.page.Shapes = append(d.page.Shapes, drawn.Box)
	}
	d.path.Paint(&d.page, n.flag("Stroke", true), fill, width)
}

// An extent is how far a path reaches, and how many corners it has.
type extent struct {
	page.Box
	corners int
	curved  bool
}

func (e *extent) add(x, y float64, curved bool) {
	if e.corners == 0 {
		e.Box = page.Box{X0: x, Y0: y, X1: x, Y1: y}
	}
	e.X0, e.Y0, e.X1, e.Y1 = min(e.X0, x), min(e.Y0, y), max(e.X1, x), max(e.Y1, y)
	e.corners++
	e.curved = e.curved || curved
}

// likeCharacter reports whether a filled path may be a character that a converter
// drew as an outline: no rectangle, and as large as characters are.
func (e *extent) likeCharacter() bool {
	const smallest, largest = 3.0, 40.0 // points
	h := e.Y1 - e.Y0
	return (e.curved || e.corners > 5) && h > smallest && h < largest && e.X1-e.X0 < largest
}

// lineWidth returns how wide a path is stroked, in millimetres: as it says itself,
// else as its drawing parameters or those that they build on, else as the layer's.
func (d *drawer) lineWidth(n *node) float64 {
	if w := numbers(n.attr("LineWidth")); len(w) > 0 {
		return w[0]
	}
	for _, id := range []string{n.attr("DrawParam"), d.layer} {
		for range maxUnits {
			p := d.params[id]
			if p == nil {
				break
			}
			if w := numbers(p.attr("LineWidth")); len(w) > 0 {
				return w[0]
			}
			id = p.attr("Relative")
		}
	}
	return lineWidth
}

// operands is how many numbers follow each letter.
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
