package scanned

// matches are the labels found for a table's readings, "" where none was.
type matches struct {
	label []string
	found int
	score float64
}

// match finds the form's labels among readings: the assignment that keeps the
// form's order and is alike in most. Readings left over between two labels that
// are neighbours but for as many others are those.
func (f form) match(read []reading) matches {
	n, m := len(read), len(f.labels)
	like := make([][]float64, n)
	for i := range read {
		like[i] = make([]float64, m)
		for j := range f.keys {
			like[i][j] = similar(read[i].key, f.keys[j])
		}
	}
	const least = 0.5
	best := make([][]float64, n+1)
	for i := range best {
		best[i] = make([]float64, m+1)
	}
	for i := n - 1; i >= 0; i-- {
		for j := m - 1; j >= 0; j-- {
			best[i][j] = max(best[i+1][j], best[i][j+1])
			if like[i][j] >= least {
				best[i][j] = max(best[i][j], like[i][j]+best[i+1][j+1])
			}
		}
	}
	out := matches{label: make([]string, n), score: best[0][0]}
	at := make([]int, n) // label of each reading, -1 for none
	for i, j := 0, 0; i < n; i++ {
		at[i] = -1
		for j < m && best[i][j] == best[i][j+1] {
			j++
		}
		if j < m && like[i][j] >= least && best[i][j] == like[i][j]+best[i+1][j+1] && best[i][j] > best[i+1][j] {
			at[i] = j
			j++
		}
	}
	fill(at, read, like)
	for i, j := range at {
		if j >= 0 {
			out.label[i] = f.labels[j]
			out.found++
		}
	}
	return out
}

// fill gives readings between two known labels the labels between those, where
// there are as many and each has a character in common with its own, or was not
// read at all.
func fill(at []int, read []reading, like [][]float64) {
	for i := 1; i < len(at); i++ {
		if at[i] >= 0 || at[i-1] < 0 {
			continue
		}
		end := i
		for end < len(at) && at[end] < 0 {
			end++
		}
		if end == len(at) || at[end]-at[i-1]-1 != end-i {
			continue
		}
		alike := true
		for k := i; k < end; k++ {
			alike = alike && (len(read[k].key) == 0 || like[k][at[i-1]+1+k-i] > 0)
		}
		for k := i; k < end && alike; k++ {
			at[k] = at[k-1] + 1
		}
	}
}

// nearest returns the label that a reading is nearest to, or "": at most a third
// of it may differ, and no other label may be as near.
func (f form) nearest(key []rune) string {
	best, at, clash := 0.66, -1, false
	for j := range f.keys {
		s := similar(key, f.keys[j])
		switch {
		case s > best:
			best, at, clash = s, j, false
		case s == best && at >= 0 && string(f.keys[j]) != string(f.keys[at]):
			clash = true
		}
	}
	if at < 0 || clash {
		return ""
	}
	return f.labels[at]
}

// similar is the part of two texts that is the same, 0 to 1.
func similar(a, b []rune) float64 {
	n := max(len(a), len(b))
	if n == 0 {
		return 0
	}
	return 1 - float64(distance(a, b))/float64(n)
}

// distance is the number of characters to change, put in or leave out that make
// one text of another.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
