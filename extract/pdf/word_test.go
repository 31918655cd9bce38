package pdf

import (
	"archive/zip"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/doc"
)

// docx writes a form as Word does, its first row as a head that each page repeats
// where asked for.
func (f form) docx(head bool) []byte {
	const point = 20 // twips
	rows, cols := len(f.ys)-1, len(f.xs)-1
	at := make([]*block, rows*cols)
	for i := range f.cells {
		b := &f.cells[i]
		for y := b.top; y < b.bottom; y++ {
			for x := b.left; x < b.right; x++ {
				at[y*cols+x] = b
			}
		}
	}
	var b strings.Builder
	b.WriteString(`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>表前的文字。</w:t></w:r></w:p><w:tbl><w:tblPr><w:tblBorders>`)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		fmt.Fprintf(&b, `<w:%s w:val="single" w:sz="4"/>`, side)
	}
	b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="28" w:type="dxa"/><w:right w:w="28" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>`)
	for x := range cols {
		fmt.Fprintf(&b, `<w:gridCol w:w="%d"/>`, int((f.xs[x+1]-f.xs[x])*point))
	}
	b.WriteString("</w:tblGrid>")
	for y := range rows {
		b.WriteString("<w:tr>")
		if head && y == 0 {
			b.WriteString("<w:trPr><w:tblHeader/></w:trPr>")
		}
		for x := 0; x < cols; {
			k := at[y*cols+x]
			fmt.Fprintf(&b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/>`, int((f.xs[k.right]-f.xs[k.left])*point), k.right-k.left)
			text := k.text
			if k.bottom-k.top > 1 {
				merge := "restart"
				if y > k.top {
					merge, text = "continue", ""
				}
				fmt.Fprintf(&b, `<w:vMerge w:val="%s"/>`, merge)
			}
			fmt.Fprintf(&b, `<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="20"/></w:rPr><w:t>%s</w:t></w:r></w:p></w:tc>`, text)
			x = k.right
		}
		b.WriteString("</w:tr>")
	}
	fmt.Fprintf(&b, `</w:tbl><w:p><w:r><w:t>表后的文字。</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="%d" w:h="16838"/><w:pgMar w:top="1440" w:right="720" w:bottom="1440" w:left="720" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`, int(f.xs[cols]*point)+1440)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, s := range map[string]string{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   b.String(),
	} {
		w, err := z.Create(name)
		if err == nil {
			w.Write([]byte(s))
		}
	}
	z.Close()
	return out.Bytes()
}

// name leaves no number in the first row, with which it would be no head, and none
// behind a word, which reads on only where the row has a label of its own.
func (f form) name() {
	for i := range f.cells {
		b := &f.cells[i]
		if b.top == 0 {
			b.text = fmt.Sprintf("列%c", '甲'+rune(b.left))
		} else if word := strings.TrimRight(b.text, "0"); word != "" && word[len(word)-1] > '9' {
			b.text = word
		}
	}
}

// TestWordGrids has LibreOffice make PDF and DOC of random forms written as DOCX,
// of one page and of several, and holds what is read against the long form: each
// position of the grid with the text of the cell that covers it. GONGKAI_TORTURE
// is the number of forms, or any word for 500.
func TestWordGrids(t *testing.T) {
	if os.Getenv("GONGKAI_TORTURE") == "" {
		t.Skip("GONGKAI_TORTURE is not set")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip(err)
	}
	n := 500
	fmt.Sscan(os.Getenv("GONGKAI_TORTURE"), &n)
	dir, profile := t.TempDir(), t.TempDir()
	forms, files := make([]form, n), make([]string, n)
	for i := range n {
		r := rand.New(rand.NewPCG(uint64(i), 5))
		// What stands on two pages has no blank cells: one below a cell that spans
		// rows can't be told from the rest of it.
		forms[i] = propped(randomForm(r, []int{8, 50}[i%2], i%2 == 0))
		forms[i].name()
		files[i] = filepath.Join(dir, fmt.Sprintf("%d.docx", i))
		if err := os.WriteFile(files[i], forms[i].docx(i%3 == 0), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for format, filter := range map[string]string{"pdf": "pdf", "doc": "doc:MS Word 97"} {
		t.Run(format, func(t *testing.T) {
			for batch := range slices.Chunk(files, 50) { // it gives up after some two hundred
				args := append([]string{"--headless", "-env:UserInstallation=file://" + profile, "--convert-to", filter, "--outdir", dir}, batch...)
				if err := run("soffice", args...); err != nil {
					t.Fatal(err)
				}
			}
			for i, f := range forms {
				data, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("%d.%s", i, format)))
				if err != nil {
					t.Fatal(err)
				}
				if format == "pdf" {
					compare(t, uint64(i), f, data)
					continue
				}
				d, err := doc.Read(data, gongkai.Source{})
				if err != nil || len(d.Tables()) != 1 || gridOf(d.Tables()[0]) != f.want() {
					t.Errorf("seed %d: %v", i, err)
				}
			}
		})
	}
}
