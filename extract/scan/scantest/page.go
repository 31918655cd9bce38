package scantest

import (
	"image"
	"math"
	"math/rand/v2"
)

// A Page is a page in the making: A4 at 150 dots an inch.
type Page struct {
	*image.Gray
	Dot int // side of a glyph's dot, in pixels
}

// Line is the thickness of ruling lines, in pixels.
const Line = 3

// NewPage returns an empty page.
func NewPage() *Page {
	p := &Page{image.NewGray(image.Rect(0, 0, 1240, 1754)), 2}
	for i := range p.Pix {
		p.Pix[i] = 255
	}
	return p
}

// Fill blackens an area.
func (p *Page) Fill(r image.Rectangle) {
	r = r.Intersect(p.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			p.Pix[y*p.Stride+x] = 0
		}
	}
}

// Text prints a line of text with its upper left corner at (x, y).
func (p *Page) Text(x, y int, s string) {
	for _, c := range s {
		g := glyphOf(c)
		for r, row := range g.rows {
			for d := range g.wide {
				if row>>d&1 != 0 {
					p.Fill(image.Rect(x+d*p.Dot, y+r*p.Dot, x+(d+1)*p.Dot, y+(r+1)*p.Dot))
				}
			}
		}
		x += (g.wide + 2) * p.Dot
	}
}

func (p *Page) width(s string) int {
	w := 0
	for _, c := range s {
		w += (glyphOf(c).wide + 2) * p.Dot
	}
	return w - 2*p.Dot
}

// A Cell is a cell of a table, by the rows and columns that it covers.
type Cell struct {
	Row, Col, Rows, Cols int
	Text                 string
}

// At returns a cell.
func At(row, col, rows, cols int, text string) Cell { return Cell{row, col, rows, cols, text} }

// Table draws a table: the sides of its columns and rows, and its cells with their
// text in the middle, in as many lines as it needs.
func (p *Page) Table(xs, ys []int, cells []Cell) {
	for _, c := range cells {
		r := image.Rect(xs[c.Col], ys[c.Row], xs[c.Col+c.Cols], ys[c.Row+c.Rows])
		p.Fill(image.Rect(r.Min.X, r.Min.Y, r.Max.X+Line, r.Min.Y+Line))
		p.Fill(image.Rect(r.Min.X, r.Max.Y, r.Max.X+Line, r.Max.Y+Line))
		p.Fill(image.Rect(r.Min.X, r.Min.Y, r.Min.X+Line, r.Max.Y+Line))
		p.Fill(image.Rect(r.Max.X, r.Min.Y, r.Max.X+Line, r.Max.Y+Line))
		var lines []string
		line := ""
		for _, ch := range c.Text {
			if line != "" && p.width(line+string(ch)) > r.Dx()-12 {
				lines, line = append(lines, line), ""
			}
			line += string(ch)
		}
		lines = append(lines, line)
		high := 10 * p.Dot
		y := (r.Min.Y + r.Max.Y + Line - high*len(lines) + 3*p.Dot) / 2
		for _, l := range lines {
			p.Text((r.Min.X+r.Max.X+Line-p.width(l))/2, y, l)
			y += high
		}
	}
}

// Spoil treats the page as scanners do: turns it by some degrees, breaks it with
// white specks and strews dirt over it.
func (p *Page) Spoil(degrees float64, specks int, seed uint64) {
	rnd := rand.New(rand.NewPCG(seed, 1))
	for range specks {
		x, y := rnd.IntN(p.Rect.Dx()), rnd.IntN(p.Rect.Dy())
		p.Pix[y*p.Stride+x] = uint8(rnd.IntN(2) * 255)
	}
	if degrees == 0 {
		return
	}
	was := *p.Gray
	out := NewPage().Gray
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	cx, cy := float64(p.Rect.Dx())/2, float64(p.Rect.Dy())/2
	for y := range p.Rect.Dy() {
		for x := range p.Rect.Dx() {
			dx, dy := float64(x)-cx, float64(y)-cy
			sx, sy := int(cx+dx*cos+dy*sin+0.5), int(cy-dx*sin+dy*cos+0.5)
			if image.Pt(sx, sy).In(was.Rect) {
				out.Pix[y*out.Stride+x] = was.Pix[sy*was.Stride+sx]
			}
		}
	}
	p.Gray = out
}
