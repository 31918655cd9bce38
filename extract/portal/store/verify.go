package store

import "fmt"

// Verify reads every body that a record names and returns what is not whole, with
// the lines of the journal that cannot be read; bodies is how many it read. Each
// body is told once, with the first record that names it.
func (s *Store) Verify() (faults []Fault, bodies int, err error) {
	faults = append(faults, s.Faults()...)
	seen := map[string]bool{}
	for r, err := range s.Records() {
		if err != nil {
			return faults, bodies, err
		}
		if r.SHA256 == "" || seen[r.SHA256] {
			continue
		}
		seen[r.SHA256] = true
		bodies++
		body, err := s.Body(r.SHA256)
		if err == nil && r.Bytes != int64(len(body)) {
			err = fmt.Errorf("body %s has %d bytes, its record says %d", r.SHA256, len(body), r.Bytes)
		}
		if err != nil {
			faults = append(faults, Fault{Record: r, Err: err})
		}
	}
	return faults, bodies, nil
}
