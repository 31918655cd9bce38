package page

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"gongkai"
)

// An unruledForm draws a form without rules: a title, a head of two rows, labels
// in two columns and numbers, some blank.
type unruledForm struct {
	Page
	rand    *rand.Rand
	centred bool
	x       []float64         // left sides of the columns
	want    map[string]string // number by label and title
}

// cell draws the lines of a text in columns [from, to).
func (f *unruledForm) cell(from, to int, y float64, lines ...string) {
	left, right := f.x[from]+3, f.x[to]-3
	for _, s := range lines {
		width := 0.0
		for _, c := range s {
			if width += 5; c >= 0x80 {
				width += 5
			}
		}
		x := left
		if f.centred {
			x = (left + right - width) / 2
		}
		f.put(x, y, 10, s)
		y += 12
	}
}

func drawUnruled(seed uint64, centred bool) *unruledForm {
	f := &unruledForm{Page: Page{Width: 600, Height: 840}, rand: rand.New(rand.NewPCG(seed, 7)), centred: centred, want: map[string]string{}}
	x := 40.0
	for range 8 {
		f.x = append(f.x, x)
		x += 50 + 20*f.rand.Float64()
	}
	f.put(40, 40, 10, "本年度的情况用下面的表说明，其中的数字由各股室分别填报，再由办公室汇总核对后写入。")
	f.put(40, 70, 10, "二、收件")
	f.cell(0, 2, 100, "事项")
	f.cell(2, 5, 90, "来自个人")
	f.cell(5, 7, 90, "来自单位")
	titles := []string{"信函", "窗口", "网上", "邮件", "传真"}
	for i, s := range titles {
		f.cell(2+i, 3+i, 108, s)
	}
	y, rows := 130.0, []string{"甲类", "乙类", "丙类", "丁类"}
	for r, label := range rows {
		high := 1 + f.rand.IntN(2) // lines of the label
		at := y
		if f.centred {
			at += 6 * float64(high-1)
		}
		if r == 1 { // over this row and the next
			f.cell(0, 1, y, "（一）办")
		}
		lines := []string{"1." + label, "来文"}[:high]
		if r == 0 || r == 3 {
			f.cell(0, 2, y, lines...)
		} else {
			f.cell(1, 2, y, lines...)
		}
		for i, s := range titles {
			if f.rand.IntN(5) == 0 {
				f.want[label+s] = ""
				continue
			}
			n := fmt.Sprint(f.rand.IntN([]int{10, 100, 9999}[f.rand.IntN(3)]))
			f.want[label+s] = n
			f.cell(2+i, 3+i, at, n)
		}
		y += 12*float64(high) + 8
	}
	return f
}

// Of a table without rules each number stands in its own column, whatever is blank
// beside it; or there is no table.
func TestUnruled(t *testing.T) {
	tables := 0
	const all = 400
	for seed := range uint64(all) {
		f := drawUnruled(seed, seed%2 == 0)
		tables += f.check(t, fmt.Sprint("seed ", seed))
	}
	if tables < all*9/10 {
		t.Errorf("%d tables of %d were read", tables, all)
	}
}

// Texts of neighbouring cells that nearly touch are not one another's: they stand
// apart, or there is no table in which one of them is missing.
func TestUnruledTight(t *testing.T) {
	for _, c := range []struct {
		label, title float64 // gaps before the first number and the third title
		first        string  // label
		want         string
	}{
		{30, 25, "甲类文件", "事项|信函|窗口|网上|\n甲类文件|31|42|53|\n乙类文件|64|75|86|\n"},
		{5, 25, "甲类文件", "事项|信函|窗口|网上|\n甲类文件|31|42|53|\n乙类文件|64|75|86|\n"},
		{30, 5, "甲类文件", "事项|信函|窗口|网上|\n甲类文件|31|42|53|\n乙类文件|64|75|86|\n"},
		{2, 25, "甲类文件", ""},
		{30, 2, "甲类文件", ""},
		{30, 25, "甲类文件续页本", ""}, // as wide as there is room
	} {
		p := Page{Width: 600, Height: 840}
		x := 40 + 40 + c.label // of the first number
		at := []float64{40, x, x + 45, x + 45 + 20 + c.title}
		for r, row := range [][]string{{"事项", "信函", "窗口", "网上"}, {c.first, "31", "42", "53"}, {"乙类文件", "64", "75", "86"}} {
			for i, s := range row {
				p.put(at[i], 100+20*float64(r), 10, s)
			}
		}
		blocks, err := Blocks([]Page{p})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		for _, b := range blocks {
			if b.Kind == gongkai.TableBlock && b.Table.Layout == gongkai.Ruled {
				for _, row := range b.Table.Grid {
					for _, k := range row {
						got += k.Text + "|"
					}
					got += "\n"
				}
			}
		}
		if got != c.want {
			t.Errorf("%s, gaps of %v and %v: %q, want %q", c.first, c.label, c.title, got, c.want)
		}
	}
}

// What was drawn in another order than by rows is no table, or still the same one.
func TestUnruledDisorder(t *testing.T) {
	for seed := range uint64(200) {
		f := drawUnruled(seed, seed%2 == 0)
		at := len(f.Glyphs) / 3
		n := f.rand.IntN(len(f.Glyphs) - at)
		f.Glyphs = append(append(f.Glyphs[:at:at], f.Glyphs[at+n:]...), f.Glyphs[at:at+n]...)
		f.check(t, fmt.Sprint("seed ", seed))
	}
}

// check holds the tables that show their columns against what was drawn, and
// returns their number.
func (f *unruledForm) check(t *testing.T, name string) (tables int) {
	t.Helper()
	blocks, err := Blocks([]Page{f.Page})
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range blocks {
		if b.Kind != gongkai.TableBlock || b.Table.Layout != gongkai.Ruled {
			continue
		}
		g := b.Table.Grid
		head := 0
		for head < len(g) && !strings.Contains(g[head][len(g[head])-1].Text, "传真") {
			head++
		}
		if head == len(g) || len(g[head]) < 6 {
			continue
		}
		tables++
		for _, row := range g[head+1:] {
			label := ""
			for c, k := range row {
				title := g[head][c].Text
				if _, ok := f.want["甲类"+title]; !ok {
					label = strings.TrimSuffix(strings.TrimPrefix(k.Text, "1."), "来文")
					continue
				}
				want, ok := f.want[label+title]
				if ok && k.Text != want {
					t.Errorf("%s: %s, %s is %q, want %q\n%v", name, label, title, k.Text, want, g)
				}
				above := "来自个人"
				if strings.Contains("邮件传真", title) {
					above = "来自单位"
				}
				if head > 0 && g[head-1][c].Text != above {
					t.Fatalf("%s: over %s stands %q\n%v", name, title, g[head-1][c].Text, g)
				}
			}
		}
	}
	return tables
}

// Rules between the rows alone, or around the whole as well, hide no columns.
func TestUnruledRows(t *testing.T) {
	for _, sides := range []bool{false, true} {
		tables := 0
		for seed := range uint64(50) {
			f := drawUnruled(seed, seed%2 == 0)
			bottom := 0.0
			for _, g := range f.Glyphs {
				bottom = max(bottom, g.Y1)
			}
			for _, y := range []float64{78, 118, bottom + 4} {
				f.Rules = append(f.Rules, Rule{35, y, 560, y})
			}
			if sides {
				f.box(35, 78, 560, bottom+4)
			}
			tables += f.check(t, fmt.Sprint("seed ", seed, " sides ", sides))
		}
		if tables < 45 {
			t.Errorf("sides %v: %d tables of 50 were read", sides, tables)
		}
	}
}
