package pdf

import (
	"context"
	"fmt"
	"image"
	"iter"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"

	"gongkai"
	"gongkai/extract/limit"
)

// maxPictures is how many pictures a page may be drawn of, all of them together
// not larger than one may be. Scanners cut pages into some dozens of strips.
const maxPictures = 200

// A Sheet is a page with the pictures drawn on it, in points from its upper left
// corner.
type Sheet struct {
	Width, Height float64
	Pictures      []Picture
}

// A Picture is drawn where Matrix puts the unit square, y down from the picture's
// upper left corner. Of a mask only the dark pixels are drawn.
type Picture struct {
	Image  image.Image
	Mask   bool
	Matrix [6]float64
}

// A gallery collects the pictures of pages while they are interpreted.
type gallery struct {
	sheets []placedSheet
	last   *interpreter
}

type placedSheet struct {
	width, height float64
	placed        []placed
}

type placed struct {
	object types.Object
	m      matrix
}

// picture notes an image where its sheet is wanted.
func (i *interpreter) picture(o types.Object) error {
	g := i.gallery
	if g == nil {
		return nil
	}
	if g.last != i {
		g.last = i
		g.sheets = append(g.sheets, placedSheet{width: i.page.Width, height: i.page.Height})
	}
	s := &g.sheets[len(g.sheets)-1]
	if len(s.placed) >= maxPictures {
		return limit.Exceeded("pictures on a page", len(s.placed)+1, maxPictures)
	}
	s.placed = append(s.placed, placed{o, i.state.ctm})
	return nil
}

// Pictures returns the pages that have pictures, with them, decoded one page at a
// time. JBIG2 and JPEG 2000 are refused. Every error is a *gongkai.ReadError.
func Pictures(data []byte) iter.Seq2[Sheet, error] {
	return func(yield func(Sheet, error) bool) {
		g, f, err := hang(data)
		if err != nil {
			yield(Sheet{}, err)
			return
		}
		for _, p := range g.sheets {
			s, err := f.sheet(p)
			if !yield(s, err) || err != nil {
				return
			}
		}
	}
}

// hang interprets the pages and returns what is drawn on them.
func hang(data []byte) (g *gallery, f *file, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = corrupt("the file's objects contradict one another; fetch it again", fmt.Errorf("%v", r))
		}
	}()
	if len(data) > limit.MaxBytes {
		return nil, nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	ctx, cancel := context.WithTimeout(context.Background(), maxTime)
	defer cancel()
	if f, err = open(ctx, data); err != nil {
		return nil, nil, err
	}
	r := newReader(ctx, f)
	r.gallery = &gallery{}
	defer r.done()
	_, err = r.pages()
	return r.gallery, f, err
}

// sheet decodes the pictures of a page.
func (f *file) sheet(p placedSheet) (s Sheet, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = corrupt("a picture contradicts what is said of it; fetch the file again", fmt.Errorf("%v", r))
		}
	}()
	s = Sheet{Width: p.width, Height: p.height}
	pixels := 0
	for _, it := range p.placed {
		d, ok := f.get(it.object).(types.StreamDict)
		if !ok {
			continue
		}
		w, h := f.int(d.Dict["Width"]), f.int(d.Dict["Height"])
		if err := limit.Picture(w, h, 1); err != nil {
			return s, err
		}
		if pixels += w * h; pixels > limit.MaxPixels {
			return s, limit.Exceeded("million pixels on a page", pixels/1_000_000, limit.MaxPixels/1_000_000)
		}
		mask, _ := f.get(d.Dict["ImageMask"]).(types.Boolean)
		im, err := f.decode(&d, w, h, bool(mask))
		if err != nil {
			return s, err
		}
		m := it.m
		s.Pictures = append(s.Pictures, Picture{Image: im, Mask: bool(mask), Matrix: [6]float64{m[0], m[1], -m[2], -m[3], m[4] + m[2], m[5] + m[3]}})
	}
	return s, nil
}

// unreadable refuses a scan in a coding that is not decoded.
func unreadable(coding string) *gongkai.ReadError {
	return &gongkai.ReadError{Reason: gongkai.ReasonImages, Detail: "the pages are pictures coded as " + coding + ", which cannot be recognised; print the file to a PDF with JPEG pictures"}
}
