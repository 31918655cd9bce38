package rules

import (
	"slices"
	"strings"
)

const (
	mostBroken       = 12 // identities: beyond it the table was misread, and no slip explains it
	mostAlternatives = 5  // repairs that are shown
)

// equation is an identity as residual + Σ coefficient·change = 0.
type equation struct {
	residual int64
	coef     map[int]int64 // by cell
}

// repair adds to each issue of a broken identity the least change of cells after
// which it and all that share a cell with it hold, and none breaks that held. It
// is shown, never applied.
func (c *run) repair() {
	if len(c.broken) == 0 || len(c.broken) > mostBroken {
		return
	}
	holding := c.holding()
	for _, part := range c.connected() {
		alternatives := c.least(part, holding)
		for k := range c.issues {
			for _, i := range part {
				if c.issues[k].Rule == i.Rule.ID && slices.Equal(c.issues[k].Cells, i.Instance.Cells()) {
					c.issues[k].Repair = alternatives
				}
			}
		}
	}
}

// connected parts the broken identities by the cells they share.
func (c *run) connected() [][]*instance {
	var parts [][]*instance
	for _, i := range c.broken {
		joined := []*instance{i}
		var rest [][]*instance
		for _, p := range parts {
			if slices.ContainsFunc(p, func(o *instance) bool { return share(i, o) }) {
				joined = append(joined, p...)
			} else {
				rest = append(rest, p)
			}
		}
		parts = append(rest, joined)
	}
	return parts
}

func share(a, b *instance) bool {
	cells := b.Instance.Cells()
	return slices.ContainsFunc(a.Instance.Cells(), func(n string) bool { return slices.Contains(cells, n) })
}

// identity reports whether an instance says that two sums of cells are equal.
func (i *instance) identity() bool {
	if len(i.holds) != 1 || len(i.holds[0]) != 1 || i.holds[0][0].op != "=" {
		return false
	}
	c := &i.holds[0][0]
	return len(c.left[0].cells) > 0 && len(c.right[0].cells) > 0 && c.left[0].fn == ""
}

func (c *run) equation(i *instance) equation {
	q := equation{coef: map[int]int64{}}
	first := &i.holds[0][0]
	for side, terms := range [][]term{first.left, first.right} {
		for _, t := range terms {
			factor := t.factor * int64(1-2*side)
			for _, n := range t.cells {
				q.coef[n] += factor
				q.residual += factor * c.value[n].v
			}
		}
	}
	return q
}

// holding returns the equations of the identities that hold.
func (c *run) holding() []equation {
	var out []equation
	for k := range c.rules {
		for g := range c.rules[k].groups {
			for n := range c.rules[k].groups[g].instances {
				i := &c.rules[k].groups[g].instances[n]
				if !i.identity() || slices.Contains(c.broken, i) {
					continue
				}
				if how, _ := c.assess(i); how == passed {
					out = append(out, c.equation(i))
				}
			}
		}
	}
	return out
}

// least looks for one cell, then for two.
func (c *run) least(broken []*instance, holding []equation) []string {
	var all []equation
	var cells []int
	for _, i := range broken {
		q := c.equation(i)
		all = append(all, q)
		for _, name := range i.Instance.Cells() {
			if n := c.cell(name); !slices.Contains(cells, n) {
				cells = append(cells, n)
			}
		}
	}
	all = append(all, holding...)
	var out []string
	for _, a := range cells {
		if d, ok := solve(all, a, a); ok {
			out = c.say(out, a, d[0], a, 0)
		}
	}
	if len(out) == 0 {
		for k, a := range cells {
			for _, b := range cells[k+1:] {
				if d, ok := solve(all, a, b); ok {
					out = c.say(out, a, d[0], b, d[1])
				}
			}
		}
	}
	if len(out) > mostAlternatives {
		return nil // nothing points at a cell
	}
	return out
}

// solve finds the changes of two cells, or of one where they are the same, that
// make every equation hold; false where there are none, or many.
func solve(all []equation, a, b int) (d [2]int64, ok bool) {
	var known [2]bool
	for range 2 { // what one equation decides, another may need
		for _, q := range all {
			ca, cb := q.coef[a], q.coef[b]
			if a == b {
				cb = 0
			}
			switch {
			case ca != 0 && (cb == 0 || known[1]) && !known[0]:
				d[0], known[0] = -(q.residual+cb*d[1])/ca, true
			case cb != 0 && (ca == 0 || known[0]) && !known[1]:
				d[1], known[1] = -(q.residual+ca*d[0])/cb, true
			}
		}
	}
	if !known[0] || a != b && !known[1] {
		return d, false
	}
	for _, q := range all {
		sum := q.residual + q.coef[a]*d[0]
		if a != b {
			sum += q.coef[b] * d[1]
		}
		if sum != 0 {
			return d, false
		}
	}
	return d, true
}

// say adds a repair whose numbers a cell can hold.
func (c *run) say(out []string, a int, da int64, b int, db int64) []string {
	var parts []string
	for _, x := range []struct {
		cell int
		d    int64
	}{{a, da}, {b, db}} {
		n := number{v: c.value[x.cell].v + x.d}
		if n.v < 0 || n.v%unit != 0 {
			return out
		}
		if x.d != 0 {
			parts = append(parts, c.names[x.cell]+"="+exact(n))
		}
	}
	return append(out, strings.Join(parts, ", "))
}
