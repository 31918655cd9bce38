package page

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"gongkai"
	"gongkai/internal/cost"
)

// put adds a line of text to a page: ideographs as wide as high, others half.
func (p *Page) put(x, y, size float64, s string) {
	for _, c := range s {
		w := size
		if c < 0x80 {
			w = size / 2
		}
		p.Glyphs = append(p.Glyphs, Glyph{Text: string(c), Size: size, Box: Place(x, y, w, size, Right)})
		x += w
	}
}

// down adds a column of upright characters, drawn from top to bottom.
func (p *Page) down(x, y, size float64, s string) {
	for _, c := range s {
		p.Glyphs = append(p.Glyphs, Glyph{Text: string(c), Size: size, Box: Place(x, y, size, size, Right)})
		y += size * 1.1
	}
}

func (p *Page) box(x0, y0, x1, y1 float64) {
	p.Rules = append(p.Rules, Rule{x0, y0, x1, y0}, Rule{x0, y1, x1, y1}, Rule{x0, y0, x0, y1}, Rule{x1, y0, x1, y1})
}

// said writes blocks, a line each: tables by rows, furniture in brackets.
func said(t *testing.T, pages ...Page) string {
	t.Helper()
	blocks, err := Blocks(pages)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, x := range blocks {
		switch {
		case x.Kind == gongkai.TableBlock:
			for _, row := range x.Table.Grid {
				for _, c := range row {
					b.WriteString(c.Text + "|")
				}
				b.WriteString("\n")
			}
		case x.Zone == gongkai.Furniture:
			b.WriteString("[" + x.Text + "]\n")
		default:
			b.WriteString(x.Text + "\n")
		}
	}
	return b.String()
}

func a4() Page { return Page{Width: 595, Height: 842} }

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"⾏政许可": "行政许可", "⺠政⻓": "民政长", "12 件": "12 件", "a\u00a0b\x00": "a b", "︵一︶": "（一）", "正文": "正文",
	} {
		if got := Fold(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	for from, to := range folded {
		if utf8.RuneLen(to) < 0 || folded[to] != 0 {
			t.Errorf("%c to %c", from, to)
		}
	}
	if folded['⼀'] != '一' || folded['⿕'] != '龠' || folded['⺁'] != '厂' {
		t.Error("the pairs are out of step")
	}
}

// TestVertical holds that columns of upright characters are read from top to
// bottom and from right to left, and turned text along its line.
func TestVertical(t *testing.T) {
	p := a4()
	p.box(50, 100, 90, 176)
	p.box(90, 100, 200, 176)
	p.down(72, 105, 12, "三、本年度")
	p.down(56, 105, 12, "办理结果")
	p.put(100, 150, 12, "3001")
	if got, want := said(t, p), "三、本年度办理结果|3001|\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for _, d := range []Dir{Down, Up} {
		q := a4()
		q.box(50, 100, 90, 200)
		q.box(90, 100, 200, 200)
		y, step := 110.0, 12.0
		if d == Up {
			y, step = 190, -12
		}
		for _, c := range "结果维持" {
			q.Glyphs = append(q.Glyphs, Glyph{Text: string(c), Size: 12, Dir: d, Box: Place(65, y, 12, 12, d)})
			y += step
		}
		q.put(100, 150, 12, "30017")
		if got, want := said(t, q), "结果维持|30017|\n"; got != want {
			t.Errorf("direction %d: got %q, want %q", d, got, want)
		}
	}
}

// TestTurnedPage holds that a table printed sideways is read upright.
func TestTurnedPage(t *testing.T) {
	flat := Page{Width: 842, Height: 595}
	flat.box(100, 100, 200, 140)
	flat.box(200, 100, 300, 140)
	flat.put(110, 125, 12, "规章")
	flat.put(210, 125, 12, "17")
	want := said(t, Page{Width: 842, Height: 595, Glyphs: append([]Glyph(nil), flat.Glyphs...), Rules: append([]Rule(nil), flat.Rules...)})
	for d := Down; d <= Up; d++ {
		// Turning back by d gives a page whose text runs in that direction.
		back := (4 - d) % 4
		p := Page{Width: 842, Height: 595}
		p.Glyphs = append(p.Glyphs, flat.Glyphs...)
		turn(p.Glyphs, back, flat.Width, flat.Height)
		for _, r := range flat.Rules {
			x0, y0 := turnPoint(r.X0, r.Y0, back, flat.Width, flat.Height)
			x1, y1 := turnPoint(r.X1, r.Y1, back, flat.Width, flat.Height)
			p.Rules = append(p.Rules, Rule{x0, y0, x1, y1})
		}
		if d != Left {
			p.Width, p.Height = p.Height, p.Width
		}
		if got := said(t, p); got != want || !strings.Contains(want, "规章|17|") {
			t.Errorf("direction %d: got %q, want %q", d, got, want)
		}
	}
}

func TestFurniture(t *testing.T) {
	var pages []Page
	for n := range 4 {
		p := a4()
		p.put(200, 50, 9, "某县政府信息公开年度报告")
		p.put(100, 300, 12, "正文第"+string(rune('一'+n))+"段。")
		p.put(290, 800, 10, fmt.Sprint(n+1))
		pages = append(pages, p)
	}
	pages[2].put(100, 780, 12, "2024")
	got := said(t, pages...)
	if n := strings.Count(got, "[某县"); n != 4 {
		t.Errorf("%d running heads:\n%s", n, got)
	}
	for n := range 4 {
		if !strings.Contains(got, fmt.Sprintf("[%d]\n", n+1)) {
			t.Errorf("page number %d:\n%s", n+1, got)
		}
	}
	if !strings.Contains(got, "\n2024\n") {
		t.Errorf("a number of its own was taken for a page's:\n%s", got)
	}
}

