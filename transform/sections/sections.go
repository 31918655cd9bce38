// Package sections finds a report's parts in running text: its title, the six
// sections by the words of their headings, the period, the signature. It reads
// ordinals but does not trust them: offices misnumber their headings, and the
// rows of the table of requests carry the same ones.
package sections

import (
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/label"
)

// Outline is what the text of one report shows.
type Outline struct {
	Titles    []string // candidates, the best first, line breaks removed
	Sections  []gongkai.Section
	Period    string   // the sentence with 统计期限, "" where there is none
	Signature []string // last lines of the article: issuer and date
	SignedOn  string   // ISO date, "" where unsigned
	Body      []string // paragraphs that are no tables
	Footer    []string // lines of the page's furniture
	Preface   string   // what stands before the first section
}

// Read outlines blocks [from, to) of a document. isTable tells blocks that were
// read as tables although they are text.
func Read(doc *gongkai.Document, from, to int, isTable map[int]bool) Outline {
	var o Outline
	var cur *gongkai.Section
	var prose, preface []string
	flush := func() {
		if cur != nil {
			cur.Text = strings.Join(prose, "\n")
			o.Sections = append(o.Sections, *cur)
		}
		prose, cur = nil, nil
	}
	seen := map[string]bool{}
	for i := from; i < to; i++ {
		b := &doc.Blocks[i]
		if b.Kind == gongkai.TableBlock || isTable[i] && !HoldsProse(b.Text) {
			continue
		}
		if b.Zone == gongkai.Furniture {
			o.Footer = append(o.Footer, b.Text)
			continue
		}
		o.Body = append(o.Body, b.Text)
		for _, part := range headingsIn(b.Text) {
			if part.section != nil && !seen[part.section.ID] {
				flush()
				seen[part.section.ID] = true
				cur = &gongkai.Section{ID: part.section.ID, Heading: part.heading, Locator: gongkai.TextLocator(i, part.at, part.at+len([]rune(part.heading)))}
			} else if part.heading != "" {
				part.text = part.heading + part.text
			}
			if t := strings.TrimSpace(part.text); t != "" {
				if cur != nil {
					prose = append(prose, t)
				} else {
					preface = append(preface, t)
				}
			}
		}
	}
	flush()
	o.Preface = strings.Join(preface, "\n")
	o.Titles = titles(doc, from, to)
	o.Period = period(o.Body)
	o.Signature, o.SignedOn = signature(o.Body)
	return o
}

// HoldsProse reports whether a block that holds a table's text holds much else:
// in some dumps the whole report is one paragraph.
func HoldsProse(s string) bool { return len([]rune(s)) > 400 }

// part is a stretch of a block: what stands under a heading, or before any.
type part struct {
	section *canon.Section
	heading string
	at      int // of the heading, in runes
	text    string
}

// headingsIn splits a block at the section headings in it. A short block may be
// a heading as a whole; a long one may hold several, each an ordinal followed
// at once by a section's official words.
func headingsIn(text string) []part {
	if utf8.RuneCountInString(text) <= 60 {
		if s := Of(text); s != nil {
			return []part{{section: s, heading: strings.TrimSpace(text), at: leading(text)}}
		}
		return []part{{text: text}}
	}
	var parts []part
	last := part{}
	start, runes := 0, -1
	for i, r := range text {
		runes++
		if r != '一' && r != '二' && r != '三' && r != '四' && r != '五' && r != '六' || i < start {
			continue
		}
		ord, rest := ordinal(text[i:])
		if ord.Form != label.Han {
			continue
		}
		s, rest := official(rest, ord.Number)
		if s == nil {
			continue
		}
		last.text = text[start:i]
		parts = append(parts, last)
		start = len(text) - len(rest)
		last = part{section: s, heading: text[i:start], at: runes}
	}
	last.text = text[start:]
	return append(parts, last)
}

// ordinal cuts an ordinal off a text, of six characters at most.
func ordinal(text string) (label.Ordinal, string) {
	var room [6]rune
	few := room[:0]
	for _, r := range text {
		if few = append(few, r); len(few) == len(room) {
			break
		}
	}
	ord, n := label.OrdinalAt(few)
	for _, r := range few[:n] {
		text = text[utf8.RuneLen(r):]
	}
	return ord, text
}

func leading(s string) int {
	n := 0
	for _, r := range s {
		if !label.IsBlank(r) {
			return n
		}
		n++
	}
	return 0
}

// official finds a section with whose official heading a text begins, whose
// headings are not on lines of their own; there the ordinal must be right too. It
// returns what stands behind the heading.
func official(text string, ordinal int) (*canon.Section, string) {
	text = strings.TrimLeftFunc(text, label.IsBlank)
	all := canon.Get().Sections
	if ordinal < 1 || ordinal > len(all) {
		return nil, ""
	}
	s := &all[ordinal-1]
	if rest, ok := strings.CutPrefix(text, s.ZH); ok {
		return s, rest
	}
	for _, words := range s.Words {
		if rest, ok := strings.CutPrefix(text, words[0]); ok && len(words) == 1 {
			return s, rest
		}
	}
	return nil, ""
}

// Of returns the section that a line heads, or nil. Rows of the table of
// requests are no headings, nor are sentences.
func Of(line string) *canon.Section {
	if longer(line, longestHeading) {
		return nil
	}
	return headed.Of(line)
}

// headed knows the lines that were looked at: those that head sections are the
// same in all reports, and each is asked for several times in its own.
var headed = label.NewGlossary(sectionOf)

func sectionOf(line string) *canon.Section {
	stripped := label.Strip(line)
	ord, rest := label.CutOrdinal(stripped)
	k := strings.TrimRight(rest, "。:;#*")
	k = strings.ReplaceAll(strings.TrimLeft(k, "#*"), "其它", "其他")
	if n := utf8.RuneCountInString(k); n < 2 || n > 40 || strings.Contains(k, "。") || strings.Contains(k, "；") || strings.Contains(k, ";") || ord.Form == label.Bracketed {
		return nil
	}
	all := canon.Get().Sections
	if ord.Form == label.NoOrdinal && !strings.HasSuffix(k, "情况") && !slices.ContainsFunc(all, func(s canon.Section) bool { return s.ZH == k }) {
		return nil // as most lines are
	}
	for i := range all {
		for _, words := range all[i].Words {
			if hasAll(k, words) && (ord.Form != label.NoOrdinal || exactly(k, all[i].ZH)) {
				return &all[i]
			}
		}
	}
	return nil
}

// longestHeading is how many characters a heading has at most, with its ordinal
// and the marks around it, blanks apart.
const longestHeading = 80

// longer reports whether a text has more than n characters that are no blanks.
func longer(s string, n int) bool {
	if len(s) <= n {
		return false
	}
	for _, r := range s {
		if !label.IsBlank(r) {
			if n--; n < 0 {
				return true
			}
		}
	}
	return false
}

// exactly reports whether a line without an ordinal is a heading all the same:
// the section's words and little else.
func exactly(k, zh string) bool {
	return len([]rune(k)) <= len([]rune(zh))+8 && strings.HasSuffix(k, "情况") || k == zh
}

func hasAll(s string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(s, w) {
			return false
		}
	}
	return true
}
