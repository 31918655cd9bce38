package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/pdfcpu/pdfcpu/pkg/filter"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
	"golang.org/x/image/ccitt"

	"gongkai/extract/limit"
)

// decode decodes a picture.
func (f *file) decode(s *types.StreamDict, w, h int, mask bool) (image.Image, error) {
	last := ""
	if n := len(s.FilterPipeline); n > 0 {
		last = s.FilterPipeline[n-1].Name
	}
	switch last {
	case filter.JBIG2, filter.JPX:
		return nil, unreadable(map[string]string{filter.JBIG2: "JBIG2", filter.JPX: "JPEG 2000"}[last])
	case filter.DCT, filter.CCITTFax:
		data, err := raw(s)
		if err != nil {
			return nil, err
		}
		if last == filter.DCT {
			return f.dct(data, s.Dict, w, h)
		}
		return f.fax(data, s, w, h)
	}
	c := f.colours(s.Dict["ColorSpace"], 0)
	bits := f.int(s.Dict["BitsPerComponent"])
	if mask {
		c, bits = colours{kind: gray, n: 1}, 1
	}
	switch {
	case c.n == 0:
		return nil, unreadable("an unusual colour space")
	case bits != 1 && bits != 2 && bits != 4 && bits != 8 && bits != 16:
		return nil, corrupt(fmt.Sprintf("a picture of %d bits a colour", bits), nil)
	}
	stride := (w*c.n*bits + 7) / 8
	if stride*h > limit.MaxPictureBytes {
		return nil, limit.Exceeded("bytes in a picture, decoded", stride*h, limit.MaxPictureBytes)
	}
	one := *s
	if err := one.DecodeWithLimit(limit.MaxPictureBytes + 1<<20); err != nil {
		return nil, corrupt("a picture can't be decoded, probably cut short; fetch the file again", err)
	}
	if len(one.Content) < stride*h {
		return nil, corrupt(fmt.Sprintf("a picture of %d bytes where it takes %d; fetch the file again", len(one.Content), stride*h), nil)
	}
	return c.picture(one.Content, w, h, bits, stride, f.inverted(s.Dict)), nil
}

// raw undoes the codings around a picture's own.
func raw(s *types.StreamDict) ([]byte, error) {
	one := *s
	one.FilterPipeline = s.FilterPipeline[:len(s.FilterPipeline)-1]
	if len(one.FilterPipeline) == 0 {
		return s.Raw, nil
	}
	if err := one.DecodeWithLimit(limit.MaxBytes); err != nil {
		return nil, corrupt("a picture can't be decoded, probably cut short; fetch the file again", err)
	}
	return one.Content, nil
}

// inverted reports whether a picture's first colour runs the other way.
func (f *file) inverted(d types.Dict) bool {
	a := f.array(d["Decode"])
	if len(a) < 2 {
		return false
	}
	from, _ := f.number(a[0])
	to, _ := f.number(a[1])
	return from > to
}

func (f *file) dct(data []byte, d types.Dict, w, h int) (image.Image, error) {
	c, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err == nil && (c.Width > 2*w || c.Height > 2*h) {
		err = fmt.Errorf("%d by %d pixels, said to be %d by %d", c.Width, c.Height, w, h)
	}
	var im image.Image
	if err == nil {
		depth := 4
		if limit.IsProgressive(data) {
			depth = limit.ProgressiveDepth
		}
		if err := limit.Picture(c.Width, c.Height, depth); err != nil {
			return nil, err
		}
		im, err = jpeg.Decode(bytes.NewReader(data))
	}
	if err != nil {
		return nil, corrupt("a picture can't be decoded, probably cut short; fetch the file again", err)
	}
	if g, ok := im.(*image.Gray); ok && f.inverted(d) {
		invert(g.Pix)
	}
	return im, nil
}

// fax decodes the codings of fax machines: groups 4 and 3 (one-dimensional).
func (f *file) fax(data []byte, s *types.StreamDict, w, h int) (image.Image, error) {
	p := s.FilterPipeline[len(s.FilterPipeline)-1].DecodeParms
	coding := ccitt.Group3
	switch k := f.int(p["K"]); {
	case k < 0:
		coding = ccitt.Group4
	case k > 0:
		return nil, unreadable("two-dimensional group 3 fax")
	}
	if c := f.int(p["Columns"]); c > 0 && c != w || p["Columns"] == nil && w != 1728 {
		return nil, corrupt("a fax picture's widths contradict one another", nil)
	}
	align, _ := f.get(p["EncodedByteAlign"]).(types.Boolean)
	black, _ := f.get(p["BlackIs1"]).(types.Boolean)
	g := image.NewGray(image.Rect(0, 0, w, h))
	if err := ccitt.DecodeIntoGray(g, bytes.NewReader(data), ccitt.MSB, coding, &ccitt.Options{Align: bool(align)}); err != nil {
		return nil, corrupt("a fax picture can't be decoded, probably cut short; fetch the file again", err)
	}
	// The decoder makes ink black; BlackIs1 and Decode turn it over, each.
	if bool(black) != f.inverted(s.Dict) {
		invert(g.Pix)
	}
	return g, nil
}

func invert(pix []uint8) {
	for i := range pix {
		pix[i] = 255 - pix[i]
	}
}
