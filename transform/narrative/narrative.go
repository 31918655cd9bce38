// Package narrative finds the numbers that a report says in prose and holds them
// against its tables. What counts as a claim, and by which words it is known,
// stands in canon; this package knows how sentences carry numbers: in digits and
// Chinese numerals, approximate, cumulative, of other years, or as "none".
package narrative

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
	"gongkai/transform/search"
	"gongkai/transform/sections"
)

// Read returns the claims in blocks [from, to) of a document, a report for a
// year (0 where unknown), and what must be known of them. isTable tells blocks
// that were read as tables although they are text.
func Read(doc *gongkai.Document, from, to, year int, isTable map[int]bool) ([]gongkai.Claim, []gongkai.Issue) {
	r := reader{year: year, text: emptyTexts.Get().(*text)}
	defer r.text.release()
	for i := from; i < to; i++ {
		b := &doc.Blocks[i]
		if b.Kind == gongkai.TableBlock || b.Zone == gongkai.Furniture {
			continue
		}
		if s := sections.Of(b.Text); s != nil {
			r.section, r.heading = s.ID, label.Strip(b.Text)
			if !strings.HasSuffix(strings.TrimSpace(b.Text), "。") {
				continue
			} // 未发生因政府信息公开被复议、被诉讼的情况。 has the words of a heading
		}
		if isTable[i] && !sections.HoldsProse(b.Text) {
			continue
		}
		r.cells = isTable[i]
		r.block(i, b.Text)
	}
	return r.claims, r.unread()
}

// unread says where reading stopped at a limit.
func (r *reader) unread() []gongkai.Issue {
	if r.numbers <= mostNumbers {
		return nil
	}
	return []gongkai.Issue{{Rule: "T-12", Severity: gongkai.Severity(canon.Get().Rule("T-12").Severity),
		Message: fmt.Sprintf("%d numbers in the prose; the sentences behind the first %d are not read for claims", r.numbers, mostNumbers)}}
}

// reader is at work on a report.
type reader struct {
	year    int
	section string
	cells   bool   // the block holds cells of a table too: a number without a measure is one of them
	heading string // the last short line without a number: what the next paragraphs are about
	claims  []gongkai.Claim
	numbers int // in the prose so far

	// Memory for the block and the sentence at hand.
	text              *text
	spoken            spoken
	listed            bool // the sentence before has items of a channel
	inPlain, inMarked search.Found
}

// longestHeading is the length in characters of a line that can head paragraphs.
const longestHeading = 30

func (r *reader) block(at int, raw string) {
	t := r.text
	t.fold(raw)
	said := false
	list := t.sentences()
	r.spoken = spoken{topic: topicOf(r.heading)}
	r.listed = false
	var printed []rune
	for i, s := range list {
		r.listed = r.listed && t.runes[s.from-1] == ';'
		claims := r.sentence(t, s, func() string { return r.spoken.before(t, list[:i]) })
		r.listed = slices.ContainsFunc(claims, func(f found) bool { return f.claim.Period == gongkai.PeriodYear && isChannel(f.claim.ID) })
		if len(claims) > 0 && printed == nil {
			printed = []rune(raw)
		}
		for _, f := range claims {
			from, to := t.span(f.from, f.to)
			f.claim.Section = r.section
			f.claim.Quote = string(printed[from:to])
			f.claim.Locator = gongkai.TextLocator(at, from, to)
			r.claims = append(r.claims, f.claim)
			said = true
		}
	}
	if !said && len(t.runes) <= longestHeading {
		r.heading = string(t.runes)
	}
}

// found is a claim with the folded text that says it.
type found struct {
	claim    gongkai.Claim
	from, to int
}

// text is a block folded to half-width, without blanks, with the place of each
// character in the block.
type text struct {
	runes []rune
	at    []int
	gap   []bool // whether a blank stood before
}

// emptyTexts are memory for one block after another, of one report after another.
var emptyTexts = sync.Pool{New: func() interface{} { return new(text) }}

// mostKept is the number of characters beyond which a text's memory is dropped.
const mostKept = 1 << 16

func (t *text) release() {
	if cap(t.runes) <= mostKept {
		emptyTexts.Put(t)
	}
}

