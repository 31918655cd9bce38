package scanned

import (
	"fmt"
	"strings"

	"gongkai"
	"gongkai/canon"
)

// inOrder reports whether the numbers of the tables with sums stand as the forms
// have them: rows of requests from top to bottom, applicants, and the outcomes of
// reviews and litigation, from left to right. Two labels mistaken for one another
// leave every sum as it was.
func (j *jury) inOrder() bool {
	can := canon.Get()
	applicants := can.Applicants.List
	for _, a := range applicants {
		last := -1
		for _, r := range can.Requests.Rows {
			if p, ok := j.at(name("req."+r.ID, a.ID)); ok {
				if p.line() <= last {
					return false
				}
				last = p.line()
			}
		}
	}
	for _, r := range can.Requests.Rows {
		last := -1
		for _, a := range applicants {
			if p, ok := j.at(name("req."+r.ID, a.ID)); ok {
				if p.col <= last {
					return false
				}
				last = p.col
			}
		}
	}
	last := -1
	for _, b := range can.Challenges.Blocks {
		for _, o := range can.Challenges.Outcomes {
			if p, ok := j.at("rl." + b.ID + "." + o.ID); ok {
				if at := p.line()<<16 + p.col; at <= last {
					return false
				} else {
					last = at
				}
			}
		}
	}
	return true
}

// A spot is the place of a cell.
type spot struct{ table, row, col int }

func (s spot) line() int { return s.table<<20 + s.row }

func (j *jury) at(cell string) (spot, bool) {
	l, ok := j.place[cell]
	if !ok {
		return spot{}, false
	}
	return spotOf(l)
}

// spotOf reads the locator of a table cell, counting from 0.
func spotOf(l gongkai.Locator) (spot, bool) {
	var s spot
	if !strings.HasPrefix(string(l), "t") {
		return s, false
	}
	n, _ := fmt.Sscanf(string(l), "t%dr%dc%d", &s.table, &s.row, &s.col)
	s.table, s.row, s.col = s.table-1, s.row-1, s.col-1
	return s, n == 3 && s.table >= 0 && s.row >= 0 && s.col >= 0
}
