package doc

import "testing"

// TestScratch reads a paragraph of two documents that differ in their styles only:
// what is kept of the first must not be read into the second.
func TestScratch(t *testing.T) {
	list := []byte{0x0A, 0x26, 2} // a level of a list, which says nothing of headings
	for level := 1; level < 5; level++ {
		r := &reader{fib: &fib{word: list}, scratch: scratches.Get().(*scratch), styles: []style{{level: level}}}
		for range 2 {
			if p := r.propsOf(&run{size: uint16(len(list))}, nil); p.level != level || p.listAt != 2 {
				t.Errorf("level %d: %+v", level, p)
			}
		}
		r.scratch.giveBack()
	}
}

// TestArena holds that lists which outgrow their room leave the others alone.
func TestArena(t *testing.T) {
	var a arena[int]
	var lists [][]int
	for i := range 300 {
		l := a.list(2)
		for k := range i % 5 {
			l = append(l, 10*i+k)
		}
		lists = append(lists, l)
	}
	for i, l := range lists {
		if len(l) != i%5 {
			t.Fatalf("list %d has %d", i, len(l))
		}
		for k := range l {
			if l[k] != 10*i+k {
				t.Errorf("list %d: %v", i, l)
			}
		}
	}
	a.reset()
	if l := a.list(3)[:3]; l[0]+l[1]+l[2] != 0 {
		t.Errorf("%v is left", l)
	}
}
