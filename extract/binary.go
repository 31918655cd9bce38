package extract

import (
	"archive/zip"
	"bytes"
	"fmt"
	"path"
	"strings"

	"gongkai"
	"gongkai/extract/scan"
)

// A binary kind is told by its first bytes.
type binary struct {
	magic  string
	name   string
	advice string
	media  string // of pictures of a kind that is read
}

var zipKind = binary{"PK\x03\x04", "a zip container (DOCX, XLSX, OFD or an archive)", "save it as HTML, or unpack it", ""}

// binaries are the formats that arrive under any name. Their readers are coming.
var binaries = []binary{
	{"%PDF-", "a PDF file", "save its text as a .txt file", ""},
	zipKind,
	{"PK\x05\x06", "an empty zip archive", "look at its source", ""},
	{"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an OLE2 file (DOC, XLS or WPS)", "save it as HTML", ""},
	{"{\\rtf", "an RTF file", "save it as HTML", ""},
	{"\x1F\x8B", "a gzip file", "unpack it", ""},
	{"Rar!\x1A\x07", "a RAR archive", "unpack it", ""},
	{"7z\xBC\xAF\x27\x1C", "a 7z archive", "unpack it", ""},
	{"BZh", "a bzip2 file", "unpack it", ""},
	{"\xFD7zXZ\x00", "an xz file", "unpack it", ""},
	{"\x28\xB5\x2F\xFD", "a zstd file", "unpack it", ""},
	{"\x89PNG\r\n\x1A\n", "a PNG image", "look for the report's text on the portal", "image/png"},
	{"\xFF\xD8\xFF", "a JPEG image", "look for the report's text on the portal", "image/jpeg"},
	{"GIF8", "a GIF image", "look for the report's text on the portal", "image/gif"},
	{"II*\x00", "a TIFF image", "look for the report's text on the portal", "image/tiff"},
	{"MM\x00*", "a TIFF image", "look for the report's text on the portal", "image/tiff"},
	{"BM", "a BMP image", "look for the report's text on the portal", "image/bmp"},
	{"RIFF", "a RIFF file (WebP, AVI or WAV)", "look for the report's text on the portal", ""},
	{"SQLite format 3\x00", "an SQLite database", "export its documents", ""},
	{"\x7FELF", "a program", "look at its source", ""},
	{"MZ", "a program", "look at its source", ""},
}

// binaryKind returns the kind of data, or nil for text.
func binaryKind(data []byte, name string) *binary {
	for i := range binaries {
		b := &binaries[i]
		if bytes.HasPrefix(data, []byte(b.magic)) && (len(b.magic) > 2 || hasControls(data)) {
			return b
		}
	}
	// Some PDFs have a line of something else before their header.
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-1.")); i >= 0 && hasControls(data) {
		return &binaries[0]
	}
	if namedZip(name) && hasControls(data) {
		return &zipKind
	}
	return nil
}

// namedZip reports whether a name is that of a zip container. What it holds is
// damaged if it isn't one, unless it is a page: portals serve HTML under any name.
func namedZip(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".docx", ".xlsx", ".zip", ".ofd":
		return true
	}
	return false
}

// hasControls tells bytes from letters, for signs as short as "BM".
func hasControls(data []byte) bool {
	return bytes.ContainsAny(data[:min(len(data), 512)], "\x00\x01\x02\x03\x04\x05\x06\x0E\x0F\x10\x11\x12")
}

// refuse says what to do with a file that can't be read yet, and tells damage
// from a format that is only unknown.
func (b *binary) refuse(data []byte) *gongkai.ReadError {
	if b.magic == zipKind.magic {
		if _, err := zip.NewReader(bytes.NewReader(data), int64(len(data))); err != nil {
			return &gongkai.ReadError{
				Reason: gongkai.ReasonCorrupt,
				Detail: "a damaged zip container, probably cut short; fetch it again",
				Err:    err,
			}
		}
	}
	if b.media != "" {
		n := scan.Count(data)
		return &gongkai.ReadError{Reason: gongkai.ReasonImages, Detail: fmt.Sprintf("%s of %d pages and no text; %s", b.name, n, b.advice), Pages: n, Images: n}
	}
	return &gongkai.ReadError{
		Reason: gongkai.ReasonUnsupported,
		Detail: b.name + ", for which there is no reader yet; " + b.advice,
	}
}
