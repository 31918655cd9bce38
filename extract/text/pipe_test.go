package text

import (
	"testing"

	"gongkai"
)

// Where some rows end in a text, bars separate and do not close: a bar at the
// end has an empty cell behind it.
func TestOpenEndedPipes(t *testing.T) {
	for text, want := range map[string][]int{
		"甲| 1| 2| 859\n乙| 3| 4| \n丙| 5| | ":     {4, 4, 4},
		"甲 | 1 | 2 |\n乙 | 3 | 4 |\n丙 | 5 | | |": {3, 3, 4},
	} {
		d, err := Read(text, gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		ts := d.Tables()
		if len(ts) != 1 || len(ts[0].Grid) != 3 {
			t.Fatalf("%q: tables %v", text, ts)
		}
		for i, row := range ts[0].Grid {
			if len(row) != want[i] {
				t.Errorf("%q: row %d has %d cells, want %d", text, i+1, len(row), want[i])
			}
		}
	}
}
