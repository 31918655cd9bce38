package scan

import (
	"image"
	"slices"
)

// A blot is ink that hangs together: a character, a part of one, or dirt.
type blot struct {
	image.Rectangle
	area int
}

// blots lists the ink in an area, without specks and without what is left of
// ruling lines at its edges. unit is the pixels of a point.
func (k *ink) blots(in image.Rectangle, unit float64) []blot {
	in = in.Intersect(image.Rect(0, 0, k.w, k.h))
	if in.Empty() {
		return nil
	}
	w, h := in.Dx(), in.Dy()
	seen := make([]bool, w*h)
	var out []blot
	var stack []int32
	speck, thin := max(2, int(0.8*unit)), max(3, int(1.3*unit))
	for i := range seen {
		if seen[i] || !k.at(in.Min.X+i%w, in.Min.Y+i/w) {
			continue
		}
		b := blot{Rectangle: image.Rect(i%w, i/w, i%w+1, i/w+1)}
		seen[i] = true
		stack = append(stack[:0], int32(i))
		for len(stack) > 0 {
			j := int(stack[len(stack)-1])
			stack = stack[:len(stack)-1]
			x, y := j%w, j/w
			b.area++
			b.Min.X, b.Min.Y, b.Max.X, b.Max.Y = min(b.Min.X, x), min(b.Min.Y, y), max(b.Max.X, x+1), max(b.Max.Y, y+1)
			for dy := -1; dy <= 1; dy++ {
				for dx := -1; dx <= 1; dx++ {
					nx, ny := x+dx, y+dy
					if nx < 0 || ny < 0 || nx >= w || ny >= h || seen[ny*w+nx] || !k.at(in.Min.X+nx, in.Min.Y+ny) {
						continue
					}
					seen[ny*w+nx] = true
					stack = append(stack, int32(ny*w+nx))
				}
			}
		}
		edge := b.Min.X == 0 || b.Min.Y == 0 || b.Max.X == w || b.Max.Y == h
		switch {
		case b.Dx() <= speck && b.Dy() <= speck:
		case edge && (b.Dx() <= thin || b.Dy() <= thin):
		default:
			b.Rectangle = b.Add(in.Min)
			out = append(out, b)
		}
	}
	slices.SortFunc(out, func(a, b blot) int { return a.Min.X - b.Min.X })
	return out
}

// bounds returns what blots cover together.
func bounds(blots []blot) image.Rectangle {
	var all image.Rectangle
	for _, b := range blots {
		all = all.Union(b.Rectangle)
	}
	return all
}

// numeral reports whether blots may be the digits of one number: a few on one
// line, each higher than wide, or a dash.
func numeral(blots []blot, unit float64) bool {
	const most = 14
	if len(blots) == 0 || len(blots) > most {
		return false
	}
	all := bounds(blots)
	if h := float64(all.Dy()) / unit; h > 24 {
		return false
	}
	tall := 0
	for _, b := range blots {
		if b.Dy()*3 >= all.Dy()*2 {
			tall++
		}
		if b.Dx()*100 > b.Dy()*115 && b.Dy()*3 > all.Dy() && len(blots) > 1 {
			return false
		}
	}
	return tall*2 >= len(blots)
}

// narrow reports whether no blot is as wide as an ideograph.
func narrow(blots []blot) bool {
	for _, b := range blots {
		if b.Dx()*100 > b.Dy()*80 {
			return false
		}
	}
	return true
}
