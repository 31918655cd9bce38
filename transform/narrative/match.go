package narrative

import (
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/canon"
	"gongkai/transform/search"
)

// searched is all patterns of sentences.
var searched search.Set

func compile(expr string) *search.Pattern { return searched.Compile(expr) }

// scan finds what a text holds of the words of all patterns, those of the kinds
// among them, in the memory of a former result.
func scan(text string, into search.Found) search.Found {
	kinds()
	return searched.Scan(text, into)
}

// kind is a kind of claim with its patterns compiled.
type kind struct {
	*canon.ClaimKind
	patterns, topical, zero, both []*search.Pattern
	not                           *search.Pattern
}

// What may stand for … in a pattern: over a sentence with marks for its numbers,
// and over one without.
const (
	between      = "[^#@,;]{0,30}"
	betweenPlain = "[^,;0-9]{0,30}"
)

// What a clause without its subject says of a year: that there was none, and that
// there was none as against a number of another year.
const (
	thisYear = "(今年|本年度?|当年|全年|年内|20[0-9][0-9]年度?)"
	never    = "(均|都|皆|暂|尚)?(为)?(无|零|零发生|没有|未发生|没有发生|未收到|没有收到|未出现|未产生|无发生|不存在)(此类|该类|此项|上述|相关|类似|这类)?(情况|情形|案件|事项|申请|发生)?($|,)"
	nil_     = "(我局|我单位|本单位|本机关|本局)?" + thisYear + "?" + never
	again    = thisYear + never
	fill     = "(共计|共有|共|合计|总计|累计|一共|达到|达|为|是|有|:|数量|总数|总量|数|量|全年|本年度?|今年|约|\\([^()#@]{0,12}\\))*" // between what is counted and its number
	none     = "(均|都|皆)?(为)?(零发生|零|没有发生|未发生|无发生|未出现)($|,)"
)

var kinds = sync.OnceValue(func() []kind {
	c := canon.Claims()
	out := make([]kind, len(c.Claims))
	for i := range c.Claims {
		k := &c.Claims[i]
		measures := k.Measures
		if len(measures) == 0 {
			measures = []string{"件次", "人次", "篇次", "场次", "件", "条", "个", "项", "次", "篇", "份", "起", "宗", "例", "期", "场"}
		}
		m := "(" + strings.Join(measures, "|") + ")"
		all := func(list []string, gap string) []*search.Pattern {
			var out []*search.Pattern
			for _, p := range list {
				// An optional measure stays one where it is none of the kind's own.
				p = strings.ReplaceAll(p, "#M?", "#("+m+"|[^\\p{Han}]|$)")
				p = strings.NewReplacer("#M", "#"+m, "@M", "@"+m).Replace(p)
				p = strings.NewReplacer("NIL", nil_, "AGAIN", again, "NONE", none, "FILL", fill, "…", gap).Replace(p)
				if gap == betweenPlain {
					p = strings.ReplaceAll(p, "@", "[0-9]{1,6}")
				}
				out = append(out, compile(p))
			}
			return out
		}
		out[i] = kind{ClaimKind: k, patterns: all(k.Patterns, between), topical: all(k.TopicPatterns, between), zero: all(k.Zero, betweenPlain), both: all(k.Both, between)}
		if k.Not != "" {
			out[i].not = compile(k.Not)
		}
	}
	return out
})

// Words in a clause, before its number, that make it a plan, a part of a year or
// a difference.
var (
	plans  = compile(`计划|力争|拟|不少于|至少|每[年月周季日]|季度|[@\d]月?[至到\-](1[01]|[1-9])月|上半年|下半年|目标|要求([^公]|$)|[^0-9]@?\d{1,2}月份|\d{4}年度?(、|和|及|与)\d{4}年[^,]*分别`)
	deltas = compile(`(较|同比|与)[^#@,:()]{0,12}(增加|减少|增长|下降|上升|增|减)[^#@,:()至到为共]{0,12}#|(增加|减少|增长|下降|上升|提高|降低|增幅|降幅)(了|收到申请|申请|公开)*[#]|(多|少)了?#|比#|的#[^,]{0,3}相比`)
)

