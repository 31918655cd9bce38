package docx

import (
	"strings"

	"gongkai/extract/story"
)

// number returns what a list prints before a paragraph, counts it, and says what
// stands between it and the text.
func (r *reader) number(p *paragraph) (text, suffix string, ok bool) {
	id, at := p.numID, p.level
	if id == "" {
		id = p.style.numID
		if at < 0 {
			at = p.style.level
		}
	}
	n := r.lists.nums[id]
	if id == "0" || n == nil {
		return "", "", false
	}
	a := r.lists.resolve(n)
	if a == nil {
		return "", "", false
	}
	if at < 0 {
		at = a.levelOf(p.styleID)
	}
	if at >= levels {
		at = levels - 1
	}
	a.count1(n, at)
	l := n.at(a, at)
	if l.bullet {
		return strings.TrimSpace(l.text), l.suffix, true
	}
	return a.print(n, l), l.suffix, true
}

// resolve returns the list of a num, which may be that of a numbering style.
func (l *lists) resolve(n *num) *abstract {
	for range maxBasedOn {
		a := l.abstracts[n.abstract]
		if a == nil || a.styleLink == "" {
			return a
		}
		to := l.nums[l.byStyle[a.styleLink]]
		if to == nil || to == n {
			return a
		}
		n = to
	}
	return nil
}

// levelOf returns the level that belongs to a paragraph style, or the first.
func (a *abstract) levelOf(style string) int {
	for i := range a.level {
		if a.level[i].style == style && style != "" {
			return i
		}
	}
	return 0
}

func (n *num) at(a *abstract, i int) *level {
	if n.level[i] != nil {
		return n.level[i]
	}
	return &a.level[i]
}

// first returns the number that a level begins with.
func (n *num) first(a *abstract, i int) int {
	if n.start[i] >= 0 {
		return n.start[i]
	}
	return n.at(a, i).start
}

// count1 counts a paragraph of a level. The levels below begin again, and so do
// those that a num restarts, once, where it first occurs.
func (a *abstract) count1(n *num, at int) {
	if !n.begun {
		n.begun = true
		for i, start := range n.start {
			if start >= 0 {
				a.counting[i] = false
			}
		}
	}
	if a.counting[at] {
		a.count[at]++
	} else {
		a.count[at], a.counting[at] = n.first(a, at), true
	}
	for below := at + 1; below < levels; below++ {
		if after := n.at(a, below).restart; after < 0 || at < after {
			a.counting[below] = false
		}
	}
}

// print fills the numbers into a level's text: "%1.%2" is 3.1.
func (a *abstract) print(n *num, l *level) string {
	var b strings.Builder
	for i := 0; i < len(l.text); i++ {
		if l.text[i] != '%' || i+1 == len(l.text) || l.text[i+1] < '1' || l.text[i+1] > '9' {
			b.WriteByte(l.text[i])
			continue
		}
		i++
		at := int(l.text[i] - '1')
		count := a.count[at]
		if !a.counting[at] {
			count = n.first(a, at)
		}
		system := n.at(a, at).system
		if l.legal {
			system = story.Decimal
		}
		b.WriteString(system.Format(count))
	}
	return b.String()
}
