package scan

import "image"

// A Piece is a picture drawn on a page: a page may be drawn in strips, or as a
// picture of its paper under one of its ink. Matrix maps the unit square, y down
// from the picture's upper left corner, to the page in points.
type Piece struct {
	Picture *image.Gray
	Mask    bool // only its dark pixels are drawn
	Matrix  [6]float64
}

// Compose draws pieces onto a page of a size in points, as fine as the finest of
// them; a single one that fills the page upright is returned as it is.
func Compose(width, height float64, pieces []Piece) *image.Gray {
	if !(width > 0) || !(height > 0) || len(pieces) == 0 {
		return nil
	}
	fine := 0.0 // pixels of a point
	for _, p := range pieces {
		m := p.Matrix
		if across := max(abs(m[0]), abs(m[1])); across > 0 {
			fine = max(fine, float64(p.Picture.Rect.Dx())/across)
		}
	}
	if len(pieces) == 1 {
		m := pieces[0].Matrix
		if m[1] == 0 && m[2] == 0 && m[0] > 0.8*width && m[3] > 0.8*height {
			return pieces[0].Picture
		}
	}
	for fine > 0 && width*fine*height*fine > maxWorking {
		fine *= 0.95
	}
	w, h := int(width*fine), int(height*fine)
	if w < minSide || h < minSide {
		return nil
	}
	out := paper(w, h)
	for _, p := range pieces {
		p.draw(out, fine)
	}
	return out
}

// draw draws a piece by looking up, for each pixel of the page, where it lies in
// the picture.
func (p Piece) draw(out *image.Gray, fine float64) {
	m := p.Matrix
	det := m[0]*m[3] - m[1]*m[2]
	if det == 0 || det != det {
		return
	}
	pw, ph := float64(p.Picture.Rect.Dx()), float64(p.Picture.Rect.Dy())
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			px, py := (float64(x)+0.5)/fine-m[4], (float64(y)+0.5)/fine-m[5]
			u, v := (px*m[3]-py*m[2])/det, (py*m[0]-px*m[1])/det
			if u < 0 || v < 0 || u >= 1 || v >= 1 {
				continue
			}
			g := sample(p.Picture, u*pw-0.5, v*ph-0.5)
			if i := y*out.Stride + x; !p.Mask {
				out.Pix[i] = g
			} else {
				out.Pix[i] = min(out.Pix[i], g)
			}
		}
	}
}

func abs(x float64) float64 { return max(x, -x) }
