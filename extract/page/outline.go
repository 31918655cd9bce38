package page

// An Outline is a path that is being drawn, in page coordinates. Painted, it
// becomes rules.
type Outline struct {
	subs    []subpath
	corners int
}

type subpath struct {
	points []point
	closed bool
}

type point struct {
	x, y   float64
	curved bool // the side that ends here
}

const (
	// maxCorners is the number of corners kept of one path. Maps have more, the
	// rules of tables do not.
	maxCorners = 1 << 16

	// thickest is the thickness of a bar that is still a rule. Strokes may be twice
	// as thick: cells are shaded by filling, hardly ever by stroking.
	thickest = 3.5
)

// MoveTo begins a subpath.
func (o *Outline) MoveTo(x, y float64) {
	if o.corners < maxCorners {
		o.begin()
	}
	o.to(x, y, false)
}

// begin adds a subpath, in the room of one that was cleared.
func (o *Outline) begin() {
	n := len(o.subs)
	if n == cap(o.subs) {
		o.subs = append(o.subs, subpath{})
		return
	}
	o.subs = o.subs[:n+1]
	o.subs[n] = subpath{points: o.subs[n].points[:0]}
}

// LineTo adds a straight side.
func (o *Outline) LineTo(x, y float64) { o.to(x, y, false) }

// CurveTo adds a curved side, which is no rule but counts as part of a bar.
func (o *Outline) CurveTo(x, y float64) { o.to(x, y, true) }

// Close draws the side back to the subpath's beginning.
func (o *Outline) Close() {
	if n := len(o.subs); n > 0 {
		o.subs[n-1].closed = true
	}
}

// Clear forgets the path.
func (o *Outline) Clear() { *o = Outline{subs: o.subs[:0]} }

// Room is how many corners a path has room for.
func (o *Outline) Room() (n int) {
	for _, s := range o.subs[:cap(o.subs)] {
		n += 1 + cap(s.points)
	}
	return n
}

func (o *Outline) to(x, y float64, curved bool) {
	if o.corners++; o.corners > maxCorners {
		return
	}
	if len(o.subs) == 0 {
		o.begin()
	}
	s := &o.subs[len(o.subs)-1]
	s.points = append(s.points, point{x, y, curved})
}

// Paint adds rules to a page and clears the path: its sides, where it is stroked
// with a width, and the subpaths that are as thin as a rule, where it is filled.
// Word fills bars for the sides of cells, Skia mitred ones.
func (o *Outline) Paint(p *Page, stroke, fill bool, width float64) {
	for k := range o.subs {
		s := &o.subs[k]
		if len(s.points) < 2 {
			continue
		}
		if stroke && width <= 2*thickest {
			s.sides(p)
		}
		if fill {
			s.bar(p)
		}
	}
	o.Clear()
}

func (s *subpath) sides(p *Page) {
	for j := 1; j < len(s.points); j++ {
		if a, b := s.points[j-1], s.points[j]; !b.curved {
			p.Rules = append(p.Rules, Rule{a.x, a.y, b.x, b.y})
		}
	}
	if a, b := s.points[len(s.points)-1], s.points[0]; s.closed {
		p.Rules = append(p.Rules, Rule{a.x, a.y, b.x, b.y})
	}
}

// bar adds the middle line of a thin subpath. One that is thin both ways, a dot or
// a corner, is a rule either way.
func (s *subpath) bar(p *Page) {
	b := Box{s.points[0].x, s.points[0].y, s.points[0].x, s.points[0].y}
	for _, q := range s.points {
		b = b.union(Box{q.x, q.y, q.x, q.y})
	}
	if h := b.height(); h <= thickest && b.width() >= h/2 {
		p.Rules = append(p.Rules, Rule{b.X0, b.midY(), b.X1, b.midY()})
	}
	if w := b.width(); w <= thickest && b.height() >= w/2 {
		p.Rules = append(p.Rules, Rule{b.midX(), b.Y0, b.midX(), b.Y1})
	}
}
