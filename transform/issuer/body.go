package issuer

import (
	"strings"

	"gongkai/canon"
)

// bodyScan counts what the text calls places and itself.
type bodyScan struct {
	places   map[string]int // full names of divisions: 万源市 ×4
	agencies map[string]int // agencies named by level or place: 市经信局, 万源市经信局 → 经信局
	levels   map[string]int // 市经信局, 我市, 市政府 → 市
	own      int            // 我局, 本局, 我委, …
}

// scan reads the body once, and only where it is needed.
func (r *resolver) scan() *bodyScan {
	if r.body != nil {
		return r.body
	}
	b := &bodyScan{map[string]int{}, map[string]int{}, map[string]int{}, 0}
	r.body = b
	for _, p := range r.in.Body {
		before := ' ' // the character in front, ' ' behind a name
		for i := 0; i < len(p); {
			c, n := rune(p[i]), 1
			if c >= 0xe0 && c < 0xf0 && i+2 < len(p) { // as utf8.DecodeRune, at a third of the time
				c, n = c&0xf<<12|rune(p[i+1])&0x3f<<6|rune(p[i+2])&0x3f, 3
			}
			if !han(c) {
				before, i = ' ', i+n
				continue
			}
			// 河南县域经济 holds 南县: a name of two characters needs a boundary.
			if name, _ := r.names.at(p[i:]); name != "" && (len(name) > 6 || before == ' ') {
				b.places[name]++
				i += len(name)
				before = ' '
				if f := agencyAt(p[i:]); f != "" {
					b.agencies[f]++
					i += len(f)
				}
				continue
			}
			switch c {
			case '省', '市', '县', '区', '旗', '州', '盟':
				rest := p[i+n:]
				f := agencyAt(rest)
				if f != "" && before != '城' {
					b.agencies[f]++
				}
				if f != "" || before == '我' || before == '全' || strings.HasPrefix(rest, "委") || strings.HasPrefix(rest, "政府") {
					b.levels[string(c)]++
				}
			case '局', '委', '办', '厅', '中':
				if before == '我' || before == '本' {
					b.own++
				}
			}
			before, i = c, i+n
		}
	}
	return b
}

// agencyAt returns the name of an agency that a text begins with: 经信局.
func agencyAt(s string) string {
	t := canon.Functions()
	end := 0
	for end < 16*3 && end+3 <= len(s) && s[end] >= 0xe0 && s[end] < 0xf0 {
		end += 3
	}
	for ; end > 3; end -= 3 {
		switch s[end-3 : end] {
		case "局", "委", "会", "办", "室", "厅", "心", "队", "所", "站", "馆", "社", "处", "台":
			if f := t.ByName(s[:end]); f != nil {
				return s[:end]
			}
		}
	}
	return ""
}

// level returns the level that the text says it is at, or "" where two are near
// each other: a county's text also speaks of 市委 and 市政府.
func (b *bodyScan) level() string {
	best, second := "", 0
	for l, n := range b.levels {
		switch {
		case best == "" || n > b.levels[best] || n == b.levels[best] && l < best:
			if best != "" {
				second = max(second, b.levels[best])
			}
			best = l
		default:
			second = max(second, n)
		}
	}
	if best == "" || b.levels[best] < 2*second {
		return ""
	}
	return best
}

// agency returns what the text most calls itself, or "" where two tie.
func (b *bodyScan) agency() string {
	best, tie := "", false
	for a, n := range b.agencies {
		switch {
		case best == "" || n > b.agencies[best]:
			best, tie = a, false
		case n == b.agencies[best]:
			tie = true
		}
	}
	if tie || best == "" || b.agencies[best] < 2 {
		return ""
	}
	return best
}

// bodyPlace returns the place that the text is about: the one name of its own
// level that it repeats, 万源市 ×4 beside 市经信局. 0.75 where it stands there three
// times and the text speaks of its own agency, else 0.6.
func (r *resolver) bodyPlace(level string) (*canon.Division, float64) {
	b := r.scan()
	if level == "" {
		level = b.level()
	}
	if level == "" {
		return nil, 0
	}
	count := map[*canon.Division]int{} // 喀左县 and its full name are one
	for name, k := range b.places {
		ds := r.names.in(r.names.named[name], r.out.Year)
		if len(ds) == 1 && atLevel(ds[0], level) {
			count[ds[0]] += k
		}
	}
	var best *canon.Division
	var n, rival int
	for d, k := range count {
		if k > n {
			best, n, rival = d, k, n
		} else {
			rival = max(rival, k)
		}
	}
	switch {
	case best == nil || n < 2 || rival*4 > n:
		return nil, 0 // 达州市 beside 万源市: either may be 市经信局's
	case n >= 3 && (b.own > 0 || b.agency() != ""):
		return best, 0.75
	}
	return best, 0.6
}

// atLevel reports whether a division is what a bare level can mean: 市 a
// prefecture, a county-level city or a municipality.
func atLevel(d *canon.Division, level string) bool {
	switch level {
	case "":
		return true
	case "省", "自治区":
		return d.Level == canon.ProvinceLevel && strings.HasSuffix(d.Name, level)
	case "自治州", "盟":
		return d.Level == canon.PrefectureLevel && strings.HasSuffix(d.Name, level)
	case "区":
		return d.Level == canon.CountyLevel && strings.HasSuffix(d.Name, level)
	}
	return strings.HasSuffix(d.Name, level)
}
