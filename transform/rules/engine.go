package rules

import (
	"math"
	"strings"
	"sync"

	"gongkai"
	"gongkai/canon"
)

// engine is the rules made ready to run: cells are numbered.
type engine struct {
	rules []compiled
	cells map[cellKey]int
	names []string // of cells, by number
	keys  []cellKey
	runs  sync.Pool // of *run, empty, with the memory that a report took
}

type cellKey struct{ indicator, applicant string }

type compiled struct {
	rule   *canon.Rule
	groups []group
	counts bool // another rule asks how often it failed
}

type group struct{ instances []instance }

type instance struct {
	*canon.Instance
	when, holds formula
	at          []int
	first       int // its first cell, -1 for none
}

type formula [][]comparison

type comparison struct {
	left, right []term
	op          string
}

type term struct {
	factor int64
	fn     string
	name   string // number of the document
	cells  []int
}

// compile numbers the cells of the forms and makes rules ready.
func compile(rules []canon.Rule) *engine {
	e := &engine{cells: map[cellKey]int{}}
	can := canon.Get()
	for i := range can.Indicators {
		ind := &can.Indicators[i]
		if ind.Table == canon.TableStatistics {
			continue
		}
		applicants := []string{""}
		if ind.ByApplicant {
			applicants = nil
			for _, a := range can.Applicants.List {
				applicants = append(applicants, a.ID)
			}
		}
		for _, a := range applicants {
			key := cellKey{ind.ID, a}
			e.cells[key] = len(e.names)
			e.keys = append(e.keys, key)
			e.names = append(e.names, canon.Cell(ind.ID, a))
		}
	}
	asked := map[string]bool{}
	for k := range rules {
		instances, err := can.Instances(&rules[k])
		if err != nil {
			panic(err) // canon has tried them
		}
		var r compiled
		for i := range instances {
			for _, t := range instances[i].Holds.Terms() {
				asked[t.Operand] = true
			}
			if !instances[i].Cross {
				r.add(e.ready(&instances[i]))
			}
		}
		if r.rule = &rules[k]; len(r.groups) > 0 {
			e.rules = append(e.rules, r)
		}
	}
	for k := range e.rules {
		e.rules[k].counts = asked["failed."+e.rules[k].rule.ID]
	}
	return e
}

func (r *compiled) add(i instance) {
	for k := range r.groups {
		if r.groups[k].instances[0].Group == i.Group {
			r.groups[k].instances = append(r.groups[k].instances, i)
			return
		}
	}
	r.groups = append(r.groups, group{[]instance{i}})
}

func (e *engine) ready(c *canon.Instance) instance {
	i := instance{Instance: c, when: e.formula(c.When), holds: e.formula(c.Holds), first: -1}
	for _, name := range c.At {
		i.at = append(i.at, e.cell(name))
	}
	if cells := c.Cells(); len(cells) > 0 {
		i.first = e.cell(cells[0])
	}
	return i
}

// cell returns the number of a cell; -1-n for a row of which no applicant is
// named, n being that of its first.
func (e *engine) cell(name string) int {
	indicator, applicant, _ := strings.Cut(name, "@")
	if n, ok := e.cells[cellKey{indicator, applicant}]; ok {
		return n
	}
	return -1 - e.cells[cellKey{indicator, canon.Get().Applicants.List[0].ID}]
}

func (e *engine) formula(f canon.Formula) formula {
	sum := func(terms []canon.Term) []term {
		var out []term
		for _, t := range terms {
			n := term{factor: t.Factor, fn: t.Func}
			if len(t.Cells) == 0 {
				n.name = t.Operand
			}
			for _, cell := range t.Cells {
				n.cells = append(n.cells, e.cell(cell))
			}
			out = append(out, n)
		}
		return out
	}
	var out formula
	for _, and := range f {
		var conj []comparison
		for _, c := range and {
			conj = append(conj, comparison{sum(c.Left), sum(c.Right), c.Op})
		}
		out = append(out, conj)
	}
	return out
}

// number is a value in ten-thousandths: exact for counts and for money to four
// decimals. Without ok it is unknown; with none there is no such thing here.
type number struct {
	v        int64
	ok, none bool
}

const unit = 10_000

func count(n int) number { return number{v: int64(n) * unit, ok: true} }

// run is an engine on one subject.
type run struct {
	*engine
	subject *Subject
	facts   []*gongkai.Fact // by cell
	value   []number        // by cell
	doc     map[string]number
	text    map[string]string // what messages show
	said    map[string]int    // issues of reading by rule
	saidAt  map[[2]string]int // and by rule and cell
	issues  []gongkai.Issue
	broken  []*instance // identities that failed
}

// begin returns an empty run on a subject.
func (e *engine) begin(s *Subject) *run {
	c, ok := e.runs.Get().(*run)
	if !ok {
		c = &run{engine: e, facts: make([]*gongkai.Fact, len(e.names)), value: make([]number, len(e.names)),
			doc: make(map[string]number, 64), text: map[string]string{}, said: map[string]int{}, saidAt: map[[2]string]int{}}
	}
	c.subject = s
	return c
}

// end empties a run for the next report, and returns the issues it has raised.
func (c *run) end() []gongkai.Issue {
	issues := c.issues
	clear(c.facts)
	clear(c.value)
	clear(c.doc)
	clear(c.text)
	clear(c.said)
	clear(c.saidAt)
	c.subject, c.issues, c.broken = nil, nil, nil
	c.runs.Put(c)
	return issues
}

