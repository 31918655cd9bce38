package ofd

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/page"
)

// code is a text object with one TextCode, of size 4, at (20, 24).
func code(attrs, inner, textAttrs, text string) string {
	return `<ofd:TextObject Boundary="20 20 90 9" Size="4" ` + attrs + `>` + inner + `<ofd:TextCode X="0" Y="4" ` + textAttrs + `>` + text + `</ofd:TextCode></ofd:TextObject>`
}

// TestTextCodes holds how steps and transforms are counted.
func TestTextCodes(t *testing.T) {
	ligature := `<ofd:CGTransform CodePosition="1" CodeCount="2" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform>`
	twoGlyphs := `<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="2"><ofd:Glyphs>7 8</ofd:Glyphs></ofd:CGTransform>`
	next := `</ofd:TextCode><ofd:TextCode X="30" DeltaX="2 12">`
	for name, c := range map[string]struct{ object, want string }{
		"too few steps": {code("", "", `DeltaX="9"`, "行政许可"), "行 政 许 可\n"}, // the last one goes on
		"line breaks":   {code("", "", `DeltaX="4 4 9 4"`, "\n行政许\n可证"), "行政许 可证\n"},
		// Steps are those of glyphs: fi is one of them.
		"ligature":         {code("", ligature, `DeltaX="2 2 12"`, "afib政"), "afib 政\n"},
		"two glyphs":       {code("", twoGlyphs, `DeltaX="2 2 12"`, "政府年"), "政府 年\n"},
		"transform behind": {code("", `<ofd:CGTransform CodePosition="3" CodeCount="2" GlyphCount="1"/>`, `DeltaX="4 4"`, "行政许"+next+"fibc"), "行政许 fib c\n"},
		// A character of two UTF-16 units, counted as one and as two.
		"once":  {code("", "", `DeltaX="4 4 12 2"`, "𬭸山县12"), "𬭸山县 12\n"},
		"twice": {code("", "", `DeltaX="4 0 4 12 2"`, "𬭸山县12"), "𬭸山县 12\n"},
		// Digits are wider than half a square in many fonts; a space behind a number
		// is told by the step from the last of them.
		"wide digits":   {code("", "", `DeltaX="2.8 2.8 2.8"`, "2023"+`</ofd:TextCode><ofd:TextCode X="12.2">年`), "2023年\n"},
		"digits behind": {code("", "", `DeltaX="4 4 2.8 9 2.8"`, "行政123 4"), "行政12 3 4\n"},
		"opaque":        {code(`Alpha="1"`, "", "", "行政"), "行政\n"}, // wholly, for those who count to 1
		"letters":       {code("", "", "", "ab"+`</ofd:TextCode><ofd:TextCode X="8">政`), "ab 政\n"},
		"upside down":   {code(`ReadDirection="180" CharDirection="180" CTM="1 0 0 1 60 0"`, "", "", "行政许可"), "行政许可\n"},
		"upwards":       {code(`ReadDirection="270" CharDirection="270" CTM="1 0 0 1 0 60"`, "", "", "行政许可"), "行政许可\n"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &paper{}
			p.add()
			p.last().WriteString(c.object)
			if got := said(t, p.bytes()); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestWatermarks holds that what is written across a table, slanted or half
// transparent, gets into no number, whether a page or its template has it.
func TestWatermarks(t *testing.T) {
	for name, mark := range map[string]string{
		"slanted":      code(`CTM="0.87 -0.5 0.5 0.87 0 0"`, "", `DeltaX="2 2 2"`, "2099"),
		"transparent":  code(`Alpha="60"`, "", `DeltaX="2 2 2"`, "2099"),
		"pale colour":  code("", `<ofd:FillColor Value="0 0 0" Alpha="51"/>`, `DeltaX="2 2 2"`, "2099"),
		"hidden layer": code(`Visible="false"`, "", `DeltaX="2 2 2"`, "2099"),
	} {
		for _, template := range []bool{false, true} {
			t.Run(fmt.Sprint(name, template), func(t *testing.T) {
				p := &paper{}
				p.add()
				table(p, "规章", "17")
				if template {
					p.template = mark
				} else {
					p.last().WriteString(mark)
				}
				if got := said(t, p.bytes()); got != "规章|17|\n" {
					t.Errorf("got %q", got)
				}
			})
		}
	}
}

// table draws a table of one row around (20, 20).
func table(p *paper, texts ...string) {
	end := 15 + 30*float64(len(texts))
	p.line(15, 15, end, 15)
	p.line(15, 30, end, 30)
	for i, s := range texts {
		left := 15 + 30*float64(i)
		p.line(left, 15, left, 30)
		p.text(left+2, 24, 4, s)
	}
	p.line(end, 15, end, 30)
}

// TestRecognised holds that text laid invisibly over pictures is read, and told
// from the agency's own.
func TestRecognised(t *testing.T) {
	for name, attrs := range map[string]string{"transparent": `Alpha="0"`, "not filled": `Fill="false"`} {
		t.Run(name, func(t *testing.T) {
			p := &paper{}
			p.add()
			p.last().WriteString(`<ofd:ImageObject Boundary="0 0 210 297" ResourceID="4"/>` + code(attrs, "", "", "行政许可"))
			doc, err := Read(p.bytes(), gongkai.Source{})
			if err != nil {
				t.Fatal(err)
			}
			if doc.Source.Encoding != page.OCRLayer || !slices.ContainsFunc(doc.Blocks, func(b gongkai.Block) bool { return b.Text == "行政许可" }) {
				t.Errorf("%+v", doc)
			}
		})
	}
}

func TestUnsized(t *testing.T) {
	p := &paper{}
	p.add()
	p.last().WriteString(strings.Replace(code("", "", "", "行政许可"), "Size", "size", 1))
	if _, err := Read(p.bytes(), gongkai.Source{}); reason(err) != gongkai.ReasonCorrupt {
		t.Errorf("%v, want %s", err, gongkai.ReasonCorrupt)
	}
}
