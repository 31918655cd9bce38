package search

// automaton finds words in one pass over a text (Aho and Corasick). A word's
// bytes are numbered by those that occur at all.
type automaton struct {
	class [256]uint8
	shift uint     // log2 of the room for classes
	next  []uint16 // by state and class
	says  []uint16 // by state: 0, or which of found holds what ends here
	found []Found
}

func newAutomaton(groups [][]string) automaton {
	a := automaton{found: []Found{nil}}
	classes := 1
	for _, words := range groups {
		for _, w := range words {
			for i := range len(w) {
				if a.class[w[i]] == 0 {
					a.class[w[i]] = uint8(classes)
					classes++
				}
			}
		}
	}
	for 1<<a.shift < classes {
		a.shift++
	}
	ends := []Found{nil} // by state
	a.next = make([]uint16, 1<<a.shift)
	for id, words := range groups {
		for _, w := range words {
			at := 0
			for i := range len(w) {
				to := at<<a.shift + int(a.class[w[i]])
				if a.next[to] == 0 {
					a.next[to] = uint16(len(ends))
					ends = append(ends, nil)
					a.next = append(a.next, make([]uint16, 1<<a.shift)...)
				}
				at = int(a.next[to])
			}
			ends[at] = ends[at].with(id)
		}
	}
	if len(ends) > 1<<16 {
		panic("too many words to search for at once")
	}
	a.fall(ends)
	return a
}

// fall fills in where a state goes that has no such byte: to where the longest
// end of what it has read would go, of which the words end here too.
func (a *automaton) fall(ends []Found) {
	back := make([]uint16, len(ends))
	var queue []int
	for c := range 1 << a.shift {
		if s := a.next[c]; s != 0 {
			queue = append(queue, int(s))
		}
	}
	for len(queue) > 0 {
		s := queue[0]
		queue = queue[1:]
		for i, groups := range ends[back[s]] {
			for len(ends[s]) <= i {
				ends[s] = append(ends[s], 0)
			}
			ends[s][i] |= groups
		}
		for c := range 1 << a.shift {
			to, other := &a.next[s<<a.shift+c], a.next[int(back[s])<<a.shift+c]
			if *to == 0 {
				*to = other
				continue
			}
			back[*to] = other
			queue = append(queue, int(*to))
		}
	}
	a.says = make([]uint16, len(ends))
	for s, groups := range ends {
		if groups != nil {
			a.says[s] = uint16(len(a.found))
			a.found = append(a.found, groups)
		}
	}
}

// scan adds the groups of all words in a text.
func (a *automaton) scan(text string, into Found) {
	state := 0
	for i := range len(text) {
		state = int(a.next[state<<a.shift+int(a.class[text[i]])])
		if say := a.says[state]; say != 0 {
			for k, groups := range a.found[say] {
				into[k] |= groups
			}
		}
	}
}
