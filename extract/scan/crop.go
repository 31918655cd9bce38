package scan

import (
	"image"
	"math"
	"slices"
)

const (
	// margin is the white around a crop, in its pixels: the recogniser loses what
	// touches the edge.
	margin = 14

	// maxEnlarge is how much a crop is enlarged at most: a dash is not a letter.
	maxEnlarge = 4.0
)

// cut takes a piece out of a page, scaled, with white around it.
func cut(g *image.Gray, from image.Rectangle, scale float64) *image.Gray {
	from = from.Intersect(g.Rect)
	scale = min(scale, maxEnlarge)
	w, h := int(float64(from.Dx())*scale), int(float64(from.Dy())*scale)
	out := paper(w+2*margin, h+2*margin)
	for y := range h {
		sy := min(max(0, (float64(y)+0.5)/scale-0.5), float64(from.Dy()-1))
		line := out.Pix[(y+margin)*out.Stride+margin:]
		for x := range w {
			sx := min(max(0, (float64(x)+0.5)/scale-0.5), float64(from.Dx()-1))
			line[x] = sample(g, sx+float64(from.Min.X), sy+float64(from.Min.Y))
		}
	}
	return out
}

// paper returns a white picture.
func paper(w, h int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, w, h))
	for i := range g.Pix {
		g.Pix[i] = 255
	}
	return g
}

// reduce makes a page as small as it is worked on, by averages.
func reduce(g *image.Gray) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	if w*h <= maxWorking {
		return g
	}
	s := math.Sqrt(float64(w*h) / maxWorking)
	nw, nh := int(float64(w)/s), int(float64(h)/s)
	out := image.NewGray(image.Rect(0, 0, nw, nh))
	for y := range nh {
		y0, y1 := y*h/nh, max(y*h/nh+1, (y+1)*h/nh)
		for x := range nw {
			x0, x1 := x*w/nw, max(x*w/nw+1, (x+1)*w/nw)
			sum := 0
			for sy := y0; sy < y1; sy++ {
				for _, v := range g.Pix[sy*g.Stride+x0 : sy*g.Stride+x1] {
					sum += int(v)
				}
			}
			out.Pix[y*out.Stride+x] = uint8(sum / ((x1 - x0) * (y1 - y0)))
		}
	}
	return out
}

// develop makes ink black and paper white: it turns negatives over, because a page
// is mostly paper whatever its file says of which is which, and darkens faint print.
func develop(g *image.Gray) *image.Gray {
	const inked = 200 // one pixel in so many is surely ink
	w, h := g.Rect.Dx(), g.Rect.Dy()
	var count [256]int
	sum := 0
	for y := range h {
		for _, v := range g.Pix[y*g.Stride : y*g.Stride+w] {
			count[v]++
			sum += int(v)
		}
	}
	negative := sum < 96*w*h
	if negative {
		slices.Reverse(count[:])
	}
	ink := darkest(count, w*h/inked)
	paper := darkest(count, w*h/2)
	if paper-ink < 32 {
		ink = 0 // nothing is printed, or nothing can be told
	}
	var table [256]uint8
	for v := range table {
		x := v
		if negative {
			x = 255 - v
		}
		table[v] = uint8(255 * (min(max(x, ink), paper) - ink) / max(1, paper-ink))
	}
	out := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x, v := range g.Pix[y*g.Stride : y*g.Stride+w] {
			out.Pix[y*w+x] = table[v]
		}
	}
	return out
}

// darkest returns the brightness that so many pixels do not exceed.
func darkest(count [256]int, pixels int) int {
	for v, n := range count {
		if pixels -= n; pixels < 0 {
			return v
		}
	}
	return 255
}
