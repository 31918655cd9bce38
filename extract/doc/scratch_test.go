package doc

import "testing"

// TestScratch reads a paragraph of two documents that differ in their styles only:
// what is kept of the first must not be read into the second.
func TestScratch(t *testing.T) {
	list := []byte{0x0A, 0x26, 2} // a level of a list, which says nothing of headings
	for level := 1; level < 5; level++ {
		r := &reader{fib: &fib{word: list}, scratch: scratches.Get().(*scratch)}
		r.styles = append(r.styles, style{level: level})
		for range 2 {
			if p := r.propsOf(&run{size: uint16(len(list))}, nil); p.level != level || p.listAt != 2 {
				t.Errorf("level %d: %+v", level, p)
			}
		}
		r.scratch.giveBack()
	}
}
