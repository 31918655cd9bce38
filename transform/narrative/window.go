package narrative

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gongkai/canon"
)

// Limits. What a number counts is said near to it: in a text without full stops
// each number would else be held against all of it, and time be the square of the
// length.
const (
	// mostNumbers are read in the prose of a report. The longest reports have some
	// hundreds; a text of thousands is a table that lost its lines.
	mostNumbers = 2000

	// nearBytes and nearNumbers bound what is looked at on each side of a number.
	// A clause that goes on beyond makes no claim: a word that makes the number
	// something else may stand in what was not looked at.
	nearBytes   = 1200
	nearNumbers = 40

	// longestQuote is the characters of a quote on each side of what says it.
	longestQuote = 400
)

// window is a stretch of a sentence with # for one number and @ for the others.
// Words of approximation before a number are left out.
type window struct {
	text string
	at   int  // of the #, in bytes
	from int  // where text begins in the sentence with its marks
	head bool // text begins before the sentence does not: it was cut
	tail bool // and ends before the sentence does
}

// around returns the window of a number.
func (p *sentence) around(this int) window {
	if p.marks == "" {
		p.mark()
	}
	at := p.places[this]
	from, to := max(0, at-nearBytes), min(len(p.marks), at+nearBytes)
	if this > nearNumbers {
		from = max(from, p.places[this-nearNumbers])
	}
	if this+nearNumbers < len(p.places) {
		to = min(to, p.places[this+nearNumbers])
	}
	for from < at && !utf8.RuneStart(p.marks[from]) {
		from++
	}
	for to > at && to < len(p.marks) && !utf8.RuneStart(p.marks[to]) {
		to--
	}
	return window{text: p.marks[from:at] + "#" + p.marks[at+1:to], at: at - from, from: from, head: from > 0, tail: to < len(p.marks)}
}

// clause returns the clause of the number, from a place before it; ok is false
// where the window cuts it short.
func (w *window) clause(from int) (string, bool) {
	start, end := clauseStart(w.text, from), clauseEnd(w.text, w.at)
	if w.head && start == 0 || w.tail && end == len(w.text) {
		return "", false
	}
	return w.text[start:end], true
}

// clauseStart and clauseEnd bound the clause around a place.
func clauseStart(s string, at int) int { return strings.LastIndexAny(s[:at], ",(:)") + 1 }

func clauseEnd(s string, at int) int {
	if i := strings.IndexAny(s[at:], ",()"); i >= 0 {
		return at + i
	}
	return len(s)
}

// topicAt is a topic that was spoken of, up to a place.
type topicAt struct {
	end   int
	topic string
}

// topicBefore returns the topic that the sentence spoke of last before a place in
// its marks, or "".
func (p *sentence) topicBefore(at int) string {
	if p.topics == nil {
		p.topics = topicsOf(p.marks)
	}
	i, _ := slices.BinarySearchFunc(p.topics, at, func(t topicAt, at int) int {
		if t.end <= at {
			return -1
		}
		return 1
	})
	if i == 0 {
		return ""
	}
	return p.topics[i-1].topic
}

// topicsOf returns the topics that a text speaks of, in the order of their ends.
// Of two words that end at different places the one that begins last holds.
func topicsOf(s string) []topicAt {
	type said struct{ start, end, rank int }
	var all []said
	topics := canon.Claims().Topics
	for rank := range topics {
		for _, w := range topics[rank].Words {
			for i := 0; ; {
				j := strings.Index(s[i:], w)
				if j < 0 {
					break
				}
				all = append(all, said{i + j, i + j + len(w), rank})
				i += j + 1
			}
		}
	}
	slices.SortFunc(all, func(a, b said) int { return a.end - b.end })
	out := make([]topicAt, 0, len(all))
	start, rank := -1, 0
	for _, t := range all {
		if t.start > start || t.start == start && t.rank < rank {
			start, rank = t.start, t.rank
			out = append(out, topicAt{t.end, topics[t.rank].ID})
		}
	}
	return out
}

// topicOf returns the topic that a text spoke of last, or "".
func topicOf(s string) string {
	topic, last := "", -1
	for _, t := range canon.Claims().Topics {
		for _, w := range t.Words {
			if i := strings.LastIndex(s, w); i > last {
				topic, last = t.ID, i
			}
		}
	}
	return topic
}

// spoken is what a block's sentences spoke of, as far as it was asked for.
type spoken struct {
	topic     string // of the last sentence that has one, or of the heading
	sentences int    // that were looked at
	total     int    // where the first total ends, in characters: 0 if not asked for
}

// before returns the topic that was spoken of last in a block's sentences, or in
// the heading before them.
func (o *spoken) before(t *text, said []span) string {
	for ; o.sentences < len(said); o.sentences++ {
		s := said[o.sentences]
		if topic := topicOf(string(t.runes[s.from:s.to])); topic != "" {
			o.topic = topic
		}
	}
	return o.topic
}

// part reports whether a number of items is a share of a total that was said
// before: 公开信息90条。其中，各乡镇公开信息30条，占33%。
func (p *sentence) part(w *window) bool {
	if !share.MatchString(w.text[w.at:]) {
		return false
	}
	if p.total.total == 0 {
		p.total.total = len(p.runes) + 1
		all := string(p.runes)
		if m := total.FindStringIndex(all); m != nil {
			p.total.total = utf8.RuneCountInString(all[:m[1]])
		}
	}
	if p.summed == 0 {
		p.summed = len(p.marks) + 1
		if m := total.FindStringIndex(p.marks); m != nil {
			p.summed = m[1]
		}
	}
	return p.total.total <= p.from || p.summed <= w.from+w.at
}

// total is a total of what was made public, up to its number's first character.
var total = regexp.MustCompile(`(公开|发布|公布)[^,;。]{0,20}?信息[^,;。]{0,6}?[@\d]`)
