// Package odt reads OpenDocument text (ISO/IEC 26300): .odt and .ott, as
// LibreOffice, WPS and 永中 write them. It reads what a print would show.
package odt

import (
	"bytes"

	"gongkai"
	"gongkai/extract/part"
	"gongkai/extract/story"
)

// Read returns the blocks of a document. Headers come first and footers last, as
// furniture; notes follow the text. Every error is a *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	pkg, err := part.Open(data)
	if err != nil {
		return nil, err
	}
	defer pkg.Close()
	if err := readable(pkg); err != nil {
		return nil, err
	}
	r := &reader{styles: map[string]style{}, lists: map[string]*listStyle{}, counts: map[string]*count{}}
	for _, name := range []string{"styles.xml", "content.xml"} {
		data, err := pkg.Read(name)
		if err != nil {
			return nil, err
		}
		if data == nil {
			continue
		}
		s := &scope{r: r, c: part.NewCursor(name, data, spaces)}
		s.file()
		if s.err != nil {
			return nil, s.err
		}
		if s.c.Err() != nil {
			return nil, s.c.Err()
		}
	}
	if !r.text {
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "an OpenDocument file that is no text document; save it as .odt"}
	}
	w := &story.Writer{}
	for _, p := range []struct {
		zone  gongkai.Zone
		items []story.Item
	}{{gongkai.Furniture, r.headers}, {gongkai.Article, r.body}, {gongkai.Article, r.notes}, {gongkai.Furniture, r.footers}} {
		w.Zone = p.zone
		if err := w.Write(p.items); err != nil {
			return nil, err
		}
	}
	return &gongkai.Document{Source: src, Blocks: w.Blocks}, nil
}

// readable refuses containers that hold something else, or a secret.
func readable(pkg *part.Package) error {
	if !pkg.Has("content.xml") {
		return &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "a zip container without an OpenDocument text in it; unpack it to see what it holds"}
	}
	manifest, err := pkg.Read("META-INF/manifest.xml")
	if err != nil {
		return err
	}
	if bytes.Contains(manifest, []byte("encryption-data")) {
		return &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: "the document is encrypted; ask for it without a password"}
	}
	return nil
}

// A reader holds what the parts of a document share.
type reader struct {
	styles  map[string]style
	lists   map[string]*listStyle
	outline *listStyle
	meter   story.Meter

	counts   map[string]*count // of lists, by their ids and by "style " and their style
	headings count
	text     bool
	headers  []story.Item
	body     []story.Item
	notes    []story.Item
	footers  []story.Item
}

// The namespaces that matter.
const (
	office part.Space = iota + 1
	text
	tables
	drawing
	styling
)

var spaces = map[string]part.Space{
	"urn:oasis:names:tc:opendocument:xmlns:office:1.0":  office,
	"urn:oasis:names:tc:opendocument:xmlns:text:1.0":    text,
	"urn:oasis:names:tc:opendocument:xmlns:table:1.0":   tables,
	"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": drawing,
	"urn:oasis:names:tc:opendocument:xmlns:style:1.0":   styling,
}
