package pdf

import (
	"gongkai/extract/limit"
	"gongkai/extract/page"
)

// draw runs the operators of paths.
func (i *interpreter) draw(op []byte, o []operand) error {
	at := func(x, y operand) (float64, float64) { return i.state.ctm.apply(x.num, y.num) }
	switch string(op) {
	case "m":
		i.path.MoveTo(at(o[0], o[1]))
	case "l":
		i.path.LineTo(at(o[0], o[1]))
	case "c":
		i.path.CurveTo(at(o[4], o[5]))
	case "v", "y":
		i.path.CurveTo(at(o[2], o[3]))
	case "h":
		i.path.Close()
	case "re":
		x, y := o[0], o[1]
		far, high := operand{num: x.num + o[2].num}, operand{num: y.num + o[3].num}
		i.path.MoveTo(at(x, y))
		i.path.LineTo(at(far, y))
		i.path.LineTo(at(far, high))
		i.path.LineTo(at(x, high))
		i.path.Close()
	case "s", "b", "b*":
		i.path.Close()
		return i.paint(true, string(op) != "s")
	case "S":
		return i.paint(true, false)
	case "f", "F", "f*":
		return i.paint(false, true)
	case "B", "B*":
		return i.paint(true, true)
	case "n":
		i.path.Clear()
	}
	return nil
}

func (i *interpreter) paint(stroke, fill bool) error {
	i.path.Paint(&i.page, stroke, fill, i.state.width*i.state.ctm.scale())
	if len(i.page.Rules) > page.MaxRules {
		return limit.Exceeded("lines drawn", len(i.page.Rules), page.MaxRules)
	}
	return nil
}
