package docx

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"strings"
	"testing"

	"gongkai"
)

const (
	transitional = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	strict       = "http://purl.oclc.org/ooxml/wordprocessingml/main"
	namespaces   = ` xmlns:w="` + transitional + `" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"` +
		` xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"` +
		` xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"` +
		` xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
	relTypes = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	packages = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// parts are the files of a document, by name.
type parts map[string]string

// document returns the parts of a document with this body. Parts that are given
// besides are related to it by their names: styles, numbering, header1, …
func document(body string, beside ...string) parts {
	p := parts{
		"[Content_Types].xml": `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels":         `<Relationships xmlns="` + packages + `"><Relationship Id="a" Type="` + relTypes + `officeDocument" Target="word/document.xml"/></Relationships>`,
		"word/document.xml":   `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n<w:document" + namespaces + "><w:body>" + body + "</w:body></w:document>",
	}
	var rels strings.Builder
	for i := 0; i < len(beside); i += 2 {
		name, root := beside[i], strings.TrimRight(beside[i], "0123456789")
		element := map[string]string{"header": "hdr", "footer": "ftr"}[root]
		if element == "" {
			element = root
		}
		p["word/"+name+".xml"] = "<w:" + element + namespaces + ">" + beside[i+1] + "</w:" + element + ">"
		rels.WriteString(`<Relationship Id="` + name + `" Type="` + relTypes + root + `" Target="` + name + `.xml"/>`)
	}
	p["word/_rels/document.xml.rels"] = `<Relationships xmlns="` + packages + `">` + rels.String() + "</Relationships>"
	return p
}

func (p parts) zip(t testing.TB) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(p)) {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write([]byte(p[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func read(t testing.TB, p parts) *gongkai.Document {
	t.Helper()
	d, err := Read(p.zip(t), gongkai.Source{})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// p is a paragraph of one run, tc a cell of one paragraph.
func p(text string) string { return "<w:p>" + run(text) + "</w:p>" }

func run(text string) string { return "<w:r><w:t>" + text + "</w:t></w:r>" }

func tc(props, text string) string {
	return "<w:tc><w:tcPr>" + props + "</w:tcPr>" + p(text) + "</w:tc>"
}

func tr(cells ...string) string { return "<w:tr>" + strings.Join(cells, "") + "</w:tr>" }

func tbl(rows ...string) string { return "<w:tbl>" + strings.Join(rows, "") + "</w:tbl>" }

func span(n string) string { return `<w:gridSpan w:val="` + n + `"/>` }

func width(n string) string { return `<w:tcW w:w="` + n + `" w:type="dxa"/>` }

const (
	begin = `<w:vMerge w:val="restart"/>`
	under = `<w:vMerge/>`
)
