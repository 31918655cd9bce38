package tables

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"gongkai/internal/cost"
)

var rowSum = []sum{{0, 7, 6}}

func TestReadings(t *testing.T) {
	for _, c := range []struct {
		pieces string // pieces behind blanks
		n      int
		sums   []sum
		want   [][]int64
	}{
		{"7000007", 7, rowSum, [][]int64{{7, 0, 0, 0, 0, 0, 7}}},
		{"230000023", 7, rowSum, [][]int64{{23, 0, 0, 0, 0, 0, 23}}},
		{"230 000023", 7, rowSum, [][]int64{{23, 0, 0, 0, 0, 0, 23}}}, // the blank parts 23|0 from 0|0|0|0|23
		{"640020470", 7, rowSum, [][]int64{{64, 0, 0, 2, 0, 4, 70}}},
		{"3001 53 0 0 61 4 3119", 7, rowSum, [][]int64{{3001, 53, 0, 0, 61, 4, 3119}}},
		{"7000008", 7, rowSum, nil}, // does not add up: no reading, not the nearest
		{"000000", 7, rowSum, nil},  // a zero is lost
		{"111111", 6, nil, [][]int64{{1, 1, 1, 1, 1, 1}}},
		{"350", 2, nil, [][]int64{{3, 50}, {35, 0}}},
		{"898989", 3, nil, [][]int64{{8, 9, 8989}, {8, 98, 989}, {8, 989, 89}, {8, 9898, 9}, {89, 8, 989}, {89, 89, 89}, {89, 898, 9}, {898, 9, 89}, {898, 98, 9}, {8989, 8, 9}}},
		{"00", 2, nil, [][]int64{{0, 0}}},
		{"12a", 2, nil, nil},
	} {
		got, ok := readings(strings.Fields(c.pieces), c.n, c.sums)
		if !ok || len(got) != len(c.want) || len(got) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q as %d cells: %v, want %v", c.pieces, c.n, got, c.want)
		}
	}
}

// Long runs end soon, with an answer or with none.
func TestReadingsAreBounded(t *testing.T) {
	start := cost.Start()
	for _, p := range []string{strings.Repeat("1", 60), strings.Repeat("10", 30), strings.Repeat("123456789", 6)} {
		for _, n := range []int{7, 15, 3} {
			if _, ok := readings([]string{p}, n, nil); ok && n > 3 {
				t.Errorf("%d digits as %d cells: want no answer", len(p), n)
			}
		}
	}
	if d := start.Spent(); d > 5*time.Second {
		t.Errorf("took %v", d)
	}
	if got, _ := readings([]string{strings.Repeat("1", 61)}, 61, nil); got != nil {
		t.Error("a run past the limit was read")
	}
}
