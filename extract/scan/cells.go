package scan

import (
	"image"
	"slices"
)

// A region is a cell on the page, its ruling lines left out.
type region struct {
	image.Rectangle
	torn bool // a piece of what is no rectangle: a line between cells was lost
}

// snap is how far apart two lines may be that are one boundary, in points, as in
// package page, which makes the table of the same lines.
const snap = 4.5

// A mesh is the places that a table's lines cut it into.
type mesh struct {
	xs, ys       []float64
	across, down []ruling
	near         float64
}

// regions finds the cells of tables: positions without a line between them are
// one.
func regions(tables []mesh, unit float64) []region {
	var out []region
	for _, m := range tables {
		out = append(out, m.regions(unit)...)
		if len(out) > maxCells {
			return nil
		}
	}
	return out
}

// area returns what a table covers, its lines included.
func (m *mesh) area(unit float64) image.Rectangle {
	return image.Rect(int(m.xs[0]-unit), int(m.ys[0]-unit), int(m.xs[len(m.xs)-1]+unit)+1, int(m.ys[len(m.ys)-1]+unit)+1)
}

// meshes sorts lines that hang together into tables.
func meshes(across, down []ruling, unit float64) []mesh {
	near := straddle * unit
	group := make([]int, len(across)+len(down))
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
	for i, a := range across {
		for j, d := range down {
			if d.at >= a.from-near && d.at <= a.to+near && a.at >= d.from-near && a.at <= d.to+near {
				group[find(len(across)+j)] = find(i)
			}
		}
	}
	var out []mesh
	index := map[int]int{}
	for i := range group {
		root := find(i)
		at, ok := index[root]
		if !ok {
			at = len(out)
			index[root] = at
			out = append(out, mesh{near: snap * unit})
		}
		if i < len(across) {
			out[at].across = append(out[at].across, across[i])
		} else {
			out[at].down = append(out[at].down, down[i-len(across)])
		}
	}
	out = slices.DeleteFunc(out, func(m mesh) bool { return !m.table(unit) })
	for i := range out {
		out[i].bound()
	}
	return out
}

// table reports whether lines that hang together are those of a table, and not
// the strokes of a large character: two of them go far across.
func (m *mesh) table(unit float64) bool {
	const far = 72 // points
	n := 0
	for _, a := range m.across {
		if a.to-a.from >= far*unit {
			n++
		}
	}
	return n >= 2 && len(m.down) > 0
}

// bound finds the boundaries of columns and rows.
func (m *mesh) bound() {
	var xs, ys []float64
	for _, a := range m.across {
		xs, ys = append(xs, a.from, a.to), append(ys, a.at)
	}
	left, right := slices.Min(xs), slices.Max(xs)
	xs = []float64{left, right}
	for _, d := range m.down {
		xs, ys = append(xs, d.at), append(ys, d.from, d.to)
	}
	top, bottom := slices.Min(ys), slices.Max(ys)
	ys = []float64{top, bottom}
	for _, a := range m.across {
		ys = append(ys, a.at)
	}
	m.xs, m.ys = clusters(xs, m.near), clusters(ys, m.near)
}

// clusters sorts places and makes one of those that lie near one another.
func clusters(at []float64, near float64) []float64 {
	slices.Sort(at)
	var out []float64
	for i := 0; i < len(at); {
		j := i + 1
		for j < len(at) && at[j]-at[j-1] <= near && at[j]-at[i] <= near {
			j++
		}
		out = append(out, (at[i]+at[j-1])/2)
		i = j
	}
	return out
}

// drawn reports whether a line near a place covers more than half of [from, to].
func drawn(lines []ruling, at, from, to, near float64) bool {
	sum := 0.0
	for _, l := range lines {
		if l.at >= at-near && l.at <= at+near {
			sum = max(sum, min(to, l.to)-max(from, l.from))
		}
	}
	return sum > (to-from)/2
}

func (m *mesh) regions(unit float64) []region {
	rows, cols := len(m.ys)-1, len(m.xs)-1
	if rows < 1 || cols < 1 || rows*cols > 4*maxCells {
		return nil
	}
	owner := make([]int, rows*cols)
	for i := range owner {
		owner[i] = i
	}
	find := func(i int) int {
		for owner[i] != i {
			owner[i] = owner[owner[i]]
			i = owner[i]
		}
		return i
	}
	for r := range rows {
		for c := range cols {
			i := r*cols + c
			if c+1 < cols && !drawn(m.down, m.xs[c+1], m.ys[r], m.ys[r+1], m.near) {
				owner[find(i+1)] = find(i)
			}
			if r+1 < rows && !drawn(m.across, m.ys[r+1], m.xs[c], m.xs[c+1], m.near) {
				owner[find(i+cols)] = find(i)
			}
		}
	}
	boxes := map[int]*box{}
	var order []int
	for r := range rows {
		for c := range cols {
			root := find(r*cols + c)
			b := boxes[root]
			if b == nil {
				b = &box{c, r, c + 1, r + 1, 0}
				boxes[root] = b
				order = append(order, root)
			}
			b.left, b.top, b.right, b.bottom = min(b.left, c), min(b.top, r), max(b.right, c+1), max(b.bottom, r+1)
			b.n++
		}
	}
	inset := 0.5 * unit
	var out []region
	for _, root := range order {
		if b := boxes[root]; b.n == (b.right-b.left)*(b.bottom-b.top) {
			out = append(out, region{m.place(b, inset), false})
		}
	}
	for i := range owner {
		if b := boxes[find(i)]; b.n != (b.right-b.left)*(b.bottom-b.top) {
			one := &box{i % cols, i / cols, i%cols + 1, i/cols + 1, 1}
			out = append(out, region{m.place(one, inset), true})
		}
	}
	return out
}

// place returns where a cell stands on the page.
func (m *mesh) place(b *box, inset float64) image.Rectangle {
	return image.Rect(int(m.xs[b.left]+inset), int(m.ys[b.top]+inset), int(m.xs[b.right]-inset)+1, int(m.ys[b.bottom]-inset)+1)
}

// A box is a cell by its columns and rows, and how many positions it has.
type box struct{ left, top, right, bottom, n int }
