package ofd

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/page"
	"gongkai/internal/cost"
)

func reason(err error) gongkai.Reason {
	var e *gongkai.ReadError
	if errors.As(err, &e) {
		return e.Reason
	}
	return ""
}

// said returns the article's text, a block a line.
func said(t *testing.T, data []byte) string {
	t.Helper()
	doc, err := Read(data, gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, x := range doc.Blocks {
		switch {
		case x.Zone == gongkai.Furniture:
		case x.Kind == gongkai.TableBlock:
			for r := range x.Table.Grid {
				for _, c := range x.Table.Grid[r] {
					b.WriteString(c.Text + "|")
				}
				b.WriteString("\n")
			}
		default:
			b.WriteString(x.Text + "\n")
		}
	}
	return b.String()
}

func TestRead(t *testing.T) {
	p := &paper{template: `<ofd:TextObject Boundary="90 5 100 5" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4 4 4">某县公报</ofd:TextCode></ofd:TextObject>`}
	p.add()
	p.text(60, 30, 8, "某县年度报告")
	p.text(30, 60, 5, "一、总体情况")
	for _, y := range []float64{100, 110, 120, 130} {
		p.line(20, y, 180, y)
	}
	p.line(20, 100, 20, 130)
	p.line(80, 110, 80, 130)
	p.line(130, 110, 130, 130)
	p.line(180, 100, 180, 130)
	p.text(22, 107, 4, "第二十条")
	p.text(22, 117, 4, "信息内容")
	p.text(82, 117, 4, "制发件数")
	p.text(132, 117, 4, "废止件数")
	p.text(22, 127, 4, "规章")
	p.text(82, 127, 4, "1024")
	p.text(132, 127, 4, "7")
	p.add()
	p.text(30, 60, 5, "二、其他")
	want := "某县年度报告\n一、总体情况\n第二十条|第二十条|第二十条|\n信息内容|制发件数|废止件数|\n规章|1024|7|\n二、其他\n"
	if got := said(t, p.bytes()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	doc, _ := Read(p.bytes(), gongkai.Source{})
	if doc.Page.Title != "某县年度报告" || doc.Source.MediaType != "application/ofd" {
		t.Errorf("%+v", doc)
	}
}

// TestRandomTables draws tables of random texts, with columns left open where the
// cells of a row are one.
func TestRandomTables(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 5))
		rows, cols := 2+r.IntN(12), 2+r.IntN(7)
		p := &paper{}
		p.add()
		var want strings.Builder
		w := 180 / float64(cols)
		for y := range rows {
			top := 20 + 10*float64(y)
			p.line(15, top, 195, top)
			p.line(15, top, 15, top+10)
			text := ""
			for x := range cols {
				left := 15 + w*float64(x)
				if x == 0 || y == 0 || r.IntN(5) > 0 {
					text = fmt.Sprint(10000 + y*100 + x)
					p.text(left+1, top+7, 4, text)
					if x > 0 {
						p.line(left, top, left, top+10)
					}
				}
				want.WriteString(text + "|")
			}
			p.line(195, top, 195, top+10)
			want.WriteString("\n")
		}
		p.line(15, 20+10*float64(rows), 195, 20+10*float64(rows))
		if got := said(t, p.bytes()); got != want.String() {
			t.Fatalf("seed %d: got\n%s\nwant\n%s", seed, got, want.String())
		}
	}
}

func TestSteps(t *testing.T) {
	for in, want := range map[string][]float64{
		"3 3 4.5": {3, 3, 4.5}, "g 3 4.5": {4.5, 4.5, 4.5}, "1 g 2 3 4": {1, 3, 3, 4}, "g 999999999 1": {1, 1, 1, 1, 1}, "": nil, "g": nil, "x": nil,
	} {
		if got := steps(in, 5); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", in, got, want)
		}
	}
}

