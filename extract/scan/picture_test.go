package scan

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"gongkai"
	"gongkai/extract/limit"
)

// halves returns a picture with a dark upper half.
func halves(w, h int) *image.Gray {
	g := paper(w, h)
	for i := range g.Pix[:w*h/2] {
		g.Pix[i] = 20
	}
	return g
}

// encoded returns the same picture in each of the formats.
func encoded(t testing.TB, im image.Image) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	for name, write := range map[string]func(b *bytes.Buffer) error{
		"png":  func(b *bytes.Buffer) error { return png.Encode(b, im) },
		"jpeg": func(b *bytes.Buffer) error { return jpeg.Encode(b, im, nil) },
		"gif":  func(b *bytes.Buffer) error { return gif.Encode(b, im, nil) },
		"bmp":  func(b *bytes.Buffer) error { return bmp.Encode(b, im) },
		"tiff": func(b *bytes.Buffer) error { return tiff.Encode(b, im, nil) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		out[name] = b.Bytes()
	}
	return out
}

func TestDecode(t *testing.T) {
	nrgba := image.NewNRGBA(image.Rect(0, 0, 320, 400)) // transparent is paper
	for y := range 200 {
		for x := range 320 {
			nrgba.Set(x, y, color.NRGBA{30, 20, 10, 255})
		}
	}
	for name, im := range map[string]image.Image{"gray": halves(320, 400), "transparent": nrgba} {
		for format, data := range encoded(t, im) {
			if name == "transparent" && format != "png" {
				continue
			}
			n := 0
			for g, err := range Decode(data) {
				if err != nil {
					t.Fatalf("%s %s: %v", name, format, err)
				}
				if top, low := g.GrayAt(9, 9).Y, g.GrayAt(9, 390).Y; top > 60 || low < 200 || g.Rect.Dx() != 320 {
					t.Errorf("%s %s: %d above, %d below", name, format, top, low)
				}
				n++
			}
			if n != 1 || Count(data) != 1 || !Large(data) {
				t.Errorf("%s %s: %d pages", name, format, n)
			}
		}
	}
	for format, data := range encoded(t, halves(200, 400)) {
		for range Decode(data) {
			t.Errorf("%s: a picture of 200 by 400 is no page", format)
		}
	}
}

// TestTIFFPages holds that each page of a TIFF file is read, and that a chain of
// pages that leads back ends.
func TestTIFFPages(t *testing.T) {
	one := encoded(t, halves(320, 400))["tiff"]
	first := int(binary.LittleEndian.Uint32(one[4:]))
	next := first + 2 + 12*int(binary.LittleEndian.Uint16(one[first:]))
	two := append(bytes.Clone(one), one[first:next+4]...)
	binary.LittleEndian.PutUint32(two[next:], uint32(len(one)))
	round := bytes.Clone(two)
	binary.LittleEndian.PutUint32(round[len(round)-4:], uint32(first))
	for name, data := range map[string][]byte{"two": two, "round": round} {
		n := 0
		for _, err := range Decode(data) {
			if err != nil {
				t.Fatal(err)
			}
			n++
		}
		if n != 2 || Count(data) != 2 {
			t.Errorf("%s: %d pages, %d counted", name, n, Count(data))
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	bomb := encoded(t, image.NewPaletted(image.Rect(0, 0, 1, 1), color.Palette{color.White}))["png"]
	binary.BigEndian.PutUint32(bomb[16:], 60_000)
	binary.BigEndian.PutUint32(bomb[20:], 60_000)
	bomb = fixCRC(bomb)
	deep := encoded(t, image.NewRGBA64(image.Rect(0, 0, 1, 1)))["png"]
	binary.BigEndian.PutUint32(deep[16:], 6000)
	binary.BigEndian.PutUint32(deep[20:], 6000)
	deep = fixCRC(deep)
	whole := encoded(t, halves(800, 900))
	for name, c := range map[string]struct {
		data []byte
		want gongkai.Reason
	}{
		"3.6 thousand million pixels": {bomb, gongkai.ReasonLimit},
		"36 million of 8 bytes":       {deep, gongkai.ReasonLimit},
		"half a JPEG":                 {whole["jpeg"][:len(whole["jpeg"])/2], gongkai.ReasonCorrupt},
		"half a PNG":                  {whole["png"][:len(whole["png"])/2], gongkai.ReasonCorrupt},
		"a JPEG's first bytes":        {[]byte("\xFF\xD8\xFF\xE0\x00\x10JFIF"), gongkai.ReasonCorrupt},
		"no picture":                  {[]byte("<html>"), gongkai.ReasonCorrupt},
		"a TIFF's first bytes":        {[]byte("II*\x00"), gongkai.ReasonCorrupt},
	} {
		t.Run(name, func(t *testing.T) {
			var last error
			for _, err := range Decode(c.data) {
				last = err
			}
			var re *gongkai.ReadError
			if !errors.As(last, &re) || re.Reason != c.want {
				t.Errorf("%v, want %s", last, c.want)
			}
		})
	}
}

// TestReduce holds that work on a page is bounded, whatever its size.
func TestReduce(t *testing.T) {
	g := reduce(halves(6000, 4000))
	if n := g.Rect.Dx() * g.Rect.Dy(); n > maxWorking || n < maxWorking*9/10 || g.GrayAt(5, 5).Y != 20 || g.GrayAt(5, g.Rect.Dy()-5).Y != 255 {
		t.Errorf("%v", g.Rect)
	}
}

func FuzzDecode(f *testing.F) {
	for _, b := range encoded(f, halves(301, 301)) {
		f.Add(b)
	}
	f.Add([]byte("II*\x00\x08\x00\x00\x00\x01\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		n := 0
		for g, err := range Decode(data) {
			var re *gongkai.ReadError
			if err != nil && !errors.As(err, &re) {
				t.Fatalf("%T: %v", err, err)
			}
			if g != nil {
				if len(g.Pix) > limit.MaxPixels {
					t.Fatalf("%v", g.Rect)
				}
				s := open(g)
				s.page()
			}
			if n++; n > 2 {
				break
			}
		}
	})
}

// fixCRC sets the checksum of a PNG file's header.
func fixCRC(b []byte) []byte {
	binary.BigEndian.PutUint32(b[29:], crc32.ChecksumIEEE(b[12:29]))
	return b
}
