package page

import (
	"cmp"
	"math"
	"slices"

	"gongkai"
	"gongkai/extract/limit"
)

const (
	// touch is how far apart the ends of two rules may be that meet in a corner,
	// and the pieces of a dashed one.
	touch = 3.0

	// snap is how far apart two parallel rules may be that are one boundary: both
	// strokes of a double line, and the sides of two neighbouring cells with
	// Chromium's default border-spacing of 2 px. No row is that low.
	snap = 4.5
)

// A span is a piece of a rule: at is where it stands across its direction, from
// and to where it reaches along it.
type span struct{ at, from, to float64 }

// straight sorts rules into horizontal and vertical ones, collinear pieces made one.
func straight(rules []Rule, room *scratch) (h, v []span) {
	h, v = room.h[:0], room.v[:0]
	for _, r := range rules {
		dx, dy := math.Abs(r.X1-r.X0), math.Abs(r.Y1-r.Y0)
		// Bars of 0.48 by 0.48 that Word fills in the corners belong to both; so do
		// the dots of dotted lines.
		if dy <= 0.5 || dy < dx/50 {
			h = append(h, span{(r.Y0 + r.Y1) / 2, min(r.X0, r.X1), max(r.X0, r.X1)})
		}
		if dx <= 0.5 || dx < dy/50 {
			v = append(v, span{(r.X0 + r.X1) / 2, min(r.Y0, r.Y1), max(r.Y0, r.Y1)})
		}
	}
	room.h, room.v = h, v
	return collinear(h), collinear(v)
}

// collinear joins spans that continue one another, and drops what stays shorter
// than a corner.
func collinear(s []span) []span {
	const same = 0.8 // points across
	slices.SortFunc(s, func(a, b span) int { return cmp.Compare(a.at, b.at) })
	var out []span
	for i := 0; i < len(s); {
		j := i + 1
		for j < len(s) && s[j].at-s[i].at <= same {
			j++
		}
		row := s[i:j]
		slices.SortFunc(row, func(a, b span) int { return cmp.Compare(a.from, b.from) })
		cur := row[0]
		for _, p := range row[1:] {
			if p.from <= cur.to+touch {
				cur.to = max(cur.to, p.to)
				continue
			}
			out = append(out, cur)
			cur = p
		}
		out = append(out, cur)
		i = j
	}
	return slices.DeleteFunc(out, func(p span) bool { return p.to-p.from <= snap })
}

// A frame is a set of rules that hang together.
type frame struct {
	h, v []span
	Box
}

// frames groups rules by touch. v must be sorted by place, as collinear leaves it.
func frames(h, v []span) ([]*frame, *gongkai.ReadError) {
	meetings := 0
	group := make([]int, len(h)+len(v))
	for i := range group {
		group[i] = i
	}
	find := func(i int) int {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for i, a := range h {
		first, _ := slices.BinarySearchFunc(v, a.from-touch, func(p span, x float64) int { return cmp.Compare(p.at, x) })
		for j := first; j < len(v) && v[j].at <= a.to+touch; j++ {
			if meetings++; meetings > maxMeetings {
				return nil, limit.Exceeded("meetings of a page's rules", meetings, maxMeetings)
			}
			if v[j].from <= a.at+touch && v[j].to >= a.at-touch {
				group[find(len(h)+j)] = find(i)
			}
		}
	}
	var out []*frame
	byRoot := map[int]*frame{}
	for i := range group {
		root := find(i)
		f := byRoot[root]
		if f == nil {
			f = &frame{Box: Box{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}}
			byRoot[root] = f
			out = append(out, f)
		}
		if i < len(h) {
			f.h = append(f.h, h[i])
			f.Box = f.union(Box{h[i].from, h[i].at, h[i].to, h[i].at})
		} else {
			p := v[i-len(h)]
			f.v = append(f.v, p)
			f.Box = f.union(Box{p.at, p.from, p.at, p.to})
		}
	}
	return out, nil
}

// addSides gives frames the side that stands alone because the cell along it spans
// the whole page, without a rule across: the table of the page above has its side
// there.
func addSides(all []*frame, above *lattice) {
	if above == nil {
		return
	}
	var lone []*frame
	for _, g := range all {
		if len(g.h) == 0 && (abs(g.X0-above.X0) <= sameSide || abs(g.X1-above.X1) <= sameSide) {
			lone = append(lone, g)
		}
	}
	if len(lone)*len(all) > maxMeetings {
		return
	}
	for _, f := range all {
		for _, g := range lone {
			left := abs(f.X1-above.X1) <= sameSide && g.X1 < f.X0
			right := abs(f.X0-above.X0) <= sameSide && g.X0 > f.X1
			if len(f.h) > 0 && (left || right) && abs(g.Y0-f.Y0) <= snap && abs(g.Y1-f.Y1) <= snap {
				f.v = append(f.v, g.v...)
				f.Box = f.union(g.Box)
				slices.SortFunc(f.v, func(a, b span) int { return cmp.Compare(a.at, b.at) })
			}
		}
	}
}

// boundaries returns the places of spans, those closer than snap made one, with
// both ends of the frame: tables without rules at their sides end where the
// others end.
func boundaries(spans []span, first, last float64) []float64 {
	at := []float64{first, last}
	for _, p := range spans {
		at = append(at, p.at)
	}
	slices.Sort(at)
	var out []float64
	from := 0
	for i := 1; i <= len(at); i++ {
		if i < len(at) && at[i]-at[i-1] <= snap && at[i]-at[from] <= snap {
			continue
		}
		out = append(out, (at[from]+at[i-1])/2)
		from = i
	}
	return out
}

// covered returns the length of [from, to] that spans near a place cover.
func covered(spans []span, at, from, to float64) float64 {
	best := 0.0
	for _, p := range spans[first(len(spans), at-snap, func(i int) float64 { return spans[i].at }):] {
		if p.at > at+snap {
			break
		}
		best = max(best, min(to, p.to)-max(from, p.from))
	}
	return best
}
