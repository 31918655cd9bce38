package issuer

import (
	"net/url"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/canon"
)

// host returns the host of a URL that a government serves, in lower case and
// without www; "" for others: mirrors copy pages to hosts that say nothing.
func host(s string) string {
	if !strings.Contains(s, "gov.cn") {
		return ""
	}
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return ""
	}
	h := strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.")
	if !strings.HasSuffix(h, ".gov.cn") {
		return ""
	}
	return h
}

// labels returns the parts of a host that may spell a place.
func labels(h string) []string {
	h, _ = strings.CutSuffix(h, ".gov.cn")
	return strings.FieldsFunc(h, func(r rune) bool { return r == '.' || r == '-' })
}

// How well a part of a host spells a division.
const (
	spellsNot = iota
	initials2 // rs: 仁寿
	initials3 // tljq: 铜陵市郊区; zjqy: 浙江庆元
	inFull    // luqiao: 路桥; bjmiyun: 北京密云
)

// spells returns how well a host spells a division, with or without the places
// above it. own says whether a name that several bear counts by itself: 郊区 does
// not, and needs its city.
func spells(h string, d *canon.Division, own bool) int {
	best := spellsNot
	for _, l := range labels(h) {
		best = max(best, spellsLabel(l, d, own))
	}
	return best
}

func spellsLabel(l string, d *canon.Division, own bool) int {
	if len(l) < 2 || len(l) > 40 {
		return spellsNot
	}
	best := spellsNot
	type state struct {
		rest  string
		outer bool // a place above was spelt
	}
	states := []state{{l, false}}
	for _, p := range []string{"cn", "zg"} { // cnzh: 中国昭化
		if t, ok := strings.CutPrefix(l, p); ok {
			states = append(states, state{t, false})
		}
	}
	for _, above := range []string{provinceStem(d.Province), stem(d.Prefecture)} {
		if above == "" || d.Level == canon.ProvinceLevel {
			continue
		}
		for _, s := range states[:len(states):len(states)] {
			for _, rest := range eat(s.rest, above) {
				states = append(states, state{rest, true})
			}
		}
	}
	for _, s := range states {
		if !own && !s.outer {
			continue
		}
		for _, name := range spelt(d) {
			for _, rest := range eatFull(s.rest, name) {
				if ending(rest, d.Name) && len(l) >= 4 {
					best = max(best, inFull)
				}
			}
			for _, rest := range eatInitials(s.rest, name) {
				if !ending(rest, d.Name) {
					continue
				}
				if len(l) >= 3 {
					best = max(best, initials3)
				} else {
					best = max(best, initials2)
				}
			}
		}
	}
	return best
}

// spelt returns the names that hosts spell: 路桥, and 郊区 in full, 喀左.
func spelt(d *canon.Division) []string {
	if d.Level == canon.ProvinceLevel {
		return []string{provinceStem(d.Name)}
	}
	var out []string
	if s := stem(d.Name); utf8.RuneCountInString(s) > 1 {
		out = append(out, s)
	} else {
		out = append(out, d.Name)
	}
	return append(out, aliasStems()[d.Code]...)
}

var aliasStems = sync.OnceValue(func() map[string][]string {
	m := map[string][]string{}
	for a, code := range canon.DivisionAliases() {
		if s := stem(a); utf8.RuneCountInString(s) > 1 {
			m[code] = append(m[code], s)
		}
	}
	return m
})

// ending reports whether what is left of a label only says what a division is:
// q, qu, xian, zf, …
func ending(rest, name string) bool {
	rest = strings.TrimSuffix(strings.TrimSuffix(rest, "gov"), "zf")
	if rest == "" {
		return true
	}
	kind, _ := utf8.DecodeLastRuneInString(name)
	for _, r := range canon.Readings(kind) {
		if rest == r || rest == r[:1] {
			return true
		}
	}
	return false
}

func eat(s, name string) []string { return append(eatFull(s, name), eatInitials(s, name)...) }

// eatFull returns what can be left of a text when it begins with a name's
// readings in full.
func eatFull(s, name string) []string {
	return eatWith(s, name, func(r string) string { return r })
}

func eatInitials(s, name string) []string {
	return eatWith(s, name, func(r string) string { return r[:1] })
}

func eatWith(s, name string, part func(string) string) []string {
	rests := []string{s}
	for _, r := range name {
		var next []string
		for _, rest := range rests {
			seen := ""
			for _, reading := range canon.Readings(r) {
				p := part(reading)
				if t, ok := strings.CutPrefix(rest, p); ok && p != seen {
					next = append(next, t)
					seen = p
				}
			}
		}
		if rests = next; len(rests) == 0 {
			return nil
		}
	}
	return rests
}

// spelling returns the one division in the whole country that a host spells in
// full, or nil: linxi is 临西县 and 林西县.
func (x *index) spelling(h string, year int) *canon.Division {
	var one *canon.Division
	for _, l := range labels(h) {
		if len(l) < 5 {
			continue
		}
		cands := fullSpellings()[l]
		if len(cands) == 0 {
			continue
		}
		c := x.in(cands, year)
		switch {
		case len(c) != 1:
			return nil
		case one != nil && !related(one, c[0]):
			return nil
		case one == nil || c[0].Within(one.Code):
			one = c[0] // guotuju.hnhx: the inner place counts
		}
	}
	return one
}

// fullSpellings are the names of counties and prefectures in full, with and
// without what they are, to the divisions that bear them now or lately.
var fullSpellings = sync.OnceValue(func() map[string][]*canon.Division {
	m := map[string][]*canon.Division{}
	for _, d := range canon.Divisions().All() {
		if d.Level == canon.ProvinceLevel || d.To != 0 && d.To < 2008 {
			continue
		}
		for _, name := range spelt(d) {
			keys := []string{""}
			for _, r := range name {
				var next []string
				for _, k := range keys {
					for _, p := range canon.Readings(r) {
						next = append(next, k+p)
					}
				}
				if keys = next; len(keys) > 64 {
					keys = keys[:64]
				}
			}
			kind, _ := utf8.DecodeLastRuneInString(d.Name)
			for _, k := range keys {
				m[k] = append(m[k], d)
				if name != d.Name {
					for _, p := range canon.Readings(kind) {
						m[k+p] = append(m[k+p], d)
					}
				}
			}
		}
	}
	return m
})
