package scan

import (
	"image"
	"testing"
)

// half is a picture of which one side is dark.
func half(w, h int, dark image.Rectangle) *image.Gray {
	g := paper(w, h)
	for y := dark.Min.Y; y < dark.Max.Y; y++ {
		for x := dark.Min.X; x < dark.Max.X; x++ {
			g.Pix[y*g.Stride+x] = 0
		}
	}
	return g
}

// TestCompose holds how pages come together from pictures: places are told by a
// dark left upper quarter.
func TestCompose(t *testing.T) {
	quarter := half(800, 1000, image.Rect(0, 0, 400, 500))
	full := [6]float64{400, 0, 0, 500, 0, 0}
	for name, c := range map[string]struct {
		w, h   float64
		pieces []Piece
		dark   [4]bool // upper left, upper right, lower left, lower right
	}{
		"one":         {400, 500, []Piece{{quarter, false, full}}, [4]bool{true, false, false, false}},
		"upside down": {400, 500, []Piece{{quarter, false, [6]float64{-400, 0, 0, -500, 400, 500}}}, [4]bool{false, false, false, true}},
		"turned":      {500, 400, []Piece{{quarter, false, [6]float64{0, 400, -500, 0, 500, 0}}}, [4]bool{false, true, false, false}},
		"strips": {400, 500, []Piece{{half(800, 500, image.Rect(0, 0, 400, 500)), false, [6]float64{400, 0, 0, 250, 0, 0}},
			{half(800, 500, image.Rect(400, 0, 800, 500)), false, [6]float64{400, 0, 0, 250, 0, 250}}}, [4]bool{true, false, false, true}},
		"ink on paper": {400, 500, []Piece{{paper(400, 500), false, full}, {quarter, true, full}}, [4]bool{true, false, false, false}},
		"ink twice": {400, 500, []Piece{{quarter, true, full}, {half(800, 1000, image.Rect(0, 500, 400, 1000)), true, full}},
			[4]bool{true, false, true, false}},
	} {
		t.Run(name, func(t *testing.T) {
			g := Compose(c.w, c.h, c.pieces)
			if g == nil {
				t.Fatal("no page")
			}
			w, h := g.Rect.Dx(), g.Rect.Dy()
			var got [4]bool
			for i := range got {
				got[i] = g.GrayAt(w/4+i%2*w/2, h/4+i/2*h/2).Y < 128
			}
			if got != c.dark {
				t.Errorf("dark %v, want %v", got, c.dark)
			}
		})
	}
	if g := Compose(400, 500, []Piece{{paper(60, 60), false, [6]float64{60, 0, 0, 60, 0, 0}}}); g != nil && g.Rect.Dx() < minSide {
		t.Errorf("a seal is no page: %v", g.Rect)
	}
	if g := Compose(1e9, 1e9, []Piece{{quarter, false, [6]float64{1e-3, 0, 0, 1e-3, 0, 0}}}); g != nil && len(g.Pix) > maxWorking {
		t.Errorf("%v", g.Rect)
	}
	for _, m := range [][6]float64{{}, {1, 1, 1, 1, 0, 0}} {
		Compose(400, 500, []Piece{{quarter, false, m}})
	}
}
