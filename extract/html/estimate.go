package html

import "strings"

// estimate returns a number of nodes that the parser will not much exceed, from
// one pass over the tags. It exists for markup that multiplies: a formatting
// element that is left open is opened again in every block that follows.
func estimate(text string) int {
	var f formatting
	nodes := 0
	for i := 0; ; {
		j := strings.IndexByte(text[i:], '<')
		if j < 0 || i+j+1 >= len(text) {
			return nodes + 2
		}
		i += j + 1
		c := text[i]
		end := c == '/'
		if end {
			i++
			if i >= len(text) {
				return nodes + 2
			}
			c = text[i]
		}
		if c == '!' {
			nodes++
			if strings.HasPrefix(text[i:], "!--") {
				if k := strings.Index(text[i:], "-->"); k > 0 {
					i += k
				}
			}
			continue
		}
		if c |= 0x20; c < 'a' || c > 'z' {
			continue
		}
		start := i
		for i < len(text) && text[i]|0x20 >= 'a' && text[i]|0x20 <= 'z' {
			i++
		}
		name := text[start:i]
		switch {
		case isFormatting(name):
			if end {
				f.close(name)
				break
			}
			k := strings.IndexByte(text[i:], '>')
			if k < 0 {
				k = 0
			}
			f.open(name, text[start:i+k])
		case !end && (len(name) == 6 && strings.EqualFold(name, "script") || len(name) == 5 && strings.EqualFold(name, "style")):
			if k := strings.Index(text[i:], "</"+name); k > 0 {
				i += k
			}
		case len(name) == 4 && strings.EqualFold(name, "span"):
			// Neither ends a block nor comes back after one: the commonest tag.
		default:
			f.block(name)
		}
		nodes += 2 + f.dangling
		if f.overflow {
			return 1 << 30
		}
	}
}

// isFormatting knows the elements that the parser opens again.
func isFormatting(name string) bool {
	switch len(name) {
	case 1:
		switch name[0] | 0x20 {
		case 'a', 'b', 'i', 's', 'u':
			return true
		}
	case 2:
		return strings.EqualFold(name, "em") || strings.EqualFold(name, "tt")
	case 3:
		return strings.EqualFold(name, "big")
	case 4:
		return strings.EqualFold(name, "font") || strings.EqualFold(name, "code") || strings.EqualFold(name, "nobr")
	case 5:
		return strings.EqualFold(name, "small")
	case 6:
		return strings.EqualFold(name, "strong") || strings.EqualFold(name, "strike")
	}
	return false
}

// formatting is the parser's list of active formatting elements, roughly.
type formatting struct {
	entries  []entry
	dangling int // entries whose block has ended
	overflow bool
}

type entry struct {
	name, tag string // "font", `font color="red"`
	dangling  bool
}

// open enters an element. Of equal ones the parser keeps three.
func (f *formatting) open(name, tag string) {
	same, first := 0, -1
	for i := len(f.entries) - 1; i >= 0 && f.entries[i].name != ""; i-- {
		if f.entries[i].tag == tag {
			same, first = same+1, i
		}
	}
	if same >= 3 {
		f.remove(first)
	}
	f.entries = append(f.entries, entry{name: name, tag: tag})
	// More of them would overflow the parser's stack at the next block anyway.
	f.overflow = len(f.entries) > 4096
}

func (f *formatting) close(name string) {
	for i := len(f.entries) - 1; i >= 0 && f.entries[i].name != ""; i-- {
		if strings.EqualFold(f.entries[i].name, name) {
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
func (f *formatting) block(name string) {
	if len(f.entries) == 0 {
		return
	}
	if len(name) == 2 && name[0]|0x20 == 't' && (name[1]|0x20 == 'd' || name[1]|0x20 == 'h') {
		f.entries, f.dangling, f.overflow = f.entries[:0], 0, false
		return
	}
	for i := len(f.entries) - 1; i >= 0 && !f.entries[i].dangling; i-- {
		f.entries[i].dangling = true
		f.dangling++
	}
}
