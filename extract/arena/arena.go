// Package arena keeps the short lists that a reader makes of one document for the
// next one.
package arena

// An Arena gives out short lists side by side.
type Arena[T any] struct {
	room []T
	used int
}

// List returns an empty list with room for n.
func (a *Arena[T]) List(n int) []T {
	const least = 64
	if a.used+n > len(a.room) { // the lists given out keep the room that they stand in
		a.room, a.used = make([]T, max(n, least, 2*len(a.room))), 0
	}
	from := a.used
	a.used += n
	return a.room[from:from:a.used]
}

// Room is how many elements there is room for.
func (a *Arena[T]) Room() int { return len(a.room) }

// Reset takes back all lists.
func (a *Arena[T]) Reset() {
	clear(a.room[:a.used])
	a.used = 0
}
