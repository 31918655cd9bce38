package extract

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"gongkai"
	"gongkai/extract/ole"
	"gongkai/extract/ole/oletest"
	"gongkai/extract/scan/scantest"
)

// scanned is a page with a line of text, as a JPEG file.
func scanned(t testing.TB, text string) []byte {
	t.Helper()
	p := scantest.NewPage()
	p.Dot = 4
	p.Text(300, 300, text)
	var b bytes.Buffer
	if err := jpeg.Encode(&b, p, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// zipOf packs files, given as names and contents in turn.
func zipOf(t testing.TB, files ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		w, err := z.Create(files[i])
		if err != nil {
			t.Fatal(err)
		}
		w.Write([]byte(files[i+1]))
	}
	z.Close()
	return b.Bytes()
}

// pdfOf makes a PDF of pages that are JPEG pictures, with text laid invisibly over
// them where there is any.
func pdfOf(over string, jpegs ...[]byte) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"}
	kids := ""
	for _, j := range jpegs {
		n := len(objects)
		content := "q 595 0 0 842 0 0 cm /I Do Q\n"
		if over != "" {
			content += "BT 3 Tr /F 9 Tf 50 700 Td (" + over + ") Tj ET\n"
		}
		objects = append(objects,
			fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</XObject<</I %d 0 R>>/Font<</F 3 0 R>>>>>>", n+2, n+3),
			fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content),
			fmt.Sprintf("<</Type/XObject/Subtype/Image/Width 1240/Height 1754/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n%s\nendstream", len(j), j))
		kids += fmt.Sprintf("%d 0 R ", n+1)
	}
	objects[1] = fmt.Sprintf("<</Type/Pages/Count %d/Kids[%s]>>", len(jpegs), kids)
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n%\xE2\xE3\xCF\xD3\n")
	at := make([]int, len(objects))
	for i, o := range objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return b.Bytes()
}

// rtfOf makes an RTF document of pictures.
func rtfOf(pictures ...[]byte) []byte {
	s := `{\rtf1\ansi `
	for _, p := range pictures {
		s += `{\pict\jpegblip\picw1240\pich1754 ` + strings.ToUpper(hex.EncodeToString(p)) + "}"
	}
	return []byte(s + `\par}`)
}

// TestPictures holds, for each format, that a document of pictures is known as
// one with their number, and that its pages are recognised in order.
func TestPictures(t *testing.T) {
	one, two := scanned(t, "某市财政局报告一"), scanned(t, "第二页正文")
	var small bytes.Buffer
	if err := png.Encode(&small, image.NewGray(image.Rect(0, 0, 60, 60))); err != nil {
		t.Fatal(err)
	}
	const rels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`
	const body = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p/></w:body></w:document>`
	for name, c := range map[string]struct {
		data   []byte
		images int
		pages  int
	}{
		"PDF":                    {pdfOf("", one, two), 2, 2},
		"PDF, recognised before": {pdfOf("12345", one, two), 2, 2},
		"DOCX": {zipOf(t, "_rels/.rels", rels, "word/document.xml", body, "word/media/image10.jpeg", string(two), "word/media/image2.jpeg", string(one),
			"word/media/image1.png", small.String()), 2, 2},
		"ODT": {zipOf(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml",
			`<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p/></office:text></office:body></office:document-content>`,
			"Pictures/1.jpg", string(one), "Pictures/2.jpg", string(two)), 2, 2},
		"OFD": {zipOf(t, "OFD.xml", `<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
			"Doc_0/Document.xml", `<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Pages><ofd:Page ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>`,
			"Doc_0/P.xml", `<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer ID="2"><ofd:ImageObject ID="3" ResourceID="4" Boundary="0 0 210 297"/><ofd:ImageObject ID="5" ResourceID="6" Boundary="0 0 210 297"/></ofd:Layer></ofd:Content></ofd:Page>`,
			"Doc_0/Res/image_1.jpg", string(one), "Doc_0/Res/image_2.jpg", string(two)), 2, 2},
		"RTF":  {rtfOf(one, two), 2, 2},
		"JPEG": {one, 1, 1},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := Read(gongkai.Source{}, c.data)
			var re *gongkai.ReadError
			images := 0
			switch {
			case err == nil:
				images = doc.Page.Images
			case errors.As(err, &re) && re.Reason == gongkai.ReasonImages && strings.Contains(re.Detail, "image"):
				images = re.Images
			}
			if images != c.images {
				t.Errorf("%d images, want %d: %v", images, c.images, err)
			}
			doc, err = Recognise(context.Background(), gongkai.Source{}, c.data, scantest.NewReader("某市财政局报告一第二页正文"))
			if err != nil {
				t.Fatal(err)
			}
			text := ""
			for _, b := range doc.Blocks {
				text += b.Text
			}
			want := map[int]string{1: "某市财政局报告一", 2: "某市财政局报告一第二页正文"}[c.pages]
			if text != want || !doc.Scanned || doc.Source.MediaType == "" {
				t.Errorf("%q, %+v", text, doc.Source)
			}
		})
	}
}

// TestWordPictures takes the pictures out of the stream of a Word file in which
// they stand one behind the other.
func TestWordPictures(t *testing.T) {
	one, two := scanned(t, "甲"), scanned(t, "乙")
	stream := append(append(append([]byte("\x00\x00head"), one...), "between"...), two...)
	data := oletest.Write(oletest.Stream{Name: "WordDocument", Data: make([]byte, 512)}, oletest.Stream{Name: "Data", Data: stream})
	if f, err := ole.Open(data); err != nil || f.Kind() != ole.Word {
		t.Fatal(err)
	}
	if got := embedded(data); len(got) != 2 || !bytes.HasPrefix(got[0], one) || !bytes.HasPrefix(got[1], two) {
		t.Errorf("%d pictures", len(got))
	}
}

// TestTextKeepsItsPictures holds that a document with text is none of pictures.
func TestTextKeepsItsPictures(t *testing.T) {
	doc := &gongkai.Document{Blocks: []gongkai.Block{{Text: strings.Repeat("正文", 200)}}}
	if countPictures(doc, rtfOf(scanned(t, "甲"))); doc.Page.Images != 0 {
		t.Errorf("%d", doc.Page.Images)
	}
}

func TestRecogniseRefuses(t *testing.T) {
	page := scanned(t, "甲")
	for name, c := range map[string]struct {
		data   []byte
		reason gongkai.Reason
	}{
		"cut short": {page[:len(page)/3], gongkai.ReasonCorrupt},
		"a page":    {[]byte(`<html><img src="a.jpg"></html>`), gongkai.ReasonImages},
		"PDF":       {pdfOf("", []byte("no JPEG")), gongkai.ReasonCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Recognise(context.Background(), gongkai.Source{}, c.data, scantest.NewReader())
			var re *gongkai.ReadError
			if !errors.As(err, &re) || re.Reason != c.reason {
				t.Error(err)
			}
		})
	}
}

func FuzzEmbedded(f *testing.F) {
	f.Add([]byte("{\\rtf1{\\pict\\jpegblip ffd8ff00}}"))
	f.Add(zipOf(f, "word/media/image1.png", "\x89PNG\r\n\x1A\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, b := range append(embedded(data), carve(data)...) {
			if len(b) > len(data) && !bytes.HasPrefix(data, []byte("PK")) {
				t.Fatal("a picture larger than its document")
			}
		}
	})
}
