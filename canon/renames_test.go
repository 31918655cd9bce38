package canon

import "testing"

func TestRenamesAreSound(t *testing.T) {
	last := ""
	for _, r := range Renames() {
		if key := r.From + "\t" + r.To; key <= last {
			t.Errorf("%+v: out of order or twice", r)
		} else {
			last = key
		}
		for _, name := range []string{r.From, r.To} {
			if Functions().ByName(name) == nil {
				t.Errorf("%+v: %s is no function's name", r, name)
			}
		}
		if r.Year < 2008 || r.Year > 2026 || r.From == r.To {
			t.Errorf("%+v", r)
		}
	}
}
