package scan

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	_ "image/gif"  // pictures of these kinds are read
	_ "image/jpeg" // likewise
	_ "image/png"  // likewise
	"iter"

	_ "golang.org/x/image/bmp"  // likewise
	_ "golang.org/x/image/tiff" // likewise

	"gongkai"
	"gongkai/extract/limit"
)

// Decode returns the pages of a picture file: JPEG, PNG, GIF, BMP, or TIFF with
// its pages. What is too small for a page is left out. Every error is a
// *gongkai.ReadError.
func Decode(data []byte) iter.Seq2[*image.Gray, error] {
	return func(yield func(*image.Gray, error) bool) {
		pages := []uint32{0}
		if isTIFF(data) {
			pages = directories(data)
		}
		for _, at := range pages {
			g, err := decode(data, at)
			if (g != nil || err != nil) && (!yield(g, err) || err != nil) {
				return
			}
		}
	}
}

// Count returns the number of pages of a picture file, without reading them.
func Count(data []byte) int {
	if isTIFF(data) {
		return len(directories(data))
	}
	return 1
}

// Large reports whether a picture file is as large as a page.
func Large(data []byte) bool {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	return err == nil && c.Width >= minSide && c.Height >= minSide
}

// decode reads one picture, of a TIFF file that whose directory is named; nil
// where it is too small for a page.
func decode(data []byte, at uint32) (g *image.Gray, err error) {
	defer func() {
		if p := recover(); p != nil {
			g, err = nil, corrupt(fmt.Errorf("%v", p))
		}
	}()
	if at > 0 { // the decoder reads no page but the first
		data = bytes.Clone(data)
		byteOrder(data).PutUint32(data[4:], at)
	}
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, corrupt(err)
	}
	bytesPerPixel := depth(c.ColorModel)
	if limit.IsProgressive(data) {
		bytesPerPixel = limit.ProgressiveDepth
	}
	if err := limit.Picture(c.Width, c.Height, bytesPerPixel); err != nil {
		return nil, err
	}
	if c.Width < minSide || c.Height < minSide {
		return nil, nil
	}
	im, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, corrupt(err)
	}
	return Gray(im), nil
}

func corrupt(err error) *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonCorrupt, Detail: "a damaged picture, probably cut short; fetch it again", Err: err}
}

// depth is the bytes that a pixel takes once decoded.
func depth(m color.Model) int {
	switch m {
	case color.GrayModel:
		return 1
	case color.Gray16Model:
		return 2
	case color.YCbCrModel:
		return 3
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, ok := m.(color.Palette); ok {
		return 1
	}
	return 4
}

// Gray returns a picture's brightness; what is transparent is paper.
func Gray(im image.Image) *image.Gray {
	b := im.Bounds()
	w, h := b.Dx(), b.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	switch src := im.(type) {
	case *image.Gray:
		for y := range h {
			copy(out.Pix[y*out.Stride:y*out.Stride+w], src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):])
		}
		return out
	case *image.YCbCr:
		for y := range h {
			copy(out.Pix[y*out.Stride:y*out.Stride+w], src.Y[src.YOffset(b.Min.X, b.Min.Y+y):])
		}
		return out
	case *image.Paletted:
		table := make([]uint8, len(src.Palette))
		for i, c := range src.Palette {
			table[i] = bright(c)
		}
		for y := range h {
			from := src.Pix[src.PixOffset(b.Min.X, b.Min.Y+y):]
			for x := range w {
				if int(from[x]) < len(table) {
					out.Pix[y*out.Stride+x] = table[from[x]]
				}
			}
		}
		return out
	}
	for y := range h {
		for x := range w {
			out.Pix[y*out.Stride+x] = bright(im.At(b.Min.X+x, b.Min.Y+y))
		}
	}
	return out
}

// bright returns the brightness of a colour on paper.
func bright(c color.Color) uint8 {
	r, g, b, a := c.RGBA()
	return uint8((19595*r + 38470*g + 7471*b + 1<<15 + (0xFFFF-a)<<16) >> 24)
}

func isTIFF(data []byte) bool {
	return bytes.HasPrefix(data, []byte("II*\x00")) || bytes.HasPrefix(data, []byte("MM\x00*"))
}

func byteOrder(tiff []byte) binary.ByteOrder {
	if tiff[0] == 'M' {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

// directories returns where the directories of a TIFF file's pages stand, 0 for
// the first.
func directories(data []byte) []uint32 {
	out := []uint32{0}
	order := byteOrder(data)
	seen := map[uint32]bool{}
	for at := number(order, data, 4); at != 0 && !seen[at] && len(out) <= MaxPages; {
		seen[at] = true
		if len(seen) > 1 {
			out = append(out, at)
		}
		if int64(at)+2 > int64(len(data)) {
			break
		}
		at = number(order, data, int64(at)+2+12*int64(order.Uint16(data[at:])))
	}
	return out
}

// number reads a number, 0 where the data end before it.
func number(order binary.ByteOrder, data []byte, at int64) uint32 {
	if at+4 > int64(len(data)) {
		return 0
	}
	return order.Uint32(data[at:])
}
