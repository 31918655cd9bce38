package arena

import "testing"

// TestArena holds that lists which outgrow their room leave the others alone.
func TestArena(t *testing.T) {
	var a Arena[int]
	var lists [][]int
	for i := range 300 {
		l := a.List(2)
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
	a.Reset()
	if l := a.List(3)[:3]; l[0]+l[1]+l[2] != 0 {
		t.Errorf("%v is left", l)
	}
}
