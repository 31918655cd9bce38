package doc

// fields are those that are open: of each, whether its result has begun. Before
// that stands its instruction, which isn't shown.
type fields struct {
	results []bool
	codes   int // fields whose instruction goes on
}

// mark takes one of the characters that begin, part and end a field.
func (f *fields) mark(c uint16) {
	n := len(f.results) - 1
	switch {
	case c == fieldBegin:
		f.results = append(f.results, false)
		f.codes++
	case n < 0:
	case c == fieldResult:
		if !f.results[n] {
			f.results[n] = true
			f.codes--
		}
	default:
		if !f.results[n] {
			f.codes--
		}
		f.results = f.results[:n]
	}
}