// TestFrames holds that boxes that are no tables leave their text as text.
func TestFrames(t *testing.T) {
	p := a4()
	p.box(30, 30, 560, 810)
	p.put(60, 100, 12, "框里的一段文字。")
	p.Rules = append(p.Rules, Rule{60, 103, 120, 103}) // an underline
	if got, want := said(t, p), "框里的一段文字。\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestAligned holds that columns without rules become a ragged table, and that a
// signature or two lines do not.
func TestAligned(t *testing.T) {
	p := a4()
	for r, row := range [][]string{{"规章", "1", "0"}, {"规范性文件", "12", "3"}, {"其他", "7", "88"}} {
		for c, s := range row {
			p.put(80+120*float64(c), 200+20*float64(r), 12, s)
		}
	}
	p.put(80, 400, 12, "某县人民政府")
	p.put(400, 400, 12, "2024年1月5日")
	if got, want := said(t, p), "规章|1|0|\n规范性文件|12|3|\n其他|7|88|\n某县人民政府 2024年1月5日\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	blocks, _ := Blocks([]Page{p})
	if blocks[0].Table.Layout != gongkai.Ragged {
		t.Error("not ragged")
	}
}

// TestWraps holds which lines of a cell are one: those that a wrap broke.
func TestWraps(t *testing.T) {
	for name, c := range map[string]struct {
		width float64
		lines []string
		want  string
	}{
		"full":             {50, []string{"行政规范", "性文件"}, "行政规范性文件"},
		"author's break":   {90, []string{"结果", "维持"}, "结果\n维持"},
		"numbers stay two": {60, []string{"12", "34"}, "12\n34"},
		"number broken":    {34, []string{"3985", "758"}, "3985758"},
		"words":            {48, []string{"annual", "report"}, "annual report"},
	} {
		t.Run(name, func(t *testing.T) {
			p := a4()
			p.box(50, 100, 50+c.width, 140)
			p.box(50+c.width, 100, 300, 140)
			for i, l := range c.lines {
				p.put(55, 115+12*float64(i), 10, l)
			}
			p.put(60+c.width, 115, 10, "右")
			got, _, _ := strings.Cut(said(t, p), "|")
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestWideNumber holds that a number wider than its cell stays one.
func TestWideNumber(t *testing.T) {
	p := a4()
	for x := range 3 {
		p.box(50+30*float64(x), 100, 80+30*float64(x), 130)
	}
	p.put(55, 115, 10, "规")
	p.put(75, 115, 10, "39857584")
	p.put(119, 115, 10, "7")
	if got, want := said(t, p), "规|39857584|7|\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSpaces holds where a gap between characters is a space.
func TestSpaces(t *testing.T) {
	for gap, want := range map[float64]string{0: "年2024", 2.5: "年2024", 6: "年 2024"} {
		p := a4()
		p.put(100, 100, 10, "年")
		p.put(110+gap, 100, 10, "2024")
		if got := said(t, p); got != want+"\n" {
			t.Errorf("gap %v: %q", gap, got)
		}
	}
}

// TestPrintedTwice holds that a bold face made of two prints is one text, and that
// 11 is not.
func TestPrintedTwice(t *testing.T) {
	p := a4()
	p.put(100, 100, 10, "总计11")
	p.put(100.4, 100, 10, "总计11")
	if got := said(t, p); got != "总计11\n" {
		t.Errorf("%q", got)
	}
}

func TestLimits(t *testing.T) {
	for name, p := range map[string][]Page{
		"pages":      make([]Page, MaxPages+1),
		"characters": {{Glyphs: make([]Glyph, MaxGlyphs+1)}},
		"rules":      {{Rules: make([]Rule, MaxRules+1)}},
	} {
		if _, err := Blocks(p); err == nil {
			t.Errorf("%s: no refusal", name)
		}
	}
	if _, err := Blocks(make([]Page, MaxPages)); err != nil {
		t.Error(err)
	}
}

// TestHostile holds that no drawing keeps the reader busy.
func TestHostile(t *testing.T) {
	squares, boxes, comb := a4(), a4(), a4()
	for i := range 1000 {
		at := float64(i) * 10
		squares.Rules = append(squares.Rules, Rule{0, at, 10_000, at}, Rule{at, 0, at, 10_000})
	}
	for i := range MaxRules / 4 {
		x, y := float64(i%256)*20, float64(i/256)*20
		boxes.box(x, y, x+10, y+10)
	}
	for i := range MaxRules / 2 {
		at := float64(i) * 10
		comb.Rules = append(comb.Rules, Rule{at, 0, at, 5}, Rule{at, 2, at + 6, 2})
	}
	for _, p := range []*Page{&squares, &boxes, &comb} {
		for i := range 3000 {
			p.put(float64(i%50)*11, float64(i/50)*13, 9, "字")
		}
		start := cost.Start()
		_, err := Blocks([]Page{*p})
		if d := start.Spent(); d > 2*time.Second {
			t.Errorf("took %v: %v", d, err)
		}
	}
}
