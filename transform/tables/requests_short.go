package tables

import "fmt"

// rowEnd is how a row ends.
type rowEnd struct {
	at     int  // place of its label, where that tells where numbers begin
	cells  int  // behind its label, up to the last that is not blank
	filled bool // something is printed under the last column
	number bool // something is printed at all
}

// Places of labels that say nothing.
const (
	inGrid = -1 // of a ruled table, where spans come off
	inText = -2 // running text
)

func labelAt(at int, ruled bool) int {
	if ruled {
		return inGrid
	}
	return at
}

// ended notes how a row ends; slots is nil where it could not be laid out.
func (q *requests) ended(id string, at int, cells []cell, slots []slot) {
	row := q.row(id)
	if row.ended {
		return
	}
	e := rowEnd{at: at, cells: len(cells)}
	for e.cells > 0 && cells[e.cells-1].blank() {
		e.cells--
	}
	e.number = e.cells > 0
	if n := len(slots); n > 0 {
		e.filled = slots[n-1].cell != nil && !slots[n-1].cell.blank()
	}
	row.end, row.ended = e, true
}

// short names the rows that may have lost a cell, so that what follows stands
// under the wrong applicant: they have fewer cells than most, or nothing under
// the last column of a ruled table where most have something.
func (q *requests) short() {
	filled, numbers := 0, 0
	for i := range q.rows {
		e := &q.rows[i].end // which says nothing where it is not known
		if e.at == inGrid && e.number {
			numbers++
		}
		if e.filled {
			filled++
		}
	}
	known := map[int]int{}
	for _, id := range q.order {
		e := &q.row(id).end
		if !e.number {
			continue
		}
		usual, ok := known[e.at]
		if !ok {
			usual = q.usual(e.at)
			known[e.at] = usual
		}
		if e.cells < usual {
			q.k.issue("T-08", fmt.Sprintf("%s: %d cells where other rows have %d", q.zh(id), e.cells, usual), "req."+id, "")
		} else if e.at == inGrid && !e.filled && 2*filled > numbers {
			q.k.issue("T-08", q.zh(id)+": nothing under the last column, where other rows have a number", "req."+id, "")
		}
	}
}

// usual is how many cells most rows have whose label stands at a place.
func (q *requests) usual(at int) int {
	times, usual := map[int]int{}, 0
	for i := range q.rows {
		if e := &q.rows[i].end; q.rows[i].ended && e.at == at {
			times[e.cells]++
		}
	}
	for n, k := range times {
		if k > times[usual] || k == times[usual] && n > usual {
			usual = n
		}
	}
	return usual
}
