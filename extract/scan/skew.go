package scan

import (
	"image"
	"math"
)

const (
	maxSkew   = 2.5     // degrees, to either side
	maxPoints = 200_000 // looked at to find the angle
)

// skew returns the angle in degrees by which a page's lines fall to the right: the
// one under which the upper edges of its ink gather in the fewest rows. It is 0
// where no angle stands out.
func (k *ink) skew() float64 {
	pts := k.edges()
	if len(pts) < 200 {
		return 0
	}
	rows := make([]int32, k.h+2*int(float64(k.w)*math.Tan(maxSkew*math.Pi/180))+8)
	shift := float64(len(rows)-k.h) / 2
	score := func(deg float64) float64 {
		clear(rows)
		t := math.Tan(deg * math.Pi / 180)
		for _, p := range pts {
			rows[int(float64(p.Y)-float64(p.X-k.w/2)*t+shift)]++
		}
		sum := 0.0
		for _, n := range rows {
			sum += float64(n) * float64(n)
		}
		return sum
	}
	best, at := score(0), 0.0
	level := best
	try := func(deg float64) {
		if s := score(deg); s > best {
			best, at = s, deg
		}
	}
	for d := -maxSkew; d <= maxSkew; d += 0.1 {
		try(d)
	}
	for mid, d := at, -0.08; d <= 0.081; d += 0.02 {
		try(mid + d)
	}
	if math.Abs(at) < 0.03 || best < 1.02*level {
		return 0
	}
	return at
}

// edges lists ink with paper above it, evenly thinned out.
func (k *ink) edges() []image.Point {
	count := 0
	for i := k.w; i < len(k.bits); i++ {
		if k.bits[i] != 0 && k.bits[i-k.w] == 0 {
			count++
		}
	}
	step := count/maxPoints + 1
	pts := make([]image.Point, 0, count/step+1)
	n := 0
	for i := k.w; i < len(k.bits); i++ {
		if k.bits[i] != 0 && k.bits[i-k.w] == 0 {
			if n++; n%step == 0 {
				pts = append(pts, image.Pt(i%k.w, i/k.w))
			}
		}
	}
	return pts
}

// straighten turns a page so that lines which fall by an angle run level.
func straighten(g *image.Gray, deg float64) *image.Gray {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	out := image.NewGray(image.Rect(0, 0, w, h))
	sin, cos := math.Sincos(deg * math.Pi / 180)
	cx, cy := float64(w)/2, float64(h)/2
	for y := range h {
		dy := float64(y) - cy
		sx, sy := cx-cx*cos-dy*sin, cy-cx*sin+dy*cos
		line := out.Pix[y*out.Stride : y*out.Stride+w]
		for x := range w {
			line[x] = sample(g, sx, sy)
			sx, sy = sx+cos, sy+sin
		}
	}
	return out
}

// sample returns the brightness between pixels; beyond the edge is paper.
func sample(g *image.Gray, x, y float64) uint8 {
	w, h := g.Rect.Dx(), g.Rect.Dy()
	if x < -0.5 || y < -0.5 || x > float64(w)-0.5 || y > float64(h)-0.5 {
		return 255
	}
	x, y = max(0, min(x, float64(w-1))), max(0, min(y, float64(h-1)))
	x0, y0 := int(x), int(y)
	fx, fy := int((x-float64(x0))*256), int((y-float64(y0))*256)
	i := y0*g.Stride + x0
	right, below := min(1, w-1-x0), min(1, h-1-y0)*g.Stride
	top := int(g.Pix[i])*(256-fx) + int(g.Pix[i+right])*fx
	low := int(g.Pix[i+below])*(256-fx) + int(g.Pix[i+below+right])*fx
	return uint8((top*(256-fy) + low*fy) >> 16)
}
