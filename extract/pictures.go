package extract

import (
	"bytes"
	"context"
	"image"
	"iter"
	"strings"

	"gongkai"
	"gongkai/extract/ole"
	"gongkai/extract/pdf"
	"gongkai/extract/scan"
)

// Recognise reads a document of pictures, which [Read] has refused as image_only,
// through a recogniser of text. The document is Scanned: no number in it may be
// taken for what was printed unless something else bears it out.
func Recognise(ctx context.Context, src gongkai.Source, data []byte, e scan.Engine) (*gongkai.Document, error) {
	kind := mediaOf(data)
	var pages iter.Seq2[*image.Gray, error]
	switch {
	case kind == "application/pdf":
		pages = pdfPages(data)
	case strings.HasPrefix(kind, "image/"):
		pages = scan.Decode(data)
	default:
		pages = decodeAll(embedded(data))
	}
	src.MediaType = kind
	return scan.Read(ctx, src, pages, e)
}

// mediaOf returns the media type of a file that may hold pictures of pages.
func mediaOf(data []byte) string {
	if _, media := officeReader(data); media != "" {
		return media
	}
	if bytes.HasPrefix(data, []byte(ole.Magic)) {
		return "application/msword"
	}
	if k := binaryKind(data, ""); k != nil {
		return k.media
	}
	return "text/html"
}

// pdfPages draws the pages of a PDF file from the pictures on them.
func pdfPages(data []byte) iter.Seq2[*image.Gray, error] {
	return func(yield func(*image.Gray, error) bool) {
		for s, err := range pdf.Pictures(data) {
			var pieces []scan.Piece
			for i := range s.Pictures {
				p := &s.Pictures[i]
				pieces = append(pieces, scan.Piece{Picture: scan.Gray(p.Image), Mask: p.Mask, Matrix: p.Matrix})
				p.Image = nil
			}
			g := scan.Compose(s.Width, s.Height, pieces)
			if (g != nil || err != nil) && !yield(g, err) {
				return
			}
		}
	}
}

func decodeAll(files [][]byte) iter.Seq2[*image.Gray, error] {
	return func(yield func(*image.Gray, error) bool) {
		for _, f := range files {
			for g, err := range scan.Decode(f) {
				if !yield(g, err) {
					return
				}
			}
		}
	}
}

// countPictures notes how many pictures as large as a page an office document
// holds, where it says next to nothing.
func countPictures(doc *gongkai.Document, data []byte) {
	const little = 600 // bytes of text
	length := 0
	for i := range doc.Blocks {
		if doc.Blocks[i].Kind == gongkai.TableBlock {
			return
		}
		length += len(doc.Blocks[i].Text)
	}
	if length < little {
		doc.Page.Images = len(embedded(data))
	}
}
