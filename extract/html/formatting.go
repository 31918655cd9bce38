package html

import "gongkai/extract/limit"

// isFormatting knows the elements that the parser opens again.
func isFormatting(name string) bool {
	switch name {
	case "a", "b", "i", "s", "u", "em", "tt", "big", "font", "code", "nobr", "small", "strong", "strike":
		return true
	}
	return false
}

// formatting is the parser's list of active formatting elements, roughly.
type formatting struct {
	entries  []entry
	cells    []int // for each table that is open, where its cell's entries begin, or -1
	dangling int   // entries whose block has ended
	overflow bool
}

type entry struct {
	name, tag string // "font", `font color="red">`
	dangling  bool
}

// floor is where the entries of the innermost cell begin.
func (f *formatting) floor() int {
	for i := len(f.cells) - 1; i >= 0; i-- {
		if f.cells[i] >= 0 {
			return f.cells[i]
		}
	}
	return 0
}

// open enters an element. Of equal ones the parser keeps three, and one <a>.
func (f *formatting) open(name, tag string) {
	if name == "a" || name == "nobr" {
		f.close(name)
	}
	same, first := 0, -1
	for i := len(f.entries) - 1; i >= f.floor(); i-- {
		if f.entries[i].tag == tag {
			same, first = same+1, i
		}
	}
	if same >= 3 {
		f.remove(first)
	}
	f.entries = append(f.entries, entry{name: name, tag: tag})
	// More of them would overflow the parser's stack at the next block anyway.
	f.overflow = f.overflow || len(f.entries) > 2*limit.MaxDepth
}

func (f *formatting) close(name string) {
	for i := len(f.entries) - 1; i >= f.floor(); i-- {
		if f.entries[i].name == name {
			f.remove(i)
			return
		}
	}
}

func (f *formatting) remove(i int) {
	if f.entries[i].dangling {
		f.dangling--
	}
	f.entries = append(f.entries[:i], f.entries[i+1:]...)
}

// block notes the beginning or end of another element: what is still open from
// before may have lost its place. A table cell shuts its formatting in.
func (f *formatting) block(name string, end, sure bool) {
	if sure {
		f.scope(name, end)
	}
	for i := len(f.entries) - 1; i >= 0 && !f.entries[i].dangling; i-- {
		f.entries[i].dangling = true
		f.dangling++
	}
}

func (f *formatting) scope(name string, end bool) {
	last := len(f.cells) - 1
	switch name {
	case "table":
		if last >= 0 && (end || f.cells[last] < 0) {
			f.endCell(last)
			f.cells = f.cells[:last]
		}
		if !end {
			f.cells = append(f.cells, -1)
			f.overflow = f.overflow || len(f.cells) > limit.MaxDepth
		}
	case "td", "th", "tr", "tbody", "thead", "tfoot":
		if last < 0 {
			return
		}
		f.endCell(last)
		if !end && (name == "td" || name == "th") {
			f.cells[last] = len(f.entries)
		}
	}
}

// endCell forgets the formatting of a table's cell.
func (f *formatting) endCell(table int) {
	for f.cells[table] >= 0 && len(f.entries) > f.cells[table] {
		f.remove(len(f.entries) - 1)
	}
	f.cells[table] = -1
}

// stack is the parser's stack of open elements, roughly: without those that end
// by themselves, for which the others weigh more.
type stack struct {
	names  []string
	open   map[string]int
	weight int
}

// weigh returns for how many elements of the parser's stack one stands.
func weigh(name string) int {
	switch name {
	case "p", "li", "dd", "dt", "option", "optgroup", "td", "th", "tr", "tbody", "thead", "tfoot", "colgroup", "rt", "rp",
		"br", "img", "hr", "input", "meta", "link", "col", "base", "param", "area", "embed", "wbr", "source", "track",
		"html", "head", "body", "script", "style", "title":
		return 0
	case "table":
		return 5
	case "span":
		return 1
	}
	if isFormatting(name) {
		return 1
	}
	return 2
}

func (s *stack) push(name string) {
	w := weigh(name)
	if w == 0 || s.weight > 8*limit.MaxDepth {
		return
	}
	if s.open == nil {
		s.open = map[string]int{}
	}
	s.names = append(s.names, name)
	s.open[name]++
	s.weight += w
}

// pop ends an element with all that is open in it, but no inline element ends a
// block, and no block what a table or button is in. It returns its work.
func (s *stack) pop(name string) int {
	if s.open[name] == 0 {
		return 0
	}
	inline := weigh(name) == 1
	i := len(s.names) - 1
	for ; s.names[i] != name; i-- {
		switch at := s.names[i]; {
		case inline && weigh(at) > 1:
			return len(s.names) - i
		case name != "table" && (at == "table" || at == "button" || at == "object" || at == "applet" || at == "marquee" || at == "template" || at == "select"):
			return len(s.names) - i
		}
	}
	n := len(s.names) - i
	for _, other := range s.names[i:] {
		s.open[other]--
		s.weight -= weigh(other)
	}
	s.names = s.names[:i]
	return n
}
