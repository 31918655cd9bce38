package page

import (
	"cmp"
	"slices"
)

// unmark takes away the lines that were drawn under text or through it: they are
// no rules of a table, and an underlined number would cut its cell in two. Text
// that is struck out takes its place but says nothing.
//
// Such a line begins and ends where glyphs do. A cell's side may do so by chance,
// but it meets another side.
func (p *Page) unmark(room *scratch) {
	const near = 0.1 // of the size: how well ends meet
	lines, sides := p.lineWork(room)
	meetings := len(lines) * len(sides) // at most
	if meetings > maxMeetings {
		return
	}
	gone := map[int]bool{}
	for i := range p.Glyphs {
		g := &p.Glyphs[i]
		tolerance := near * g.Size
		k := first(len(lines), g.X0-tolerance, func(i int) float64 { return lines[i].X0 })
		for ; k < len(lines) && lines[k].X0 <= g.X0+tolerance; k++ {
			if meetings++; meetings > maxMeetings {
				return
			}
			m := lines[k]
			how := m.runs(g)
			if how == apart {
				continue
			}
			end := p.run(i, m.X1+tolerance)
			meetings += end - i
			if abs(p.Glyphs[end-1].X1-m.X1) > tolerance || meets(sides, m.X0, m.Y0) || meets(sides, m.X1, m.Y0) {
				continue
			}
			gone[m.index] = true
			for j := i; how == through && j < end; j++ {
				p.Glyphs[j].struck = true
			}
		}
	}
	if len(gone) == 0 {
		return
	}
	var rest []Rule
	for i, r := range p.Rules {
		if !gone[i] {
			rest = append(rest, r)
		}
	}
	p.Rules = rest
}

// A mark is a rule that perhaps belongs to text.
type mark struct {
	Rule
	index int // among the page's rules
}

// How a mark runs, seen from a glyph.
const (
	apart = iota
	through
	under
)

func (m mark) runs(g *Glyph) int {
	if g.Dir != Right {
		return apart
	}
	switch y := ((m.Y0+m.Y1)/2 - g.Y0) / g.Size; {
	case y >= 0.3 && y <= 0.75:
		return through
	case y > 0.85 && y < 1.2:
		return under
	}
	return apart
}

// run returns where the glyphs end that were drawn after one, next to one another
// on its line, up to x.
func (p *Page) run(first int, x float64) int {
	end := first + 1
	for ; end < len(p.Glyphs); end++ {
		a, b := &p.Glyphs[end-1], &p.Glyphs[end]
		if b.Dir != Right || b.X1 > x || b.X0 < a.X0 || b.X0-a.X1 > b.Size || abs(b.Y1-a.Y1) > 0.5*a.Size {
			break
		}
	}
	return end
}

// lineWork sorts a page's rules into horizontal and vertical ones, from left to
// right.
func (p *Page) lineWork(room *scratch) (lines []mark, sides []Rule) {
	const level = 0.5
	lines, sides = room.lines[:0], room.sides[:0]
	for i, r := range p.Rules {
		if abs(r.X1-r.X0) <= level {
			sides = append(sides, Rule{r.X0, min(r.Y0, r.Y1), r.X1, max(r.Y0, r.Y1)})
		} else if abs(r.Y1-r.Y0) <= level {
			lines = append(lines, mark{Rule{min(r.X0, r.X1), r.Y0, max(r.X0, r.X1), r.Y1}, i})
		}
	}
	room.lines, room.sides = lines, sides
	slices.SortFunc(lines, func(a, b mark) int { return cmp.Compare(a.X0, b.X0) })
	slices.SortFunc(sides, func(a, b Rule) int { return cmp.Compare(a.X0, b.X0) })
	return lines, sides
}

// meets reports whether a vertical rule passes a point.
func meets(sides []Rule, x, y float64) bool {
	const close = 0.6
	k, _ := slices.BinarySearchFunc(sides, x-close, func(s Rule, x float64) int { return cmp.Compare(s.X0, x) })
	for ; k < len(sides) && sides[k].X0 <= x+close; k++ {
		if sides[k].Y0-close <= y && y <= sides[k].Y1+close {
			return true
		}
	}
	return false
}
