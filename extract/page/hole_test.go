package page

import (
	"fmt"
	"testing"
)

// TestHoles reads a label of three rows that was closed after two, as LibreOffice
// does at a page's end, with the next one below the hole.
func TestHoles(t *testing.T) {
	for name, c := range map[string]struct {
		mirrored bool
		change   func(p *Page)
		want     string
	}{
		"left":           {false, nil, "甲|1|2|\n甲|3|4|\n甲|5|6|\n乙|7|8|\n丙|9|10|\n"},
		"right":          {true, nil, "2|1|甲|\n4|3|甲|\n6|5|甲|\n8|7|乙|\n10|9|丙|\n"},
		"a text in it":   {false, func(p *Page) { p.put(60, 168, 10, "丁") }, "甲|1|2|\n甲|3|4|\n丁\n乙|5|6|\n丁\n乙|7|8|\n丙|9|10|\n"},
		"closed below":   {false, func(p *Page) { p.Rules = append(p.Rules, Rule{50, 190, 120, 190}) }, "甲|1|2|\n甲|3|4|\n|5|6|\n乙|7|8|\n丙|9|10|\n"},
		"a column in it": {false, func(p *Page) { p.Rules = append(p.Rules, Rule{85, 100, 85, 220}) }, "甲||1|2|\n甲||3|4|\n乙||5|6|\n乙||7|8|\n丙|丙|9|10|\n"},
	} {
		t.Run(name, func(t *testing.T) {
			p := a4()
			p.Rules = []Rule{
				{50, 100, 240, 100}, {120, 130, 240, 130}, {50, 160, 240, 160}, {120, 190, 240, 190}, {50, 220, 240, 220}, {50, 250, 240, 250},
				{50, 100, 50, 160}, {50, 190, 50, 250}, {120, 100, 120, 250}, {180, 100, 180, 250}, {240, 100, 240, 250},
			}
			for row := range 5 {
				y := 108 + 30*float64(row)
				p.put(130, y, 10, fmt.Sprint(2*row+1))
				p.put(190, y, 10, fmt.Sprint(2*row+2))
			}
			p.put(60, 125, 10, "甲")
			p.put(60, 198, 10, "乙")
			p.put(60, 228, 10, "丙")
			if c.change != nil {
				c.change(&p)
			}
			if c.mirrored {
				for i, r := range p.Rules {
					p.Rules[i].X0, p.Rules[i].X1 = 290-r.X1, 290-r.X0
				}
				for i, g := range p.Glyphs {
					w := 60.0
					if g.X0 < 120 {
						w = 70
					}
					left := 50.0
					switch {
					case g.X0 >= 180:
						left = 180
					case g.X0 >= 120:
						left = 120
					}
					shift := 290 - left - w - left
					p.Glyphs[i].X0, p.Glyphs[i].X1 = g.X0+shift, g.X1+shift
				}
			}
			if got := said(t, p); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}
