// Package extract turns the bytes of any input into a [gongkai.Document]. It
// finds out by content which reader they need; names and declared types are
// only asked where the content leaves it open.
package extract

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"gongkai"
	"gongkai/extract/charset"
	"gongkai/extract/html"
	"gongkai/extract/limit"
	"gongkai/extract/text"
)

// Read returns the document that data holds. Of src it uses Path, URL, MediaType
// (which may be a Content-Type with its charset, or "") and SHA256, which it works
// out where it is "", and fills in Bytes, MediaType and Encoding. Empty data is an
// empty document. Every error is a *gongkai.ReadError.
func Read(src gongkai.Source, data []byte) (*gongkai.Document, error) {
	declared := src.MediaType
	if src.SHA256 == "" {
		sum := sha256.Sum256(data)
		src.SHA256 = hex.EncodeToString(sum[:])
	}
	src.Bytes, src.MediaType, src.Encoding = int64(len(data)), "", ""
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	if read, media := officeReader(data); read != nil {
		src.MediaType = media
		doc, err := read(data, src)
		if err == nil && doc.Page.Images == 0 {
			countPictures(doc, data)
		}
		return doc, err
	}
	if k := binaryKind(data, src.Path); k != nil {
		return nil, k.refuse(data)
	}
	if !strings.Contains(strings.ToLower(declared), "charset") {
		if c := charset.Declared(data); c != "" {
			declared = c
		}
	}
	s, encoding, err := charset.Decode(data, declared)
	if err != nil {
		return nil, err
	}
	src.Encoding = encoding
	switch formOf(s) {
	case markup:
		src.MediaType = "text/html"
		return html.Read(s, src)
	case mixed:
		src.MediaType = "text/html"
		return html.Read(marked(s), src)
	}
	if namedZip(src.Path) && len(data) > 0 {
		return nil, zipKind.refuse(data)
	}
	src.MediaType = "text/plain"
	return text.Read(s, src)
}
