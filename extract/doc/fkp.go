package doc

import (
	"cmp"
	"slices"
)

// A run is a stretch of the file, by position in the WordDocument stream, with
// the properties of the paragraph that ends in it.
type run struct {
	from, to    uint32
	at          uint32 // of a list of sprms
	size, style uint16 // of the list, of the paragraph
}

// sprms returns a run's list.
func (f *fib) sprms(r *run) []byte { return f.word[r.at : r.at+uint32(r.size) : r.at+uint32(r.size)] }

// pageSize is that of the pages in which Word keeps properties.
const pageSize = 512

// pages calls page with each formatted page that a bin table refers to, where it
// stands, and the number of runs on it, each of which takes four bytes and an
// entry. A document can't have more pages than fit into it.
func pages(f *fib, part, entry int, page func(p []byte, at uint32, runs int)) error {
	plc := f.part(part)
	n := (len(plc) - 4) / 8
	if n > len(f.word)/pageSize {
		return corrupt("it has more pages of properties than bytes for them")
	}
	for i := range n {
		at := uint64(u32(plc, 4*(n+1)+4*i)&0x3FFFFF) * pageSize
		if at+pageSize > uint64(len(f.word)) {
			return corrupt("a page of properties lies outside of it")
		}
		p := f.word[at : at+pageSize]
		runs := int(p[pageSize-1])
		if 4*(runs+1)+entry*runs > pageSize-1 {
			return corrupt("a page of properties has more than fit on it")
		}
		page(p, uint32(at), runs)
	}
	return nil
}

// paragraphRuns reads the properties of all paragraphs, in the order of the file,
// into room, as far as it reaches.
func paragraphRuns(f *fib, room []run) ([]run, error) {
	if _, err := f.needed(partPapx, "paragraph properties"); err != nil {
		return nil, err
	}
	total := 0
	if err := pages(f, partPapx, 13, func(_ []byte, _ uint32, n int) { total += n }); err != nil {
		return nil, err
	}
	runs := slices.Grow(room[:0], total)
	err := pages(f, partPapx, 13, func(p []byte, page uint32, n int) {
		for i := range n {
			r := run{from: u32(p, 4*i), to: u32(p, 4*i+4)}
			at := 2 * int(p[4*(n+1)+13*i])
			// A size of half words, one less than it says; or 0 before a byte
			// that says it in full.
			size := 2*int(p[at]) - 1
			if p[at] == 0 && at+1 < pageSize {
				at++
				size = 2 * int(p[at])
			}
			if at > 0 && size >= 2 && at+1+size < pageSize {
				r.style = u16(p, at+1)
				r.at, r.size = page+uint32(at)+3, uint16(size-2)
			}
			runs = append(runs, r)
		}
	})
	byPlace := func(a, b run) int { return cmp.Compare(a.from, b.from) }
	if !slices.IsSortedFunc(runs, byPlace) {
		slices.SortStableFunc(runs, byPlace)
	}
	return runs, err
}

// paragraphAt returns the run that holds a position of the file, or nil. The
// last one found is tried first, and the one behind it: text is mostly read in
// the order of the file.
func (r *reader) paragraphAt(fc uint32, last *int) *run {
	for i := *last; i < len(r.papx) && i <= *last+1; i++ {
		if p := &r.papx[i]; p.from <= fc && fc < p.to {
			*last = i
			return p
		}
	}
	i, found := slices.BinarySearchFunc(r.papx, fc, func(p run, fc uint32) int { return cmp.Compare(p.from, fc) })
	if !found {
		i--
	}
	if i < 0 || fc >= r.papx[i].to {
		return nil
	}
	*last = i
	return &r.papx[i]
}
