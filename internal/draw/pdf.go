package draw

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"strings"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A pdfFile is a PDF in the making: its objects, numbered from one.
type pdfFile struct{ objects []string }

func (f *pdfFile) add(s string) int {
	f.objects = append(f.objects, s)
	return len(f.objects)
}

func (f *pdfFile) stream(dict string, s []byte) int {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write(s)
	z.Close()
	return f.add(fmt.Sprintf("<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream", dict, b.Len(), b.Bytes()))
}

// pdf writes the pages. The seed says how their text is coded: numbers of glyphs
// with a ToUnicode table, UTF-16, or GBK; and whether a page is turned.
func (d *drawer) pdf(sheets []*sheet) []byte {
	f := &pdfFile{objects: []string{"<</Type/Catalog/Pages 2 0 R>>", ""}}
	coding := codings[d.Seed%3]
	if coding.name == "GBK-EUC-H" && !inGBK(sheets) {
		coding = codings[0]
	}
	code, tounicode := coding.table(sheets)
	font := f.add("<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(" + coding.ordering + ")/Supplement 2>>/DW 1000" + coding.widths(sheets, code) + ">>")
	extra := ""
	if tounicode != "" {
		extra = fmt.Sprintf("/ToUnicode %d 0 R", f.stream("", []byte(tounicode)))
	}
	type0 := f.add(fmt.Sprintf("<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/%s/DescendantFonts[%d 0 R]%s>>", coding.name, font, extra))
	kids, box, turned := "", fmt.Sprintf("%g %g", paperWidth, paperHeight), ""
	if d.Seed%7 == 6 {
		box, turned = fmt.Sprintf("%g %g", paperHeight, paperWidth), "/Rotate 90"
	}
	for _, s := range sheets {
		var b strings.Builder
		if turned != "" {
			fmt.Fprintf(&b, "0 1 -1 0 %g 0 cm\n", paperHeight)
		}
		for _, r := range s.rules {
			fmt.Fprintf(&b, "%g %g m %g %g l S\n", round(r.x0), round(paperHeight-r.y0), round(r.x1), round(paperHeight-r.y1))
		}
		for _, m := range s.marks {
			fmt.Fprintf(&b, "BT /F1 %g Tf %g %g Td <", m.size, round(m.x), round(paperHeight-m.y))
			for _, r := range m.text {
				b.WriteString(code(r))
			}
			b.WriteString("> Tj ET\n")
		}
		content := f.stream("", []byte(b.String()))
		kids += fmt.Sprintf("%d 0 R ", f.add(fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]%s/Resources<</Font<</F1 %d 0 R>>>>/Contents %d 0 R>>", box, turned, type0, content)))
	}
	f.objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(sheets), kids)
	return f.bytes()
}

func (f *pdfFile) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.6\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(f.objects))
	for i, o := range f.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// coding is a way of writing text in a PDF.
type coding struct {
	name, ordering string
	code           func(r rune) string // nil where the document has its own
}

var codings = [3]coding{
	{name: "Identity-H", ordering: "Identity"},
	{"UniGB-UTF16-H", "GB1", func(r rune) string {
		s := ""
		for _, u := range utf16.Encode([]rune{r}) {
			s += fmt.Sprintf("%04X", u)
		}
		return s
	}},
	{"GBK-EUC-H", "GB1", func(r rune) string {
		s, _ := simplifiedchinese.GBK.NewEncoder().String(string(r))
		return fmt.Sprintf("%X", s)
	}},
}

// inGBK reports whether GBK has every character of the pages.
func inGBK(sheets []*sheet) bool {
	for _, s := range sheets {
		for _, m := range s.marks {
			if _, err := simplifiedchinese.GBK.NewEncoder().String(m.text); err != nil {
				return false
			}
		}
	}
	return true
}

// table numbers the runes of the pages where the coding leaves that to the
// document, and writes which number is which.
func (c coding) table(sheets []*sheet) (code func(rune) string, tounicode string) {
	if c.code != nil {
		return c.code, ""
	}
	number, chars := map[rune]int{}, strings.Builder{}
	for _, s := range sheets {
		for _, m := range s.marks {
			for _, r := range m.text {
				if number[r] == 0 {
					number[r] = len(number) + 1
					fmt.Fprintf(&chars, "1 beginbfchar <%04X> <%04X> endbfchar\n", number[r], r)
				}
			}
		}
	}
	return func(r rune) string { return fmt.Sprintf("%04X", number[r]) },
		"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n" + chars.String() + "endcmap end end\n"
}

// widths says which glyphs are half as wide as the others.
func (c coding) widths(sheets []*sheet, code func(rune) string) string {
	if c.ordering == "GB1" {
		return "/W[1 95 500 814 939 500]"
	}
	out := "/W["
	for r := rune(0x20); r < 0x100; r++ {
		if s := code(r); s != "0000" {
			var n int
			fmt.Sscanf(s, "%X", &n)
			out += fmt.Sprintf("%d[500]", n)
		}
	}
	return out + "]"
}
