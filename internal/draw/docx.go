package draw

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
)

const (
	wordSpace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	textWidth = 9070 // twips of an A4 page between its margins
)

// A wordDoc is a document.xml in the making.
type wordDoc struct {
	*drawer
	strings.Builder
	lists []string // the lists' level texts and formats, in order of their ids
	tick  int      // ordinals of the list that goes on
}

// docx writes the blocks as Word does. What a report does follows from its seed:
// headings numbered by a list, row labels numbered by lists, changes tracked.
func (d *drawer) docx(bs []block) []byte {
	w := &wordDoc{drawer: d}
	headings, listed := 0, d.Seed%4 == 1
	for i, b := range bs {
		switch b.kind {
		case "title":
			w.paragraph(b.text, `<w:jc w:val="center"/>`)
		case "heading":
			text, list := b.text, ""
			rest, ok := strings.CutPrefix(text, chinese[headings]+"、")
			if listed = listed && ok; listed { // a list stops where an ordinal is typed
				if headings == 0 {
					w.lists = append(w.lists, `<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/>`)
				}
				text, list = rest, w.numbered(1)
			}
			headings++
			w.paragraph(text, list)
		case "text":
			w.paragraph(b.text, `<w:ind w:firstLine="420"/>`)
		case "table":
			w.table(b.table)
			if i+1 < len(bs) && bs[i+1].kind == "table" { // or they would be one
				w.paragraph("", "")
			}
		}
	}
	return w.bytes()
}

// chinese are the ordinals of headings.
var chinese = [...]string{"一", "二", "三", "四", "五", "六"}

func (w *wordDoc) numbered(list int) string {
	return fmt.Sprintf(`<w:numPr><w:ilvl w:val="0"/><w:numId w:val="%d"/></w:numPr>`, list)
}

func (w *wordDoc) paragraph(text, properties string) {
	w.WriteString("<w:p><w:pPr>" + properties + "</w:pPr>")
	w.runs(text)
	w.WriteString("</w:p>")
}

// runs writes a text in one run or several, as an editor leaves them.
func (w *wordDoc) runs(text string) {
	for i, line := range linesOf(text) {
		if i > 0 {
			w.WriteString("<w:r><w:br/></w:r>")
		}
		r := []rune(line)
		for len(r) > 0 {
			n := len(r)
			if n > 2 && w.chance(4) {
				n = 1 + w.rand.IntN(n-1)
			}
			fmt.Fprintf(w, `<w:r><w:rPr><w:sz w:val="16"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, escape(string(r[:n])))
			r = r[n:]
		}
	}
}

func (w *wordDoc) table(t *table) {
	w.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="9070" w:type="dxa"/><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(w, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="auto"/>`, side)
	}
	w.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	widths := t.widths(textWidth)
	for _, n := range widths {
		fmt.Fprintf(w, `<w:gridCol w:w="%d"/>`, n)
	}
	w.WriteString("</w:tblGrid>")
	for r, line := range t.grid() {
		w.WriteString("<w:tr>")
		if r < t.head {
			w.WriteString("<w:trPr><w:tblHeader/></w:trPr>")
		}
		for c := 0; c < t.width; {
			s := line[c]
			n, width := 1, widths[c]
			for ; c+n < t.width && line[c+n].cell == s.cell; n++ {
				width += widths[c+n]
			}
			w.cell(s, n, width)
			c += n
		}
		w.WriteString("</w:tr>")
	}
	w.WriteString("</w:tbl>")
}

func (w *wordDoc) cell(s spot, cols, width int) {
	fmt.Fprintf(w, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if cols > 1 {
		fmt.Fprintf(w, `<w:gridSpan w:val="%d"/>`, cols)
	}
	switch {
	case !s.beginsRow:
		w.WriteString(`<w:vMerge/></w:tcPr><w:p/></w:tc>`)
		return
	case s.rows > 1:
		w.WriteString(`<w:vMerge w:val="restart"/>`)
	}
	w.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	text, list := s.text, ""
	if rest, n := w.ordinal(s); n > 0 {
		if n == 1 {
			w.lists = append(w.lists, `<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>`)
		}
		text, list, w.tick = rest, w.numbered(len(w.lists)), n
	}
	switch {
	case s.value && text != "" && w.Seed%5 == 2 && w.chance(5): // a number corrected under tracked changes
		fmt.Fprintf(w, `<w:p><w:del w:id="1" w:author="a"><w:r><w:delText>8%s</w:delText></w:r></w:del><w:ins w:id="2" w:author="a"><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:ins></w:p>`, escape(text), escape(text))
	default:
		w.paragraph(text, list+`<w:jc w:val="center"/>`)
	}
	w.WriteString("</w:tc>")
}

// ordinal takes the ordinal off a row label that a list is to number: the one
// that the list comes to by itself.
func (w *wordDoc) ordinal(s spot) (rest string, n int) {
	if s.value || w.Seed%8 != 3 {
		return "", 0
	}
	for _, n := range []int{1, w.tick + 1} {
		if rest, ok := strings.CutPrefix(s.text, fmt.Sprintf("%d.", n)); ok && rest != "" && rest[0] > '9' {
			return rest, n
		}
	}
	return "", 0
}

func (w *wordDoc) bytes() []byte {
	numbering := ""
	for i, l := range w.lists {
		numbering += fmt.Sprintf(`<w:abstractNum w:abstractNumId="%d"><w:lvl w:ilvl="0"><w:start w:val="1"/>%s</w:lvl></w:abstractNum>`, i, l)
	}
	for i := range w.lists {
		numbering += fmt.Sprintf(`<w:num w:numId="%d"><w:abstractNumId w:val="%d"/></w:num>`, i+1, i)
	}
	const head = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	return packed([][2]string{
		{"[Content_Types].xml", head + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`},
		{"_rels/.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", head + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>`},
		{"word/numbering.xml", head + `<w:numbering ` + wordSpace + `>` + numbering + `</w:numbering>`},
		{"word/footer1.xml", head + `<w:ftr ` + wordSpace + `><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`},
		{"word/document.xml", head + `<w:document ` + wordSpace + `><w:body>` + w.String() + `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1418" w:bottom="1440" w:left="1418" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`},
	})
}

// packed puts the files into a zip archive.
func packed(files [][2]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range files {
		if w, err := z.Create(f[0]); err == nil {
			w.Write([]byte(f[1]))
		}
	}
	z.Close()
	return b.Bytes()
}

func escape(s string) string {
	var b bytes.Buffer
	xml.EscapeText(&b, []byte(s))
	return b.String()
}

// widths shares a width out among the columns: those of labels take what the
// numbers, which all need the same, leave.
func (t *table) widths(all int) []int {
	out := make([]int, t.width)
	for c := range out {
		out[c] = all / t.width
	}
	if t.labels == 3 { // a narrow one, a wider one, a wide one
		n := all * 9 / 10 / (t.width + 2)
		left := all - n*(t.width-3)
		for c := range out {
			out[c] = n
		}
		out[0], out[1] = left/6, left*2/6
		out[2] = left - out[0] - out[1]
	}
	return out
}
