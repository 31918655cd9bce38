package docx

import (
	"fmt"
	"strings"
	"testing"

	"gongkai"
)

// BenchmarkRead reads a report of the usual size as Word writes it: three tables
// of two hundred cells in all, with formatting on every run.
func BenchmarkRead(b *testing.B) {
	const look = `<w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hAnsi="仿宋" w:hint="eastAsia"/><w:color w:val="000000"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr>`
	par := func(s string) string {
		return `<w:p w:rsidR="00A77B3E" w:rsidRDefault="00A77B3E"><w:pPr><w:widowControl/><w:spacing w:line="400" w:lineRule="exact"/><w:jc w:val="center"/>` + look + `</w:pPr><w:r w:rsidRPr="00C2">` + look + `<w:t>` + s + `</w:t></w:r></w:p>`
	}
	cell := func(s string) string {
		return `<w:tc><w:tcPr><w:tcW w:w="900" w:type="dxa"/><w:tcBorders><w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/></w:tcBorders><w:vAlign w:val="center"/></w:tcPr>` + par(s) + "</w:tc>"
	}
	var body strings.Builder
	n := 0
	for _, rows := range []int{8, 22, 6} {
		for range 12 {
			body.WriteString(par("本机关依法公开，内容另见各表，此处只作说明。"))
		}
		body.WriteString("<w:tbl><w:tblPr/><w:tblGrid>" + strings.Repeat(`<w:gridCol w:w="900"/>`, 7) + "</w:tblGrid>")
		for range rows {
			body.WriteString("<w:tr>")
			for range 7 {
				n++
				body.WriteString(cell(fmt.Sprint(n)))
			}
			body.WriteString("</w:tr>")
		}
		body.WriteString("</w:tbl>")
	}
	data := document(body.String(), "styles", `<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>`).zip(b)
	b.SetBytes(int64(body.Len()))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Read(data, gongkai.Source{}); err != nil {
			b.Fatal(err)
		}
	}
}
