// Package copies makes the sketches by which near-duplicate narratives are found.
// What every office has to say in its own way is masked before: its names, its
// numbers and dates. What is left is how it says it.
package copies

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
)

// fewest is the number of different five-character sequences that a narrative
// must have: two short texts of the usual words are no copies.
const fewest = 200

// shingle is the length of a sequence in characters.
const shingle = 5

// Of sketches the narrative of a report: the text of its sections. It is nil
// where that is short.
func Of(r *gongkai.Report) gongkai.Sketch {
	var b strings.Builder
	for _, s := range r.Sections {
		b.WriteString(s.Text)
		b.WriteByte('\n')
	}
	return sketch(mask(b.String(), names(r)))
}

// names lists what the issuer and its places are called, the longest first.
func names(r *gongkai.Report) []string {
	var out []string
	add := func(n string) {
		if n = label.Strip(n); len([]rune(n)) >= 2 {
			out = append(out, n)
		}
	}
	add(r.Agency)
	if len(r.DivisionCode) == 6 {
		for _, code := range []string{r.DivisionCode, r.DivisionCode[:4] + "00", r.DivisionCode[:2] + "0000"} {
			for _, d := range canon.Divisions().Ever(code) {
				add(d.Name)
				add(strings.TrimPrefix(r.Agency, d.Name))
				if n := []rune(d.Name); len(n) > 2 {
					add(string(n[:len(n)-1]))
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if d := len(b) - len(a); d != 0 {
			return d
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

// mask leaves the words of a text: no blanks, punctuation, numbers and names.
func mask(text string, names []string) []rune {
	text = label.Strip(text)
	for _, n := range names {
		text = strings.ReplaceAll(text, n, "\x00")
	}
	out := make([]rune, 0, len(text)/3)
	for _, r := range text {
		switch r {
		case '〇', '零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿', '两':
			continue
		}
		if r >= 0x4E00 && r < 0xA000 || !unicode.IsDigit(r) && unicode.IsLetter(r) { // most are ideographs
			out = append(out, r)
		}
	}
	return out
}

// sketch is MinHash: each lane keeps the least of its own hash over all sequences.
func sketch(text []rune) gongkai.Sketch {
	if len(text) < fewest+shingle {
		return nil
	}
	hashes := make([]uint64, 0, len(text))
	seen := make(map[uint64]struct{}, fewest)
	for i := 0; i+shingle <= len(text); i++ {
		h := uint64(14695981039346656037)
		for _, r := range text[i : i+shingle] {
			h = (h ^ uint64(r)) * 1099511628211
		}
		hashes = append(hashes, h^h>>30)
		if len(seen) < fewest {
			seen[h] = struct{}{}
		}
	}
	if len(seen) < fewest {
		return nil
	}
	s := make(gongkai.Sketch, 0, 2*gongkai.SketchLanes)
	for k := 0; k < gongkai.SketchLanes; k += 4 {
		for _, v := range least(hashes, [4]uint64(seeds[k:k+4])) {
			s = append(s, byte(v), byte(v>>8))
		}
	}
	return s
}

// least returns the least hash of four lanes, which a processor works out side by
// side: mix of sequence and seed, whose first step was taken for each apart.
func least(hashes []uint64, seeds [4]uint64) [4]uint64 {
	for i := range seeds {
		seeds[i] ^= seeds[i] >> 30
	}
	s0, s1, s2, s3 := seeds[0], seeds[1], seeds[2], seeds[3]
	a, b, c, d := uint64(math.MaxUint64), uint64(math.MaxUint64), uint64(math.MaxUint64), uint64(math.MaxUint64)
	for _, h := range hashes {
		a, b, c, d = min(a, finish(h^s0)), min(b, finish(h^s1)), min(c, finish(h^s2)), min(d, finish(h^s3))
	}
	return [4]uint64{a, b, c, d}
}

// seeds make a hash of each lane. They are part of what is stored: never change
// them.
var seeds = func() (s [gongkai.SketchLanes]uint64) {
	for i := range s {
		s[i] = mix(uint64(i+1) * 0x9E3779B97F4A7C15)
	}
	return s
}()

// mix is the finaliser of SplitMix64.
func mix(z uint64) uint64 { return finish(z ^ z>>30) }

func finish(z uint64) uint64 {
	z *= 0xBF58476D1CE4E5B9
	z = (z ^ z>>27) * 0x94D049BB133111EB
	return z ^ z>>31
}
