package scan

import "image"

// What a digit's ink looks like is a witness of its own: it knows nothing of what
// recognisers are trained on. Holes tell most digits apart in any type face.

// figures are digits that a shape may be, a bit each.
type figures uint16

func figure(digits string) figures {
	var f figures
	for _, d := range digits {
		f |= 1 << (d - '0')
	}
	return f
}

func (f figures) has(d byte) bool { return d >= '0' && d <= '9' && f&(1<<(d-'0')) != 0 }

// A hole is paper shut in by ink: its middle and height as parts of the blot's.
type hole struct{ mid, high float64 }

// figures returns the digits that a blot may be.
func (k *ink) figures(b blot) figures {
	holes := k.holes(b)
	switch len(holes) {
	case 0:
		if k.upright(b) {
			return figure("1")
		}
		return figure("23574")
	case 1:
		h := holes[0]
		switch {
		case h.high > 0.52 && h.mid > 0.4 && h.mid < 0.6:
			return figure("0")
		case h.mid >= 0.55:
			return figure("6")
		case h.mid <= 0.45 && h.high <= 0.52:
			return figure("94")
		}
		return figure("4069")
	case 2:
		return figure("8")
	}
	return 0
}

// upright reports whether a blot is little more than a stroke from top to bottom.
func (k *ink) upright(b blot) bool {
	if b.Dx()*100 > b.Dy()*62 {
		return false
	}
	best := 0
	for x := b.Min.X; x < b.Max.X; x++ {
		n := 0
		for y := b.Min.Y; y < b.Max.Y; y++ {
			if k.at(x, y) {
				n++
			}
		}
		best = max(best, n)
	}
	if best*100 < b.Dy()*88 {
		return false
	}
	// 7 has a bar at its top, as wide as itself; 1 at most at its foot.
	top := 0
	for y := b.Min.Y; y < b.Min.Y+max(1, b.Dy()/7); y++ {
		n := 0
		for x := b.Min.X; x < b.Max.X; x++ {
			if k.at(x, y) {
				n++
			}
		}
		top = max(top, n)
	}
	return top*100 <= b.Dx()*80 || b.Dx()*100 <= b.Dy()*30
}

// holes lists the holes of a blot, but for pinholes.
func (k *ink) holes(b blot) []hole {
	// The paper around the blot is one piece: begin from a frame about it.
	w, h := b.Dx()+2, b.Dy()+2
	seen := make([]bool, w*h)
	paper := func(i int) bool {
		x, y := b.Min.X+i%w-1, b.Min.Y+i/w-1
		return !image.Pt(x, y).In(b.Rectangle) || !k.at(x, y)
	}
	var stack []int
	var out []hole
	for i := range seen {
		if seen[i] || !paper(i) {
			continue
		}
		seen[i] = true
		stack = append(stack[:0], i)
		area, top, low := 0, i/w, i/w
		for len(stack) > 0 {
			j := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			area++
			top, low = min(top, j/w), max(low, j/w)
			for _, n := range [4]int{j - w, j + w, j - 1, j + 1} {
				if n < 0 || n >= w*h || n == j-1 && j%w == 0 || n == j+1 && n%w == 0 || seen[n] || !paper(n) {
					continue
				}
				seen[n] = true
				stack = append(stack, n)
			}
		}
		if i > 0 && area*80 >= b.Dx()*b.Dy() {
			out = append(out, hole{(float64(top+low)/2 - 0.5) / float64(b.Dy()), float64(low-top+1) / float64(b.Dy())})
		}
	}
	return out
}

// fit says how the shapes of blots, from left to right, bear out digits: whether
// none speaks against them, and whether they leave no other.
func (k *ink) fit(blots []blot, digits string) (may, must bool) {
	if len(blots) != len(digits) {
		return false, false
	}
	must = true
	for i, b := range blots {
		f := k.figures(b)
		if !f.has(digits[i]) {
			return false, false
		}
		must = must && f&(f-1) == 0
	}
	return true, must
}

// roomFor reports whether blots, some of which touch or are broken, may be so many
// digits: no more of them are as high as a digit, and each digit has the width of
// one. Recognisers drop digits, and see some twice.
func roomFor(blots []blot, digits int) bool {
	all := bounds(blots)
	tall := 0
	for _, b := range blots {
		if b.Dy()*10 >= all.Dy()*7 {
			tall++
		}
	}
	each := float64(all.Dx()) / float64(all.Dy()) / float64(digits)
	return tall <= digits && each > 0.3 && each < 0.85
}
