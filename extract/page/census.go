package page

import (
	"fmt"
	"strings"

	"gongkai"
)

// Reasons for refusal that only formats of fixed pages have. The first is an
// outcome of its own; what asks for a password is unreadable.
const (
	ReasonImageOnly gongkai.Reason = "image_only" // pages are pictures, without text
	ReasonEncrypted gongkai.Reason = "encrypted"  // opens with a password only
)

// OCRLayer stands in a document's Source.Encoding where most of its text was laid
// invisibly under pictures of the pages: somebody's recognition, not the agency's
// own characters.
const OCRLayer = "ocr-layer"

// A Census counts what a document's pages hold.
type Census struct {
	Glyphs  int // with ink
	Unknown int // of them, those whose character can't be told
	Hidden  int // of them, those drawn invisibly
	Images  int
	Shapes  int    // filled outlines as large as characters
	Font    string // that of the last unknown one
}

// Refuse returns why the document can't be read, or nil: it is all pictures, or
// more than a few characters can't be told. A few stay in the text as [Unknown].
func (c *Census) Refuse(pages int) *gongkai.ReadError {
	const most = 10 // one in this many
	switch {
	case c.Glyphs == 0 && c.Images > 0:
		return &gongkai.ReadError{
			Reason: ReasonImageOnly,
			Detail: fmt.Sprintf("%d pages with %d images and no text: a scan; look for the report's text on the portal", pages, c.Images),
			Pages:  pages, Images: c.Images,
		}
	case c.Glyphs == 0 && c.Shapes > 0:
		return &gongkai.ReadError{
			Reason: ReasonImageOnly,
			Detail: fmt.Sprintf("%d pages whose characters are drawn as %d outlines, without text; look for the report's text on the portal", pages, c.Shapes),
		}
	case c.Unknown*most > c.Glyphs:
		return &gongkai.ReadError{
			Reason: gongkai.ReasonEncoding,
			Detail: fmt.Sprintf("%d of %d characters can't be told: font %s has no table of what they are (ToUnicode); print the original again", c.Unknown, c.Glyphs, c.Font),
		}
	}
	return nil
}

// Encoding is what Source.Encoding says of the document: [OCRLayer] or "".
func (c *Census) Encoding() string {
	if c.Images > 0 && c.Hidden > c.Glyphs/2 {
		return OCRLayer
	}
	return ""
}

// Known reports whether a text says which character a glyph is: not one for
// private use, as symbol fonts have them, and not the mark for unknown ones.
func Known(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(c rune) bool {
		return c == 0 || c == 0xFFFD || c >= 0xE000 && c <= 0xF8FF || c >= 0xF0000
	})
}

// Document makes a document of pages: their blocks, and the first large heading
// as its title.
func Document(src gongkai.Source, pages []Page) (*gongkai.Document, error) {
	blocks, err := Blocks(pages)
	if err != nil {
		return nil, err
	}
	doc := &gongkai.Document{Source: src, Blocks: blocks}
	for i := range blocks {
		if blocks[i].Kind == gongkai.Heading && blocks[i].Level == 1 {
			doc.Page.Title = strings.ReplaceAll(blocks[i].Text, "\n", "")
			break
		}
	}
	return doc, nil
}
