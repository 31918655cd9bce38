package scan

import "image"

// ink is a page in black and white, a byte a pixel: 1 is ink.
type ink struct {
	w, h int
	bits []uint8
}

func newInk(w, h int) *ink { return &ink{w, h, make([]uint8, w*h)} }

func (k *ink) at(x, y int) bool { return k.bits[y*k.w+x] != 0 }

// binarise tells ink from paper: what is darker than three quarters of its
// surroundings, so that shaded cells and the dark edges of copies stay paper.
func binarise(g *image.Gray) *ink {
	out := newInk(g.Rect.Dx(), g.Rect.Dy())
	around(g, nil, func(x, y int, sum, n uint64) {
		if v := uint64(g.Pix[y*g.Stride+x]); v*n*4 < sum*3 && v < 215 {
			out.bits[y*out.w+x] = 1
		}
	})
	return out
}

// bleach returns a page whose paper is white everywhere: a recogniser takes the
// edge between grey paper and the white around a crop for a stroke.
func bleach(g *image.Gray, k *ink) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, k.w, k.h))
	around(g, k, func(x, y int, sum, n uint64) {
		v := uint64(g.Pix[y*g.Stride+x])
		if n > 0 && sum > 0 {
			v = min(255, v*n*260/sum) // a little more, for the paper's grain
		}
		out.Pix[y*out.Stride+x] = uint8(v)
	})
	return out
}

// around visits each pixel with the sum of the brightness around it, in a window
// of a thirtieth of the page's width, and the number of pixels summed. Where ink
// is given, only paper counts.
func around(g *image.Gray, k *ink, visit func(x, y int, sum, n uint64)) {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	half := max(8, w/60)
	// Sums over the columns of the rows around y, moved down row by row.
	sums, counts := make([]uint32, w), make([]uint32, w)
	change := func(y int, sign uint32) {
		row := g.Pix[y*g.Stride : y*g.Stride+w]
		for x, v := range row {
			if k == nil || k.bits[y*w+x] == 0 {
				sums[x] += sign * uint32(v)
				counts[x] += sign
			}
		}
	}
	for y := range min(half, h) {
		change(y, 1)
	}
	for y := range h {
		if y+half < h {
			change(y+half, 1)
		}
		if old := y - half - 1; old >= 0 {
			change(old, ^uint32(0)) // minus one
		}
		sum, n := uint64(0), uint64(0)
		for x := range min(half, w) {
			sum, n = sum+uint64(sums[x]), n+uint64(counts[x])
		}
		for x := range w {
			if x+half < w {
				sum, n = sum+uint64(sums[x+half]), n+uint64(counts[x+half])
			}
			if old := x - half - 1; old >= 0 {
				sum, n = sum-uint64(sums[old]), n-uint64(counts[old])
			}
			visit(x, y, sum, n)
		}
	}
}

// clear takes the ink out of an area.
func (k *ink) clear(r image.Rectangle) {
	r = r.Intersect(image.Rect(0, 0, k.w, k.h))
	for y := r.Min.Y; y < r.Max.Y; y++ {
		clear(k.bits[y*k.w+r.Min.X : y*k.w+r.Max.X])
	}
}

// turned returns the page with rows and columns swapped.
func (k *ink) turned() *ink {
	out := newInk(k.h, k.w)
	for y := range k.h {
		for x := range k.w {
			out.bits[x*k.h+y] = k.bits[y*k.w+x]
		}
	}
	return out
}
