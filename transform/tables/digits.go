package tables

import "strings"

// A sum is an identity among the cells of a row: cells [from, to) without the
// one at total add up to it.
type sum struct{ from, to, total int }

// Bounds on taking digits apart: a row of a real table has fewer digits, and
// more readings than this decide nothing.
const (
	maxRunDigits = 60
	maxReadings  = 200
	maxSteps     = 400_000
)

// readings lists the ways in which the pieces can be n cells so that the sums
// hold. A piece is one or more whole cells; no number begins with a zero. With
// too many ways it returns none and false.
func readings(pieces []string, n int, sums []sum) ([][]int64, bool) {
	total := 0
	for _, p := range pieces {
		if p == "" || strings.Trim(p, "0123456789") != "" {
			return nil, true
		}
		total += len(p)
	}
	if total < n || len(pieces) > n || total > maxRunDigits {
		return nil, true
	}
	s := search{pieces: pieces, n: n, sums: sums, cells: make([]int64, 0, n), left: make([]int, len(pieces)+1)}
	for i := len(pieces) - 1; i >= 0; i-- {
		s.left[i] = s.left[i+1] + len(pieces[i])
	}
	s.from(0, 0)
	if s.steps > maxSteps || len(s.found) > maxReadings {
		return nil, false
	}
	return s.found, true
}

type search struct {
	pieces []string
	n      int
	sums   []sum
	cells  []int64
	left   []int // digits in pieces from i on
	found  [][]int64
	steps  int
}

// from reads the cells that begin at digit k of piece i.
func (s *search) from(i, k int) {
	if s.steps++; s.steps > maxSteps || len(s.found) > maxReadings {
		return
	}
	if i == len(s.pieces) {
		if len(s.cells) == s.n {
			s.found = append(s.found, append([]int64{}, s.cells...))
		}
		return
	}
	p := s.pieces[i]
	need := s.n - len(s.cells)
	if rest := len(p) - k + s.left[i+1]; need < 1 || rest < need {
		return
	}
	longest := len(p) - k
	if p[k] == '0' {
		longest = 1
	}
	var v int64
	for l := 1; l <= longest && l <= 14; l++ {
		v = v*10 + int64(p[k+l-1]-'0')
		s.cells = append(s.cells, v)
		if s.holds() {
			if k+l == len(p) {
				s.from(i+1, 0)
			} else {
				s.from(i, k+l)
			}
		}
		s.cells = s.cells[:len(s.cells)-1]
	}
}

// holds checks the sums that the last cell completes.
func (s *search) holds() bool {
	for _, c := range s.sums {
		if len(s.cells) != c.to {
			continue
		}
		var t int64
		for i := c.from; i < c.to; i++ {
			if i != c.total {
				t += s.cells[i]
			}
		}
		if t != s.cells[c.total] {
			return false
		}
	}
	return true
}

// digitsOf joins pieces to the strings that readings takes; false where one of
// them is more than digits.
func digitsOf(cells []cell) ([]string, bool) {
	out := make([]string, len(cells))
	for i := range cells {
		out[i] = foldDigits(cells[i].text)
		if out[i] == "" || strings.Trim(out[i], "0123456789") != "" {
			return nil, false
		}
	}
	return out, true
}

func foldDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '０' && r <= '９' {
			return r - '０' + '0'
		}
		return r
	}, s)
}
