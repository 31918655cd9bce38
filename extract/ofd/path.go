package ofd

import (
	"math"
	"strconv"
	"strings"
)

// lineWidth is that of a path that names none, in millimetres.
const lineWidth = 0.353

// outline draws a path object: "M 0 0 L 10 0 C". Paths are stroked unless they say
// otherwise, and filled only if they say so.
func (d *drawer) outline(n *node, m matrix) {
	d.path.Clear()
	f := strings.Fields(n.first("AbbreviatedData").text)
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
	width := n.number("LineWidth", lineWidth) * math.Sqrt(math.Abs(m[0]*m[3]-m[1]*m[2]))
	d.path.Paint(&d.page, n.flag("Stroke", true), n.flag("Fill", false), width)
}

// operands is how many numbers follow each letter.
var operands = map[string]int{"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
