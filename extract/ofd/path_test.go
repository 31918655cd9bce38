package ofd

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/page"
)

// seven is the outline of a 7, of five millimetres.
const seven = `<ofd:PathObject Boundary="50 19 3 5" Stroke="false" Fill="true"><ofd:AbbreviatedData>M 0 0 L 3 0 L 3 1 L 1 5 L 0 5 L 2 1 L 0 1 C</ofd:AbbreviatedData></ofd:PathObject>`

// TestOutlinedNumbers holds that a cell whose number is drawn as an outline isn't
// taken for an empty one.
func TestOutlinedNumbers(t *testing.T) {
	p := &paper{}
	p.add()
	table(p, "规章", "", "12")
	p.last().WriteString(seven)
	if got, want := said(t, p.bytes()), "规章|"+page.Unknown+"|12|\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	p = &paper{}
	p.add()
	p.last().WriteString(seven)
	if _, err := Read(p.bytes(), gongkai.Source{}); reason(err) != page.ReasonImageOnly {
		t.Errorf("%v, want %s", err, page.ReasonImageOnly)
	}
}

// TestOutlinedSideways is the same on a page whose text is turned.
func TestOutlinedSideways(t *testing.T) {
	p := &paper{}
	p.add()
	for y := 15.0; y <= 105; y += 30 {
		p.line(15, y, 30, y)
	}
	p.line(15, 15, 15, 105)
	p.line(30, 15, 30, 105)
	const turned = `<ofd:TextObject Boundary="20 %d 9 20" Size="4" CTM="0 1 -1 0 4 0"><ofd:TextCode X="0" Y="0" DeltaX="%d">%s</ofd:TextCode></ofd:TextObject>`
	fmt.Fprintf(p.last(), turned, 18, 4, "规章")
	fmt.Fprintf(p.last(), turned, 78, 2, "12")
	p.last().WriteString(strings.Replace(seven, "50 19", "20 50", 1))
	if got, want := said(t, p.bytes()), "规章|"+page.Unknown+"|12|\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestStrokes holds which paths are rules of a table: not those stroked as wide as
// a cell is high, wherever their width is said, nor invisible ones.
func TestStrokes(t *testing.T) {
	params := `<ofd:Res ` + space + `><ofd:DrawParams><ofd:DrawParam ID="31" LineWidth="4"/><ofd:DrawParam ID="32" Relative="31"/><ofd:DrawParam ID="33" Relative="33"/></ofd:DrawParams></ofd:Res>`
	across := func(attrs string) string {
		return `<ofd:PathObject Boundary="15 19 60 1" ` + attrs + `><ofd:AbbreviatedData>M 0 0 L 60 0</ofd:AbbreviatedData></ofd:PathObject>`
	}
	const one, two = "规章|17|\n", "||\n规章|17|\n"
	for name, c := range map[string]struct{ path, want string }{
		"thin":       {across(``), two},
		"wide":       {across(`LineWidth="4"`), one},
		"parameter":  {across(`DrawParam="31"`), one},
		"relative":   {across(`DrawParam="32"`), one},
		"in circles": {across(`DrawParam="33"`), two},
		"invisible":  {across(`Alpha="0"`), one},
		"layer":      {`</ofd:Layer><ofd:Layer DrawParam="32">` + across(""), one},
	} {
		t.Run(name, func(t *testing.T) {
			p := &paper{extra: map[string]string{"Doc_0/PublicRes.xml": params}}
			p.add()
			table(p, "规章", "17")
			p.last().WriteString(c.path)
			if got := said(t, p.bytes()); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestPageResources holds that a page may bring composite graphics of its own.
func TestPageResources(t *testing.T) {
	p := &paper{extra: map[string]string{
		"Doc_0/Pages/Page_0/PageRes.xml": `<ofd:Res ` + space + `><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="7"><ofd:Content>` + code("", "", "", "组合") + `</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`,
		"Doc_0/Pages/Page_0/Content.xml": `<ofd:Page ` + space + `><ofd:PageRes>PageRes.xml</ofd:PageRes><ofd:Content><ofd:Layer><ofd:CompositeObject ResourceID="7" Boundary="0 0 90 90"/></ofd:Layer></ofd:Content></ofd:Page>`,
	}}
	p.add()
	if got := said(t, p.bytes()); got != "组合\n" {
		t.Errorf("got %q", got)
	}
}