// index finds the fact of each cell, and what reading has raised.
func (c *run) index() {
	facts := c.subject.Report.Facts
	n := -1
	for i := range facts {
		f := &facts[i]
		key := cellKey{f.Indicator, f.Applicant}
		if n++; n >= len(c.keys) || c.keys[n] != key { // mostly they come in the form's order
			var ok bool
			if n, ok = c.cells[key]; !ok {
				n = -1
				continue
			}
		}
		c.facts[n] = f
		c.value[n] = number{}
		if f.Value.Valid {
			c.value[n] = scaled(f)
		}
	}
	for _, i := range c.subject.Report.Issues {
		c.said[i.Rule]++
		if i.Indicator != "" {
			c.saidAt[[2]string{i.Rule, canon.Cell(i.Indicator, i.Applicant)}]++
		}
	}
}

// scaled returns a fact's value; one with more digits than the warehouse holds
// counts as unknown.
func scaled(f *gongkai.Fact) number {
	d := f.Value.Decimal
	e := int(d.Exponent()) + 4
	if d.NumDigits()+e > 18 || e < 0 && !d.Equal(d.Truncate(4)) {
		return number{}
	}
	if e < 0 {
		return number{v: d.Shift(4).IntPart(), ok: true}
	}
	v := d.CoefficientInt64()
	for ; e > 0; e-- {
		v *= 10
	}
	return number{v: v, ok: true}
}

// assess decides an instance. times counts the issues that reading has raised.
func (c *run) assess(i *instance) (result, int) {
	if i.first >= 0 && i.Template != "" {
		if f := c.facts[i.first]; f == nil || f.Template != i.Template {
			return absent, 0
		}
	}
	if i.when != nil {
		if how := c.formula(i, i.when); how == failed {
			return notApplicable, 0
		} else if how != passed {
			return how, 0 // not assessable, or absent
		}
	}
	how := c.formula(i, i.holds)
	times := 0
	if how == failed && i.holds[0][0].left[0].fn == "said" {
		times = int(c.sum(i, i.holds[0][0].left).v / unit)
	}
	if how != failed {
		for _, name := range i.Needs {
			if n := c.doc[name]; !n.ok {
				return notAssessable, 0
			}
		}
	}
	return how, times
}

// formula decides a formula: an operand without a value leaves it undecided,
// whatever the others say.
func (c *run) formula(i *instance, f formula) result {
	holds, unknown := false, false
	for _, and := range f {
		all := true
		for k := range and {
			l, r := c.sum(i, and[k].left), c.sum(i, and[k].right)
			if l.none || r.none {
				if i.first >= 0 && c.facts[i.first] == nil {
					return absent
				}
				return notApplicable
			}
			unknown = unknown || !l.ok || !r.ok
			all = all && compare(l.v, and[k].op, r.v)
		}
		holds = holds || all
	}
	switch {
	case unknown:
		return notAssessable
	case holds:
		return passed
	}
	return failed
}

func compare(l int64, op string, r int64) bool {
	switch op {
	case "=":
		return l == r
	case "!=":
		return l != r
	case "<":
		return l < r
	case "<=":
		return l <= r
	case ">":
		return l > r
	}
	return l >= r
}

// sum adds terms. A cell that the report's form does not have makes it none, one
// without a value unknown.
func (c *run) sum(i *instance, terms []term) number {
	out := number{ok: true}
	for k := range terms {
		t := &terms[k]
		n := c.term(i, t)
		if n.none {
			return n
		}
		out.ok = out.ok && n.ok && within(n.v, t.factor) && within(out.v, 1)
		out.v += n.v * t.factor
	}
	return out
}

// within keeps sums far from the end of int64: the warehouse's numbers have 18
// digits.
func within(v, factor int64) bool {
	most := math.MaxInt64 / 4 / max(factor, -factor, 1)
	return -most <= v && v <= most
}

func (c *run) term(i *instance, t *term) number {
	if len(t.cells) == 0 {
		switch {
		case t.fn == "said":
			return count(c.said[i.Rule.ID])
		case t.name == "":
			return number{v: unit, ok: true}
		}
		return c.doc[t.name]
	}
	if t.fn != "" {
		return c.call(i, t)
	}
	out := number{ok: true}
	for _, n := range t.cells {
		if c.facts[n] == nil {
			return number{none: true}
		}
		x := c.value[n]
		out.ok = out.ok && x.ok && within(out.v, 1)
		out.v += x.v
	}
	return out
}

// call works out a function of cells.
func (c *run) call(i *instance, t *term) number {
	n, known := 0, true
	for _, cell := range t.cells {
		f, x := c.facts[cell], c.value[cell]
		if f == nil {
			return number{none: true}
		}
		switch t.fn {
		case "blank":
			if f.Status == gongkai.Blank {
				n++
			}
		case "some":
			switch {
			case x.ok && x.v > 0:
				n++
			case f.Status == gongkai.Unparsed || f.Status == gongkai.AmbiguousText:
				known = false // it may be a number
			}
		case "natural":
			switch {
			case f.Status == gongkai.NotApplicable:
				return number{none: true}
			case x.ok && x.v >= 0 && x.v%unit == 0:
				n++
			case !x.ok && c.saidAt[[2]string{"A-05", c.names[cell]}] == 0:
				known = false
			}
		case "said":
			if k := c.saidAt[[2]string{i.Rule.ID, c.names[cell]}]; k > 0 {
				n += k
			} else if !x.ok {
				known = false
			}
		}
	}
	return number{v: int64(n) * unit, ok: known || n > 0 && t.fn != "natural"}
}
