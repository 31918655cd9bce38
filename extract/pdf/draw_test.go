package pdf

import (
	"fmt"
	"strings"
)

// A paper is a PDF file in the making: a font with a ToUnicode table, text and
// rules on pages. Places are points from the upper left corner as displayed.
type paper struct {
	width, height float64
	rotate        int
	pages         []*strings.Builder
	cids          map[rune]int
	runes         []rune
	noUnicode     bool              // leave ToUnicode out
	as            map[rune]rune     // what ToUnicode says instead
	extra         map[int]string    // more of a page's dictionary
	objects       map[string]string // more of the resources: "/XObject" and so on
}

func newPaper() *paper {
	return &paper{width: 595, height: 842, cids: map[rune]int{}, extra: map[int]string{}, objects: map[string]string{}}
}

// add begins a page and returns its content, y up as PDF has it.
func (p *paper) add() *strings.Builder {
	b := &strings.Builder{}
	switch p.rotate {
	case 90:
		fmt.Fprintf(b, "0 1 -1 0 %g 0 cm\n", p.height)
	case 180:
		fmt.Fprintf(b, "-1 0 0 -1 %g %g cm\n", p.width, p.height)
	case 270:
		fmt.Fprintf(b, "0 -1 1 0 0 %g cm\n", p.width)
	}
	p.pages = append(p.pages, b)
	return b
}

func (p *paper) text(x, y, size float64, s string) {
	b := p.pages[len(p.pages)-1]
	fmt.Fprintf(b, "BT /F1 %g Tf %g %g Td <%s> Tj ET\n", size, x, p.height-y, p.hex(s))
}

func (p *paper) hex(s string) string {
	var b strings.Builder
	for _, c := range s {
		if p.cids[c] == 0 {
			p.runes = append(p.runes, c)
			p.cids[c] = len(p.runes)
		}
		fmt.Fprintf(&b, "%04X", p.cids[c])
	}
	return b.String()
}

func (p *paper) line(x0, y0, x1, y1 float64) {
	fmt.Fprintf(p.pages[len(p.pages)-1], "%g %g m %g %g l S\n", x0, p.height-y0, x1, p.height-y1)
}

func (p *paper) bar(x0, y0, x1, y1 float64) {
	fmt.Fprintf(p.pages[len(p.pages)-1], "%g %g %g %g re f\n", x0, p.height-y1, x1-x0, y1-y0)
}

func (p *paper) box(x0, y0, x1, y1 float64) {
	fmt.Fprintf(p.pages[len(p.pages)-1], "%g %g %g %g re S\n", x0, p.height-y1, x1-x0, y1-y0)
}

// bytes writes the file.
func (p *paper) bytes() []byte {
	var objects []string
	add := func(s string) int {
		objects = append(objects, s)
		return len(objects)
	}
	stream := func(dict, s string) int {
		return add(fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", dict, len(s), s))
	}
	add("<</Type/Catalog/Pages 2 0 R>>")
	add("")
	var kids, half []string
	for c, cid := range p.cids {
		if c < 0x80 {
			half = append(half, fmt.Sprintf("%d [500]", cid))
		}
	}
	unicode := ""
	if !p.noUnicode {
		unicode = fmt.Sprintf("/ToUnicode %d 0 R", stream("", p.cmap()))
	}
	cidFont := add("<</Type/Font/Subtype/CIDFontType2/BaseFont/Test/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>" +
		"/FontDescriptor<</Type/FontDescriptor/FontName/Test/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 800/StemV 80>>" +
		"/CIDToGIDMap/Identity/DW 1000/W [" + strings.Join(half, " ") + "]>>")
	font := add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H%s/DescendantFonts[%d 0 R]>>", unicode, cidFont))
	resources := fmt.Sprintf("/Font<</F1 %d 0 R%s>>", font, p.objects["/Font"])
	for key, s := range p.objects {
		if key != "/Font" {
			resources += key + "<<" + s + ">>"
		}
	}
	w, h := p.width, p.height
	if p.rotate%180 != 0 {
		w, h = h, w
	}
	for i, b := range p.pages {
		content := stream("", b.String())
		kids = append(kids, fmt.Sprintf("%d 0 R", add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %g %g]/Rotate %d/Contents %d 0 R/Resources<<%s>>%s>>",
			w, h, p.rotate, content, resources, p.extra[i]))))
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(kids), strings.Join(kids, " "))
	return file1(objects)
}

// file1 writes objects, the first the catalog, with their cross-reference table.
func file1(objects []string) []byte {
	var out strings.Builder
	out.WriteString("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = out.Len()
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&out, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&out, "trailer\n<</Size %d/Root 1 0 R/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return []byte(out.String())
}

func (p *paper) cmap() string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n")
	for i := 0; i < len(p.runes); i += 100 {
		part := p.runes[i:min(i+100, len(p.runes))]
		fmt.Fprintf(&b, "%d beginbfchar\n", len(part))
		for _, c := range part {
			to := c
			if r, ok := p.as[c]; ok {
				to = r
			}
			fmt.Fprintf(&b, "<%04X> <%04X>\n", p.cids[c], to)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap end end")
	return b.String()
}
