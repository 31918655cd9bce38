package narrative

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/canon"
)

// What a number says without a word of what it counts: the same as the number
// before it, in a year that is named (收到41件，较2022年的36件增加5件).
var (
	sameIn = regexp.MustCompile(`^[件条个项次篇份起宗例期场人]{0,2}[,(、]?(较|比|与)?(?:(\d{4})年度?|(去年|上年度?|上一年度?)|今年|本年度?)(同期)?(共|的|为|是|有|仅为|则为)*#`)
	inYear = regexp.MustCompile(`(去年|上年度?|今年|本年度?|\d{4}年度?)[^#@]*$`)
	evenly = regexp.MustCompile(`^[^#@,;:()]{0,4}各(为|有|是)?#$`)
	apart  = regexp.MustCompile(`^[^#@,;:()]{0,4}分别(有|为|是|达|共|:|办理|承办|收到|发生|作出)*[#@]`)
	yearIn = regexp.MustCompile(`(\d{4})年`)
)

// goesOn reports whether a number has nothing but a year between it and the one
// before, and which period that is. Where more was counted before, which of all is
// meant is told only by a bracket, or by the year of the number before.
func (p *sentence) goesOn(i int) (gongkai.Period, bool) {
	if i == 0 || p.numbers[i].measure != p.numbers[i-1].measure {
		return "", false
	}
	w := p.around(i)
	from := strings.LastIndexByte(w.text[:w.at], '@')
	if from < 0 {
		return "", false
	}
	seg := w.text[from+1 : w.at+1]
	m := sameIn.FindStringSubmatch(seg)
	if m == nil {
		return "", false
	}
	if clause, ok := w.clause(w.at); !ok || plans.MatchString(clause) {
		return "", false
	}
	said := w.text[strings.LastIndexAny(w.text[:from], ",;@")+1 : from]
	if i > 1 && !strings.Contains(seg, "(") && !inYear.MatchString(said) {
		return "", false
	}
	if y, err := strconv.Atoi(m[2]); err == nil && y != p.year || m[3] != "" {
		return gongkai.PeriodOther, true
	}
	return gongkai.PeriodYear, true
}

// partOf reports whether a claim counts, behind 其中, a part of what one before
// that word counts: 收到申请318件，其中区政府办公室收到57件.
func (p *sentence) partOf(i int, c gongkai.Claim, said []found) bool {
	if len(said) == 0 {
		return false
	}
	if p.parts == 0 {
		p.parts = p.to
		if at := strings.Index(p.plain, string(among)); at >= 0 {
			p.parts = p.from + utf8.RuneCountInString(p.plain[:at])
		}
	}
	if w := p.around(i); strings.Contains(w.text[clauseStart(w.text, w.at):w.at], "新") {
		return false // 收到58件，其中本年新收55件: what the year's are
	}
	return p.parts < p.numbers[i].start && slices.ContainsFunc(said, func(f found) bool {
		return f.claim.ID == c.ID && f.claim.Period == c.Period && f.from < p.parts
	})
}

// ofYear reports whether a year that is said in the match of a kind is the one
// that the kind asks for.
func (p *sentence) ofYear(k *kind, said string) bool {
	m := yearIn.FindStringSubmatch(said)
	if k.Year == 0 || m == nil {
		return true
	}
	year, _ := strconv.Atoi(m[1])
	return p.year == 0 && k.Year > 0 || year == p.year+k.Year
}

// named reads lists of kinds by their names: 行政复议和行政诉讼分别为@件、#件 has as
// many numbers behind as names before, 人大代表建议和政协提案各#件 one for all.
func (p *sentence) named(w *window) []*canon.ClaimKind {
	if w.head || w.tail {
		return nil
	}
	i := strings.LastIndex(w.text[:w.at], "分别")
	all := i < 0
	if all {
		i = max(0, w.at-nearestEach)
		if i += strings.LastIndex(w.text[i:w.at], "各"); i < 0 || !strings.HasPrefix(w.text[i:], "各") {
			return nil
		}
	}
	from := strings.LastIndexAny(w.text[:i], ",;:()#@") + 1
	said, end := namesIn(w.text[from:i])
	if len(said) < 2 {
		return nil
	}
	for _, k := range said {
		if k.not != nil && k.not.MatchString(w.text[from:w.at+1]) {
			return nil
		}
	}
	rest := w.text[from+end:]
	if all {
		if !evenly.MatchString(rest[:w.at+1-from-end]) {
			return nil
		}
		var out []*canon.ClaimKind
		for _, k := range said {
			out = append(out, k.ClaimKind)
		}
		return out
	}
	lead := apart.FindString(rest)
	if lead == "" {
		return nil
	}
	first := from + end + len(lead) - 1
	list := w.text[first : first+1+len(listMeasures.FindString(w.text[first+1:]))]
	if w.at >= first+len(list) || strings.Count(list, "#")+strings.Count(list, "@") != len(said) {
		return nil
	}
	return []*canon.ClaimKind{said[strings.Count(w.text[first:w.at], "@")].ClaimKind}
}

// nearestEach is the bytes that may stand between 各 and its number.
const nearestEach = 12

// namesIn returns the kinds that a text calls by their names, in its order, and
// where the last name ends.
func namesIn(text string) (said []*kind, end int) {
	place := map[*kind]int{}
	for j := range kinds() {
		k := &kinds()[j]
		for _, name := range k.Names {
			if at := strings.Index(text, name); at >= 0 {
				said, place[k] = append(said, k), at
				end = max(end, at+len(name))
				break
			}
		}
	}
	slices.SortFunc(said, func(a, b *kind) int { return place[a] - place[b] })
	return said, end
}
