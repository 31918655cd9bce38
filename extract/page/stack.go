package page

import "slices"

// unstack takes tables apart that stand on one another without a gap: where the
// right or left side jumps and the columns above and below have nothing to do with
// one another. A row that lost cells has its columns in common with the others. It
// returns nothing where there is one table.
func (f *frame) unstack(l *lattice) []*frame {
	whole := f.height() - 2*snap
	if l.rows() < 2 || covered(f.v, f.X0, f.Y0, f.Y1) > whole && covered(f.v, f.X1, f.Y0, f.Y1) > whole {
		return nil
	}
	var out []*frame
	from, upper := 0, []float64(nil) // where the table begins, and the columns of its last rows
	for r := 0; r < l.rows(); {
		columns := f.columns(l.ys[r], l.ys[r+1])
		end := r + 1
		for end < l.rows() {
			more := f.columns(l.ys[end], l.ys[end+1])
			if !sameSides(columns, more) {
				break
			}
			columns = merge(columns, more)
			end++
		}
		if upper != nil && strangers(upper, columns) {
			out = append(out, f.part(l.ys[from], l.ys[r]))
			from = r
		}
		if columns != nil {
			upper = columns
		}
		r = end
	}
	if out == nil {
		return nil
	}
	return append(out, f.part(l.ys[from], l.ys[l.rows()]))
}

// columns lists where vertical rules run for most of a height.
func (f *frame) columns(y0, y1 float64) []float64 {
	var at []span
	for _, p := range f.v {
		if min(y1, p.to)-max(y0, p.from) > (y1-y0)/2 {
			at = append(at, p)
		}
	}
	if len(at) < 2 {
		return nil
	}
	return boundaries(at, at[0].at, at[len(at)-1].at)
}

// sameSides reports whether rows begin and end at the same places. One that shows
// no sides is no other.
func sameSides(a, b []float64) bool {
	return a == nil || b == nil || abs(a[0]-b[0]) <= snap && abs(a[len(a)-1]-b[len(b)-1]) <= snap
}

// merge returns the places in either; both are sorted.
func merge(a, b []float64) []float64 {
	n := len(a)
	for _, x := range b {
		if !near(a[:n], x) {
			a = append(a, x)
		}
	}
	if len(a) > n {
		slices.Sort(a)
	}
	return a
}

// strangers reports whether hardly a column of one table is a column of the other,
// other than the side that both begin or end at.
func strangers(a, b []float64) bool {
	if b == nil || sameSides(a, b) {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	shared, own := 0, 0
	for i, x := range a {
		if i == 0 && abs(x-b[0]) <= snap || i == len(a)-1 && abs(x-b[len(b)-1]) <= snap {
			continue
		}
		own++
		if near(b, x) {
			shared++
		}
	}
	return shared*3 <= own
}

// near reports whether one of the places, which are sorted, is this one.
func near(places []float64, x float64) bool {
	const same = 1.0
	i, _ := slices.BinarySearch(places, x-same)
	return i < len(places) && places[i] <= x+same
}

// part returns the rules between two heights.
func (f *frame) part(y0, y1 float64) *frame {
	out := &frame{Box: Box{f.X1, y0, f.X0, y1}}
	for _, p := range f.v {
		p.from, p.to = max(p.from, y0), min(p.to, y1)
		if p.to-p.from > snap {
			out.v = append(out.v, p)
			out.X0, out.X1 = min(out.X0, p.at), max(out.X1, p.at)
		}
	}
	for _, p := range f.h {
		p.from, p.to = max(p.from, out.X0), min(p.to, out.X1)
		if p.at >= y0-snap && p.at <= y1+snap && p.to-p.from > snap {
			out.h = append(out.h, p)
		}
	}
	return out
}
