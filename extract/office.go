package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"strings"

	"gongkai"
	"gongkai/extract/doc"
	"gongkai/extract/docx"
	"gongkai/extract/mht"
	"gongkai/extract/odt"
	"gongkai/extract/ofd"
	"gongkai/extract/ole"
	"gongkai/extract/page"
	"gongkai/extract/pdf"
	"gongkai/extract/rtf"
	"gongkai/extract/sheet"
)

// A reader turns the bytes of one format into a document.
type reader func(data []byte, src gongkai.Source) (*gongkai.Document, error)

// officeReader returns the reader for a document of an office program and its
// media type, by what the bytes are and never by their name: agencies' .doc files
// are RTF, HTML, MHT and DOCX as well. It returns nil for anything else.
func officeReader(data []byte) (reader, string) {
	head := bytes.TrimLeft(bytes.TrimPrefix(data[:min(len(data), 4096)], []byte("\xEF\xBB\xBF")), " \t\r\n\x00")
	switch {
	case bytes.HasPrefix(head, []byte("{\\rtf")):
		return rtf.Read, "application/rtf"
	case bytes.HasPrefix(data, []byte(ole.Magic)):
		return readOLE, ""
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return zipReader(data)
	case isMessage(head):
		return mht.Read, "multipart/related"
	case bytes.HasPrefix(head, []byte("%PDF-")) || bytes.Contains(data[:min(len(data), 1024)], []byte("%PDF-1.")) && hasControls(data):
		return readPDF, "application/pdf"
	}
	return nil, ""
}

// readPDF refuses numbers that a program recognised in pictures: an invisible
// layer of text over scans is not what the agency printed.
func readPDF(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	d, err := pdf.Read(data, src)
	if err == nil && d.Source.Encoding == page.OCRLayer {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonImages, Images: d.Page.Images,
			Detail: fmt.Sprintf("the pages are %d images under a layer of recognised text; numbers are not taken from it", d.Page.Images)}
	}
	return d, err
}

// isMessage tells a MIME message by the first lines of its header.
func isMessage(head []byte) bool {
	if !holdsFold(head, "-version:") {
		return false // most are not
	}
	low := strings.ToLower(string(head))
	top, _, _ := strings.Cut(strings.ReplaceAll(low, "\r\n", "\n"), "\n\n")
	return (strings.HasPrefix(top, "mime-version:") || strings.Contains(top, "\nmime-version:")) &&
		(strings.Contains(top, "multipart/related") || strings.Contains(top, "text/html")) && !strings.Contains(top, "<html")
}

// holdsFold reports whether data holds a text of small ASCII letters, in any case.
func holdsFold(data []byte, low string) bool {
	for {
		i := bytes.IndexByte(data, low[0])
		if i < 0 || len(data)-i < len(low) {
			return false
		}
		if beginsFold(string(data[i:i+len(low)]), low) {
			return true
		}
		data = data[i+1:]
	}
}

// zipReader tells the documents among zip containers by their entries.
func zipReader(data []byte) (reader, string) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, "" // damaged: said by the caller
	}
	for _, f := range z.File {
		switch {
		case strings.HasPrefix(f.Name, "xl/"):
			return sheet.Read, sheet.MediaTypeXLSX
		case strings.HasPrefix(f.Name, "word/"):
			return docx.Read, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		case strings.EqualFold(f.Name, "OFD.xml"):
			return ofd.Read, "application/ofd"
		case f.Name == "content.xml":
			return odt.Read, "application/vnd.oasis.opendocument.text"
		}
	}
	for _, f := range z.File {
		if f.Name == "_rels/.rels" {
			return docx.Read, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
		}
	}
	return nil, ""
}

// readOLE reads the documents among compound files.
func readOLE(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	f, err := ole.Open(data)
	if err != nil {
		return nil, err
	}
	switch k := f.Kind(); k {
	case ole.Word, ole.Encrypted:
		return doc.ReadFile(f, src)
	case ole.Workbook, ole.Book:
		return sheet.Read(data, src)
	default:
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: k.String() + ", for which there is no reader; save it as HTML"}
	}
}
