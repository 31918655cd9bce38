package draw

import (
	"fmt"
	"strings"
)

const (
	ofdSpace   = `xmlns:ofd="http://www.ofdspec.org/2016"`
	millimetre = 25.4 / 72 // of a point
)

// ofd writes the pages as GB/T 33190 has it: millimetres, a text object for each
// line with its steps, a path for each rule.
func ofd(sheets []*sheet) []byte {
	files := [][2]string{
		{"OFD.xml", `<?xml version="1.0" encoding="UTF-8"?><ofd:OFD ` + ofdSpace + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`},
		{"Doc_0/PublicRes.xml", `<?xml version="1.0" encoding="UTF-8"?><ofd:Res ` + ofdSpace + `><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>`},
	}
	pages, id := "", 100
	for i, s := range sheets {
		var b strings.Builder
		for _, r := range s.rules {
			id++
			x, y, w, h := r.x0*millimetre, r.y0*millimetre, (r.x1-r.x0)*millimetre, (r.y1-r.y0)*millimetre
			fmt.Fprintf(&b, `<ofd:PathObject ID="%d" Boundary="%g %g %g %g" LineWidth="0.18"><ofd:AbbreviatedData>M 0 0 L %g %g</ofd:AbbreviatedData></ofd:PathObject>`,
				id, round(x), round(y), round(w+.2), round(h+.2), round(w), round(h))
		}
		for _, m := range s.marks {
			id++
			size := m.size * millimetre
			fmt.Fprintf(&b, `<ofd:TextObject ID="%d" Boundary="%g %g %g %g" Font="3" Size="%g"><ofd:TextCode X="0" Y="%g"%s>%s</ofd:TextCode></ofd:TextObject>`,
				id, round(m.x*millimetre), round((m.y-m.size)*millimetre), round(width(m.text, size)+.1), round(size*1.2), round(size), round(size), steps(m.text, size), escape(m.text))
		}
		name := fmt.Sprintf("Pages/Page_%d/Content.xml", i)
		pages += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="%s"/>`, i+10, name)
		files = append(files, [2]string{"Doc_0/" + name, `<?xml version="1.0" encoding="UTF-8"?><ofd:Page ` + ofdSpace + `><ofd:Content><ofd:Layer ID="5">` + b.String() + `</ofd:Layer></ofd:Content></ofd:Page>`})
	}
	return packed(append(files, [2]string{"Doc_0/Document.xml", fmt.Sprintf(`<?xml version="1.0" encoding="UTF-8"?><ofd:Document %s><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 %g %g</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>%s</ofd:Pages></ofd:Document>`,
		ofdSpace, round(paperWidth*millimetre), round(paperHeight*millimetre), pages)}))
}

// steps writes the steps between a text's glyphs, equal ones as a group.
func steps(text string, size float64) string {
	var out []string
	r := []rune(text)
	for i := 0; i+1 < len(r); {
		n := 1
		for i+n+1 < len(r) && em(r[i+n]) == em(r[i]) {
			n++
		}
		if n > 2 {
			out = append(out, fmt.Sprintf("g %d %g", n, round(em(r[i])*size)))
		} else {
			for range n {
				out = append(out, fmt.Sprintf("%g", round(em(r[i])*size)))
			}
		}
		i += n
	}
	if out == nil {
		return ""
	}
	return ` DeltaX="` + strings.Join(out, " ") + `"`
}
