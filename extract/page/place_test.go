package page

import (
	"testing"

	"gongkai"
)

// A cell says on which page and where it stands, also behind the end of the page
// that its table begins on; a paragraph, on which page it begins.
func TestPlaces(t *testing.T) {
	first, second := a4(), a4()
	first.put(60, 60, 12, "总体情况")
	grid := func(p *Page, top float64, texts ...string) {
		for i, s := range texts {
			y := top + 30*float64(i)
			p.box(50, y, 300, y+30)
			p.box(300, y, 545, y+30)
			p.put(60, y+20, 12, s)
			p.put(310, y+20, 12, s+"2")
		}
	}
	grid(&first, 740, "甲", "乙")
	grid(&second, 50, "丙", "丁")
	second.put(60, 400, 12, "其他事项")
	blocks, err := Blocks([]Page{first, second})
	if err != nil || len(blocks) != 3 || blocks[0].Page != 1 || blocks[1].Page != 1 || blocks[2].Page != 2 {
		t.Fatalf("%+v, %v", blocks, err)
	}
	want := map[string]gongkai.Place{"甲": {Page: 1, X0: 50, Y0: 740, X1: 300, Y1: 770}, "乙2": {Page: 1, X0: 300, Y0: 770, X1: 545, Y1: 800},
		"丙": {Page: 2, X0: 50, Y0: 50, X1: 300, Y1: 80}, "丁2": {Page: 2, X0: 300, Y0: 80, X1: 545, Y1: 110}}
	for _, row := range blocks[1].Table.Grid {
		for _, c := range row {
			if p, ok := want[c.Text]; ok {
				delete(want, c.Text)
				if c.Place == nil || *c.Place != p {
					t.Errorf("%s stands at %+v, want %+v", c.Text, c.Place, p)
				}
			}
		}
	}
	if len(want) > 0 {
		t.Errorf("not in the table: %v", want)
	}
}