// fold takes in a block, in place of the one before.
func (t *text) fold(raw string) {
	t.runes, t.at, t.gap = t.runes[:0], t.at[:0], t.gap[:0]
	gap, i := false, -1
	for _, r := range raw {
		i++
		if isQuote(r) {
			continue // 其中“予以公开”21件
		}
		if label.IsBlank(r) || r == '*' || r == '#' || r == '@' {
			gap = true
			continue
		}
		if r = label.FoldRune(r); r == 0 {
			continue
		}
		t.runes, t.at, t.gap = append(t.runes, r), append(t.at, i), append(t.gap, gap)
		gap = false
	}
}

func isQuote(r rune) bool { return r >= '‘' && r <= '‟' || r == '「' || r == '」' || r == '"' }

// span returns the characters of the block between two places of the folded text.
func (t *text) span(from, to int) (int, int) { return t.at[from], t.at[to-1] + 1 }

type span struct{ from, to int }

// sentences cuts the text at full stops, semicolons and the like.
func (t *text) sentences() []span {
	var out []span
	from := 0
	for i, r := range t.runes {
		if r == '。' || r == ';' || r == '!' || r == '?' || r == '.' && t.stops(i) {
			if i > from {
				out = append(out, span{from, i})
			}
			from = i + 1
		}
	}
	if from < len(t.runes) {
		out = append(out, span{from, len(t.runes)})
	}
	return out
}

// stops reports whether a half-width point ends a sentence and is part of no
// number or address.
func (t *text) stops(i int) bool {
	return i > 0 && t.runes[i-1] > 0x2E80 && (i+1 == len(t.runes) || t.runes[i+1] > 0x7f)
}

// sentence returns the claims of one sentence. topic tells what was spoken of
// before it.
func (r *reader) sentence(t *text, s span, topic func() string) []found {
	p := parse(t, s)
	if r.numbers += len(p.numbers); r.numbers > mostNumbers {
		return nil
	}
	p.total, p.listed, p.year = &r.spoken, r.listed, r.year
	p.plain, p.inMarked = string(t.runes[s.from:s.to]), r.inMarked
	p.inPlain = scan(p.plain, r.inPlain)
	defer func() { r.inPlain, r.inMarked = p.inPlain, p.inMarked }()
	var out []found
	var before []*canon.ClaimKind
	for i := range p.numbers {
		n := &p.numbers[i]
		if r.cells && n.measure == "" {
			before = nil
			continue
		}
		var said gongkai.Period
		same := false
		if len(before) == 1 {
			said, same = p.goesOn(i)
		}
		if !same {
			before = p.kinds(i, topic)
		}
		for _, k := range before {
			c := gongkai.Claim{ID: k.ID, Approx: n.approx, Unit: n.measure, Period: said}
			if !same {
				c.Period = r.period(p, n.start, k)
			}
			if n.measure == "元" {
				c.Unit = "CNY"
			}
			if p.partOf(i, c, out) {
				continue
			}
			c.Value = n.value
			from, to := p.quote(n.start, n.end)
			out = append(out, found{c, from, to})
		}
	}
	return append(out, r.none(p, out)...)
}

// none finds what the sentence says did not happen.
func (r *reader) none(p *sentence, said []found) []found {
	var out []found
	for i := range kinds() {
		k := &kinds()[i]
		if len(k.zero) == 0 {
			continue
		}
		from, to, ok := p.nothing(k)
		if !ok {
			continue
		}
		for _, s := range said {
			ok = ok && (s.claim.ID != k.ID || s.claim.Period != gongkai.PeriodYear)
		}
		if ok {
			c := gongkai.Claim{ID: k.ID, Value: zero, Period: r.period(p, to-1, k.ClaimKind)}
			if k.Unit != "" {
				c.Unit = k.Unit
			}
			f, e := p.quote(from, to)
			out = append(out, found{c, f, e})
		}
	}
	return out
}

// isChannel reports whether a claim counts the items of one channel.
func isChannel(id string) bool { return strings.HasPrefix(id, "items.") && id != "items.total" }

// kindOf returns what canon knows of a claim, or nil.
func kindOf(id string) *canon.ClaimKind { return canon.Claims().Claim(id) }
