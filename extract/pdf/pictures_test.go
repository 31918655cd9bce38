package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"math"
	"strings"
	"testing"

	"gongkai"
)

// placedImage is an XObject and how a page draws it.
type placedImage struct {
	dict, data string
	draw       string // matrix of cm
}

// album makes a PDF of one page that draws images, and nothing else.
func album(rotate int, images ...placedImage) []byte {
	objects := []string{"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>", "", ""}
	content, names := "", ""
	for i, im := range images {
		objects = append(objects, fmt.Sprintf("<</Type/XObject/Subtype/Image%s/Length %d>>\nstream\n%s\nendstream", im.dict, len(im.data), im.data))
		names += fmt.Sprintf("/I%d %d 0 R", i, len(objects))
		content += fmt.Sprintf("q %s cm /I%d Do Q\n", im.draw, i)
	}
	objects[2] = fmt.Sprintf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Rotate %d/Contents 4 0 R/Resources<</XObject<<%s>>>>>>", rotate, names)
	objects[3] = fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", len(content), content)
	return file1(objects)
}

func deflated(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// corner is a picture of 16 by 8 pixels that is dark in its upper left quarter.
func corner() *image.Gray {
	g := image.NewGray(image.Rect(0, 0, 16, 8))
	for i := range g.Pix {
		if g.Pix[i] = 255; i%16 < 8 && i/16 < 4 {
			g.Pix[i] = 0
		}
	}
	return g
}

// rows writes the same picture with so many bits for each of its colours.
func rows(bits, colours int, ink, paper uint16) string {
	var b bytes.Buffer
	acc, n := uint32(0), 0
	for y := range 8 {
		for x := range 16 {
			v := paper
			if x < 8 && y < 4 {
				v = ink
			}
			for range colours {
				acc, n = acc<<bits|uint32(v), n+bits
				for n >= 8 {
					b.WriteByte(byte(acc >> (n - 8)))
					n -= 8
				}
			}
		}
		if n > 0 {
			b.WriteByte(byte(acc << (8 - n)))
			acc, n = 0, 0
		}
	}
	return b.String()
}

const full = "600 0 0 800 0 0"

func TestPictures(t *testing.T) {
	var jpg bytes.Buffer
	if err := jpeg.Encode(&jpg, corner(), nil); err != nil {
		t.Fatal(err)
	}
	size := "/Width 16/Height 8"
	// Group 4: four rows of eight black pixels, four white ones.
	g4 := string([]byte{0x26, 0xA2, 0xFF, 0xE3, 0xE0, 0x02, 0x00, 0x20})
	turned := string([]byte{0x33, 0x17, 0xF2, 0x6A, 0x0B, 0xFE, 0x00, 0x20, 0x02}) // black for white
	for name, c := range map[string]placedImage{
		"JPEG":            {size + "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/DCTDecode", jpg.String(), full},
		"JPEG in deflate": {size + "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter[/FlateDecode/DCTDecode]", deflated(jpg.String()), full},
		"gray 8":          {size + "/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode", deflated(rows(8, 1, 0, 255)), full},
		"gray 1":          {size + "/ColorSpace/DeviceGray/BitsPerComponent 1", rows(1, 1, 0, 1), full},
		"gray 4":          {size + "/ColorSpace/CalGray/BitsPerComponent 4", rows(4, 1, 0, 15), full},
		"gray 16":         {size + "/ColorSpace[/CalGray<</WhitePoint[1 1 1]>>]/BitsPerComponent 16", rows(16, 1, 0, 65535), full},
		"turned over":     {size + "/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]", rows(1, 1, 1, 0), full},
		"RGB":             {size + "/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/FlateDecode", deflated(rows(8, 3, 0, 255)), full},
		"CMYK":            {size + "/ColorSpace/DeviceCMYK/BitsPerComponent 8", rows(8, 4, 255, 0), full},
		"spot colour":     {size + "/ColorSpace[/Separation/Black/DeviceGray<<>>]/BitsPerComponent 8", rows(8, 1, 255, 0), full},
		"palette":         {size + "/ColorSpace[/Indexed/DeviceRGB 1<FFFFFF000000>]/BitsPerComponent 1", rows(1, 1, 1, 0), full},
		"mask":            {size + "/ImageMask true/BitsPerComponent 1", rows(1, 1, 0, 1), full},
		"fax":             {size + "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16/Rows 8>>", g4, full},
		"fax turned over": {size + "/ColorSpace/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16/Rows 8/BlackIs1 true>>", turned, full},
	} {
		t.Run(name, func(t *testing.T) {
			n := 0
			for s, err := range Pictures(album(0, c)) {
				if err != nil {
					t.Fatal(err)
				}
				if n++; len(s.Pictures) != 1 || s.Width != 600 || s.Height != 800 {
					t.Fatalf("%+v", s)
				}
				p := s.Pictures[0]
				if p.Mask != (name == "mask") || !near(p.Matrix, [6]float64{600, 0, 0, 800, 0, 0}) {
					t.Errorf("%v, %v", p.Mask, p.Matrix)
				}
				dark, pale := bright(p.Image, 3, 1), bright(p.Image, 12, 6)
				if b := p.Image.Bounds(); b.Dx() != 16 || b.Dy() != 8 || dark > 40 || pale < 215 {
					t.Errorf("%v: %d and %d", b, dark, pale)
				}
			}
			if n != 1 {
				t.Errorf("%d sheets", n)
			}
		})
	}
}

func bright(im image.Image, x, y int) int {
	r, g, b, _ := im.At(im.Bounds().Min.X+x, im.Bounds().Min.Y+y).RGBA()
	return int((r + g + b) / 3 >> 8)
}

func near(a, b [6]float64) bool {
	for i := range a {
		if math.Abs(a[i]-b[i]) > 1e-6 {
			return false
		}
	}
	return true
}

// TestPicturesPlaces holds where pictures stand: in strips, and on a page that is
// turned for reading.
func TestPicturesPlaces(t *testing.T) {
	im := placedImage{"/Width 16/Height 8/ColorSpace/DeviceGray/BitsPerComponent 1", rows(1, 1, 0, 1), ""}
	upper, lower := im, im
	upper.draw, lower.draw = "600 0 0 400 0 400", "600 0 0 400 0 0"
	for s, err := range Pictures(album(0, upper, lower)) {
		if err != nil || len(s.Pictures) != 2 || !near(s.Pictures[0].Matrix, [6]float64{600, 0, 0, 400, 0, 0}) || !near(s.Pictures[1].Matrix, [6]float64{600, 0, 0, 400, 0, 400}) {
			t.Errorf("%+v, %v", s, err)
		}
	}
	im.draw = full
	for s, err := range Pictures(album(90, im)) {
		if err != nil || s.Width != 800 || !near(s.Pictures[0].Matrix, [6]float64{0, 600, -800, 0, 800, 0}) {
			t.Errorf("%+v, %v", s, err)
		}
	}
}

func TestPicturesRefuses(t *testing.T) {
	size := "/Width 16/Height 8/ColorSpace/DeviceGray/BitsPerComponent 8"
	for name, c := range map[string]struct {
		dict, data string
		reason     gongkai.Reason
	}{
		"JBIG2":            {size + "/Filter/JBIG2Decode", "x", gongkai.ReasonImages},
		"JPEG 2000":        {size + "/Filter/JPXDecode", "x", gongkai.ReasonImages},
		"Lab":              {"/Width 16/Height 8/BitsPerComponent 8/ColorSpace[/Lab<<>>]", "x", gongkai.ReasonImages},
		"group 3, K 1":     {size + "/Filter/CCITTFaxDecode/DecodeParms<</K 1/Columns 16>>", "x", gongkai.ReasonImages},
		"no JPEG":          {size + "/Filter/DCTDecode", "x", gongkai.ReasonCorrupt},
		"too short":        {size, "x", gongkai.ReasonCorrupt},
		"no size":          {"/ColorSpace/DeviceGray/BitsPerComponent 8", "x", gongkai.ReasonCorrupt},
		"41 million":       {"/Width 41000/Height 1000/ColorSpace/DeviceGray/BitsPerComponent 1", "x", gongkai.ReasonLimit},
		"40 million of 64": {"/Width 40000/Height 1000/ColorSpace/DeviceCMYK/BitsPerComponent 16", "x", gongkai.ReasonLimit},
	} {
		t.Run(name, func(t *testing.T) {
			var last error
			for _, err := range Pictures(album(0, placedImage{c.dict, c.data, full})) {
				last = err
			}
			if reason(last) != c.reason {
				t.Error(last)
			}
		})
	}
	many := strings.Repeat("q 600 0 0 800 0 0 cm /I0 Do Q\n", maxPictures+1)
	data := album(0, placedImage{size, strings.Repeat("x", 128), full + " cm /I0 Do Q\n" + many + "q 1 0 0 1 0 0"})
	var last error
	for _, err := range Pictures(data) {
		last = err
	}
	if reason(last) != gongkai.ReasonLimit {
		t.Error(last)
	}
}

func FuzzPictures(f *testing.F) {
	size := "/Width 16/Height 8/ColorSpace"
	f.Add(album(0, placedImage{size + "/DeviceGray/BitsPerComponent 1", rows(1, 1, 0, 1), full}))
	f.Add(album(90, placedImage{size + "[/Indexed/DeviceRGB 1<FFFFFF000000>]/BitsPerComponent 1", rows(1, 1, 1, 0), full}))
	f.Add(album(0, placedImage{size + "/DeviceGray/BitsPerComponent 1/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 16>>", "\x26\xA2\xFF", full}))
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, err := range Pictures(data) {
			var re *gongkai.ReadError
			if err != nil && !errors.As(err, &re) {
				t.Fatalf("%T: %v", err, err)
			}
		}
	})
}