// kinds returns what the i-th number counts: nothing, a kind, or two where the
// words speak of both. topic is what was spoken of before the sentence.
func (p *sentence) kinds(i int, topic func() string) []*canon.ClaimKind {
	w := p.around(i)
	s, at := w.text, w.at
	in := scan(s, p.inMarked)
	p.inMarked = in
	clause, ok := w.clause(at)
	if !ok || plans.In(clause, in) || deltas.In(clause, in) {
		return nil
	}
	var both []*canon.ClaimKind
	for j := range kinds() {
		if k := &kinds()[j]; len(k.both) > 0 && matches(k.both, s, at, in) != nil {
			both = append(both, k.ClaimKind)
		}
	}
	if both != nil {
		return both
	}
	if list := p.named(&w); list != nil {
		return list
	}
	spoken, known := "", false
	for j := range kinds() {
		k := &kinds()[j]
		m := matches(k.patterns, s, at, in)
		if m == nil && k.Topic != "" && any(k.topical, in) {
			if !known {
				if spoken, known = p.topicBefore(w.from+at), true; spoken == "" {
					spoken = topic()
				}
			}
			if k.Topic == spoken {
				m = matches(k.topical, s, at, in)
			}
		}
		if m == nil || !p.ofYear(k, s[m[0]:m[1]]) {
			continue
		}
		if said, ok := w.clause(m[0]); !ok {
			return nil
		} else if k.not != nil && k.not.In(said, in) {
			continue
		}
		return []*canon.ClaimKind{k.ClaimKind}
	}
	if k := p.channel(i, &w, in); k != nil && !(k.ID == "items.total" && p.part(&w)) {
		return []*canon.ClaimKind{k}
	}
	return nil
}

// any reports whether a text can match one of the patterns.
func any(list []*search.Pattern, in search.Found) bool {
	for _, re := range list {
		if re.May(in) {
			return true
		}
	}
	return false
}

// matches returns the place of the first pattern that matches over the # at a
// place, or nil.
func matches(list []*search.Pattern, s string, at int, in search.Found) []int {
	for _, re := range list {
		if !re.May(in) {
			continue
		}
		for _, m := range re.FindAllStringIndex(s, -1) {
			if m[0] <= at && at < m[1] {
				return m
			}
		}
	}
	return nil
}

// nothing reports where a sentence says that there was none of a kind.
func (p *sentence) nothing(k *kind) (from, to int, ok bool) {
	plain := p.plain
	for _, re := range k.zero {
		if !re.May(p.inPlain) {
			continue
		}
		for _, m := range re.FindAllStringIndex(plain, -1) {
			start, end := clauseStart(plain, m[0]), clauseEnd(plain, m[1])
			clause := plain[start:end]
			if len(clause) > 2*nearBytes {
				return 0, 0, false
			}
			if k.not != nil && k.not.In(clause, p.inPlain) || plans.In(clause, p.inPlain) || doubts.In(clause, p.inPlain) {
				continue
			}
			from = p.from + utf8.RuneCountInString(plain[:m[0]])
			return from, from + utf8.RuneCountInString(plain[m[0]:m[1]]), true
		}
	}
	return 0, 0, false
}

// doubts are words in a clause without a number that make it no statement of a
// year: since when, of what kind, under which condition.
var doubts = compile(`至今|以来|无正当理由|未及时|不及时|如|若|应当|败诉|审结|总计|结果维持`)

// quote widens a stretch to the clauses it stands in.
func (p *sentence) quote(from, to int) (int, int) {
	first, last := max(p.from, from-longestQuote), min(p.to, to+longestQuote)
	for from > first && p.runes[from-1] != ',' && p.runes[from-1] != '(' && p.runes[from-1] != ')' {
		from--
	}
	for to < last && p.runes[to] != ',' && p.runes[to] != ')' {
		to++
	}
	return from, to
}
