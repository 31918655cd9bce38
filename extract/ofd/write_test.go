package ofd

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"
)

// A paper is an OFD in the making, in millimetres.
type paper struct {
	pages    []*strings.Builder
	template string
	extra    map[string]string // more files
}

func (p *paper) add() { p.pages = append(p.pages, &strings.Builder{}) }

func (p *paper) last() *strings.Builder { return p.pages[len(p.pages)-1] }

// text places a line of ideographs by one step for all, as most writers do.
func (p *paper) text(x, y, size float64, s string) {
	n := len([]rune(s))
	step := size
	if s != "" && s[0] < 0x80 {
		step = size / 2
	}
	fmt.Fprintf(p.last(), `<ofd:TextObject ID="1" Boundary="%g %g 200 %g" Font="3" Size="%g"><ofd:TextCode X="0" Y="%g" DeltaX="g %d %g">%s</ofd:TextCode></ofd:TextObject>`,
		x, y-size, size*1.2, size, size, n-1, step, s)
}

func (p *paper) line(x0, y0, x1, y1 float64) {
	fmt.Fprintf(p.last(), `<ofd:PathObject ID="2" Boundary="%g %g %g %g" LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L %g %g </ofd:AbbreviatedData></ofd:PathObject>`,
		x0, y0, x1-x0+.3, y1-y0+.3, x1-x0, y1-y0)
}

const space = `xmlns:ofd="http://www.ofdspec.org/2016"`

func (p *paper) bytes() []byte {
	files := map[string]string{
		"OFD.xml": `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ` + space + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
	}
	pages, common, use := "", "", ""
	if p.template != "" {
		common = `<ofd:TemplatePage ID="9" BaseLoc="Tpls/Tpl_0/Content.xml"/>`
		use = `<ofd:Template TemplateID="9" ZOrder="Background"/>`
		files["Doc_0/Tpls/Tpl_0/Content.xml"] = `<ofd:Page ` + space + `><ofd:Content><ofd:Layer>` + p.template + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	for i, b := range p.pages {
		pages += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="Pages/Page_%d/Content.xml"/>`, i+10, i)
		files[fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)] = `<ofd:Page ` + space + `>` + use + `<ofd:Content><ofd:Layer ID="5">` + b.String() + `</ofd:Layer></ofd:Content></ofd:Page>`
	}
	files["Doc_0/Document.xml"] = `<ofd:Document ` + space + `><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` + common +
		`<ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>` + pages + `</ofd:Pages></ofd:Document>`
	for name, s := range p.extra {
		files[name] = s
	}
	return pack(files)
}

func pack(files map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, s := range files {
		w, _ := z.Create(name)
		w.Write([]byte(s))
	}
	z.Close()
	return b.Bytes()
}