// TestTextObjects holds what moves and turns text: matrices, steps downwards,
// text without steps, and composite graphics.
func TestTextObjects(t *testing.T) {
	unit := `<ofd:Res ` + space + `><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7" Width="9" Height="9"><ofd:Content>` +
		`<ofd:TextObject Boundary="0 0 50 9" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4">组合</ofd:TextCode></ofd:TextObject></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`
	for name, c := range map[string]struct{ object, want string }{
		"scaled":    {`<ofd:TextObject Boundary="20 20 90 9" Size="1" CTM="4 0 0 4 0 0"><ofd:TextCode X="0" Y="1" DeltaX="1 1">行政许</ofd:TextCode></ofd:TextObject>`, "行政许\n"},
		"no steps":  {`<ofd:TextObject Boundary="20 20 90 9" Size="4"><ofd:TextCode X="0" Y="4">许可12件</ofd:TextCode></ofd:TextObject>`, "许可12件\n"},
		"two codes": {`<ofd:TextObject Boundary="20 20 90 9" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="4">许可</ofd:TextCode><ofd:TextCode X="8">证</ofd:TextCode></ofd:TextObject>`, "许可证\n"},
		"turned":    {`<ofd:TextObject Boundary="50 20 9 90" Size="4" CTM="0 1 -1 0 4 0"><ofd:TextCode X="0" Y="0" DeltaX="4 4">行政许</ofd:TextCode></ofd:TextObject>`, "行政许\n"},
		"composite": {`<ofd:CompositeObject ResourceID="7" Boundary="20 20 9 9"/>`, "组合\n"},
		"hidden":    {`<ofd:TextObject Visible="false" Boundary="20 20 90 9" Size="4"><ofd:TextCode X="0" Y="4">无</ofd:TextCode></ofd:TextObject>`, ""},
		"block":     {`<ofd:PageBlock><ofd:TextObject Boundary="20 20 90 9" Size="4"><ofd:TextCode X="0" Y="4">⾏政</ofd:TextCode></ofd:TextObject></ofd:PageBlock>`, "行政\n"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &paper{extra: map[string]string{"Doc_0/PublicRes.xml": unit}}
			p.add()
			p.last().WriteString(c.object)
			if got := said(t, p.bytes()); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestRefusals(t *testing.T) {
	images := &paper{}
	images.add()
	images.last().WriteString(`<ofd:ImageObject Boundary="0 0 210 297" ResourceID="4"/>`)
	private := &paper{}
	private.add()
	private.text(20, 20, 4, "\uE000\uE001\uE002")
	whole := images.bytes()
	deep := &paper{}
	deep.add()
	deep.last().WriteString(strings.Repeat("<a>", limit.MaxDepth) + strings.Repeat("</a>", limit.MaxDepth))
	loop := &paper{extra: map[string]string{"Doc_0/PublicRes.xml": `<Res><CompositeGraphicUnits><CompositeGraphicUnit ID="7"><Content><CompositeObject ResourceID="7"/><CompositeObject ResourceID="7"/></Content></CompositeGraphicUnit></CompositeGraphicUnits></Res>`}}
	loop.add()
	loop.last().WriteString(`<ofd:CompositeObject ResourceID="7"/>`)
	lost := &paper{extra: map[string]string{"Doc_0/Pages/Page_0/Content.xml": "<ofd:Page>"}}
	lost.add()
	bomb := &paper{}
	bomb.add()
	bomb.last().WriteString(strings.Repeat(" ", maxInflated))
	long := &paper{}
	long.add()
	long.last().WriteString(code("", "", "", strings.Repeat("0", page.MaxGlyphs+1)))
	for name, c := range map[string]struct {
		data   []byte
		reason gongkai.Reason
	}{
		"images":       {whole, page.ReasonImageOnly},
		"private use":  {private.bytes(), gongkai.ReasonEncoding},
		"cut":          {whole[:len(whole)/2], gongkai.ReasonCorrupt},
		"empty":        {nil, gongkai.ReasonCorrupt},
		"another zip":  {pack(map[string]string{"a.txt": "x"}), gongkai.ReasonCorrupt},
		"page cut":     {lost.bytes(), gongkai.ReasonCorrupt},
		"deep":         {deep.bytes(), gongkai.ReasonLimit},
		"in a circle":  {loop.bytes(), gongkai.ReasonLimit},
		"long text":    {long.bytes(), gongkai.ReasonLimit},
		"inflation":    {bomb.bytes(), gongkai.ReasonLimit},
		"entity bomb":  {pack(map[string]string{"OFD.xml": `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>`}), gongkai.ReasonCorrupt},
		"page missing": {pack(map[string]string{"OFD.xml": `<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>`}), gongkai.ReasonCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			at := cost.Start()
			if _, err := Read(c.data, gongkai.Source{}); reason(err) != c.reason {
				t.Errorf("got %v, want %s", err, c.reason)
			}
			if d := at.Spent(); d > maxTime {
				t.Errorf("took %v", d)
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	p := &paper{}
	p.add()
	p.text(20, 20, 4, "行政许可")
	p.line(20, 30, 90, 30)
	f.Add(p.last().String())
	f.Add(`<PathObject Boundary="0 0 9 9" Fill="true"><AbbreviatedData>S 0 0 M 1 1 L 2 2 Q 1 1 2 2 B 1 1 2 2 3 3 A 1 1 0 0 1 4 4 C</AbbreviatedData></PathObject>`)
	f.Add(`<TextObject Boundary="1 1 9 9" Size="4" CTM="0 1 -1 0 0 0" ReadDirection="90" CharDirection="-90" HScale="0.5"><TextCode X="1" Y="2" DeltaX="g 2 3" DeltaY="1 2">文字</TextCode></TextObject>`)
	f.Add(`<TextObject Boundary="1 1 9 9" Size="4" Alpha="0.9"><CGTransform CodePosition="1" CodeCount="2" GlyphCount="3"/><TextCode X="1" DeltaX="g 9 2">文𬭸fi</TextCode></TextObject>`)
	f.Fuzz(func(t *testing.T, content string) {
		p := &paper{}
		p.add()
		p.last().WriteString(content)
		at := cost.Start()
		if _, err := Read(p.bytes(), gongkai.Source{}); err != nil && reason(err) == "" {
			t.Fatalf("%T: %v", err, err)
		}
		if d := at.Spent(); d > 2*maxTime {
			t.Fatalf("took %v", d)
		}
	})
}

// TestMutations damages packages in the ways in which they arrive damaged.
func TestMutations(t *testing.T) {
	p := &paper{}
	p.add()
	p.text(20, 20, 4, "行政许可")
	p.line(20, 30, 90, 30)
	whole := p.bytes()
	r := rand.New(rand.NewPCG(2, 2))
	for range 1000 {
		data := bytes.Clone(whole)
		if r.IntN(2) == 0 {
			data = data[:r.IntN(len(data))]
		} else {
			data[r.IntN(len(data))] ^= 1 << r.IntN(8)
		}
		if _, err := Read(data, gongkai.Source{}); err != nil && reason(err) == "" {
			t.Fatalf("%T: %v", err, err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	p := &paper{}
	for range 4 {
		p.add()
		for y := range 30 {
			top := 20 + 8*float64(y)
			p.line(15, top, 195, top)
			for x := range 8 {
				p.line(15+20*float64(x), top, 15+20*float64(x), top+8)
				p.text(16+20*float64(x), top+5, 4, "政府信息")
			}
		}
	}
	data := p.bytes()
	for b.Loop() {
		if _, err := Read(data, gongkai.Source{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(4*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}
