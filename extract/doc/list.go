package doc

import (
	"strings"
	"unicode/utf16"
)

// lists holds the numberings of a document and how far they have counted.
type lists struct {
	overrides []override // what paragraphs refer to, counted from 1
	counters  map[uint32]*counter
}

// An override is a use of a list, perhaps with levels of its own.
type override struct {
	id     uint32
	levels [9]level
	starts [9]int // where this use begins to count anew, or -1
	begun  bool
}

// A level says how the numbers of one level of a list are written.
type level struct {
	start  int
	format byte
	legal  bool   // all numbers in digits
	keeps  bool   // counts on where a higher level counts
	follow byte   // what stands behind the number: a tab, a space, nothing
	text   string // as printed, with the characters 0 to 8 for numbers of levels
}

// A counter is how far a list has counted on each level.
type counter struct {
	n     [9]int
	begun [9]bool
}

// maxLists is the number of lists and of their uses. Documents pasted together
// over years have some hundreds, each with nine levels.
const maxLists = 8192

// readLists reads the formats of all lists, which stand behind the table of
// lists, not in it, and the uses of them.
func readLists(f *fib) *lists {
	l := &lists{counters: map[uint32]*counter{}}
	formats := map[uint32][9]level{}
	table := f.part(partLists)
	n := int(u16(table, 0))
	behind := f.table[min(int(u32(f.parts, 8*partLists))+len(table), len(f.table)):]
	for i := range min(n, maxLists, len(table)/28) {
		entry := table[2+28*i:]
		if len(entry) < 28 {
			break
		}
		count := 9
		if entry[26]&1 != 0 {
			count = 1
		}
		var levels [9]level
		for j := range count {
			levels[j], behind = readLevel(behind)
		}
		formats[u32(entry, 0)] = levels
	}
	l.readOverrides(f.part(partLfo), formats)
	return l
}

func (l *lists) readOverrides(b []byte, formats map[uint32][9]level) {
	n := min(int(u32(b, 0)), maxLists, len(b)/16)
	if n <= 0 || 4+16*n > len(b) {
		return
	}
	data := b[4+16*n:]
	l.overrides = make([]override, n)
	for i := range l.overrides {
		o := &l.overrides[i]
		entry := b[4+16*i:]
		o.id = u32(entry, 0)
		o.levels = formats[o.id]
		o.starts = [9]int{-1, -1, -1, -1, -1, -1, -1, -1, -1}
		data = data[min(4, len(data)):]
		for range entry[12] {
			if len(data) < 8 {
				return
			}
			start, flags := int(u32(data, 0)), data[4]
			data = data[8:]
			at := flags & 0xF
			if flags&0x20 != 0 {
				var v level
				v, data = readLevel(data)
				if at < 9 {
					o.levels[at] = v
				}
				start = v.start
			}
			if at < 9 && flags&0x10 != 0 {
				o.starts[at] = start
			}
		}
	}
}

// readLevel cuts the format of a level off b.
func readLevel(b []byte) (v level, rest []byte) {
	if len(b) < 28 {
		return level{format: noNumber}, nil
	}
	v = level{start: int(u32(b, 0)), format: b[4], legal: b[5]&4 != 0, keeps: b[5]&8 != 0, follow: b[15]}
	at := 28 + int(b[24]) + int(b[25])
	n := int(u16(b, at))
	if at+2+2*n > len(b) || n > 255 {
		return level{format: noNumber}, nil
	}
	units := make([]uint16, n)
	for i := range units {
		units[i] = u16(b, at+2+2*i)
	}
	v.text = string(utf16.Decode(units))
	return v, b[at+2+2*n:]
}

// number counts a paragraph in and returns what is printed before it.
func (l *lists) number(list, at int) string {
	if list < 1 || list > len(l.overrides) || at > 8 {
		return ""
	}
	o := &l.overrides[list-1]
	c := l.counters[o.id]
	if c == nil {
		c = &counter{}
		l.counters[o.id] = c
	}
	if !o.begun {
		o.begun = true
		for i, s := range o.starts {
			if s >= 0 {
				c.n[i], c.begun[i] = s-1, true
			}
		}
	}
	if !c.begun[at] {
		c.n[at], c.begun[at] = o.levels[at].start-1, true
	}
	c.n[at]++
	for i := at + 1; i < 9; i++ {
		if !o.levels[i].keeps {
			c.begun[i] = false
		}
	}
	return o.write(c, at)
}

// write returns a number as printed, with the gap behind it.
func (o *override) write(c *counter, at int) string {
	v := &o.levels[at]
	var b strings.Builder
	for _, r := range v.text {
		if r >= 9 {
			if r < 0xE000 || r > 0xF8FF { // bullets of symbol fonts have no character
				b.WriteRune(r)
			}
			continue
		}
		n, format := c.n[r], o.levels[r].format
		if !c.begun[r] {
			n = o.levels[r].start
		}
		if v.legal {
			format = 0
		}
		b.WriteString(ordinal(n, format))
	}
	s := b.String()
	switch {
	case s == "" || v.follow > 1 || strings.HasSuffix(s, "、") || strings.HasSuffix(s, "）") || strings.HasSuffix(s, "．"):
		return s // full-width marks bring their own gap
	default:
		return s + " "
	}
}
