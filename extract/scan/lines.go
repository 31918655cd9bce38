package scan

import (
	"image"
	"slices"
)

// bands splits the ink of a cell into its lines of text, from top to bottom.
func bands(blots []blot) []image.Rectangle {
	order := slices.Clone(blots)
	slices.SortFunc(order, func(a, b blot) int { return a.Min.Y - b.Min.Y })
	var out []image.Rectangle
	for _, b := range order {
		if n := len(out); n > 0 && b.Min.Y < out[n-1].Max.Y {
			out[n-1] = out[n-1].Union(b.Rectangle)
			continue
		}
		out = append(out, b.Rectangle)
	}
	return merged(out)
}

// merged joins bands that are only a part of a character's height (the dots of
// 六, a comma, a dash) to the nearer of their neighbours.
func merged(in []image.Rectangle) []image.Rectangle {
	high := 0
	for _, b := range in {
		high = max(high, b.Dy())
	}
	for {
		at, gap := -1, 0
		for i := 1; i < len(in); i++ {
			d := in[i].Min.Y - in[i-1].Max.Y
			together := in[i].Max.Y - in[i-1].Min.Y
			if together*10 <= high*13 && (in[i].Dy()*2 < high || in[i-1].Dy()*2 < high) && (at < 0 || d < gap) {
				at, gap = i, d
			}
		}
		if at < 0 {
			return in
		}
		in[at-1] = in[at-1].Union(in[at])
		in = slices.Delete(in, at, at+1)
	}
}

// strip lays the lines of a cell beside one another, so that they are read as one:
// words that break at a line's end are whole, and so is text that runs downwards.
func strip(g *image.Gray, lines []image.Rectangle) *image.Gray {
	const pad = 2
	high, wide := 0, 0
	for _, l := range lines {
		high = max(high, l.Dy())
	}
	gap := high / 6
	for _, l := range lines {
		wide += l.Dx() + gap
	}
	out := paper(wide-gap+2*pad, high+2*pad)
	x := pad
	for _, l := range lines {
		for y := range l.Dy() {
			to := (pad + y + (high-l.Dy())/2) * out.Stride
			from := (l.Min.Y+y)*g.Stride + l.Min.X
			copy(out.Pix[to+x:], g.Pix[from:from+l.Dx()])
		}
		x += l.Dx() + gap
	}
	return out
}
