package tables

import (
	"slices"
	"sync"

	"gongkai/canon"
	"gongkai/transform/label"
)

// axis is the kind of label that a stretch of running text may be.
type axis uint8

const (
	axisApplicant axis = 1 << iota
	axisRequest
	axisGroup
	axisPdRow
	axisPdColumn
	axisPdCorner
	axisBlock
	axisOutcome
)

type sense struct {
	axis axis
	id   string
}

// A trie finds the longest label that begins at a place of a text.
type trie struct {
	next   map[rune]*trie
	senses []sense
}

func (t *trie) add(name string, s sense) {
	for _, k := range []string{label.Key(name), label.CutKey(name)} {
		n := t
		for _, r := range k {
			if n.next == nil {
				n.next = map[rune]*trie{}
			}
			m := n.next[r]
			if m == nil {
				m = &trie{}
				n.next[r] = m
			}
			n = m
		}
		if n != t && !slices.Contains(n.senses, s) {
			n.senses = append(n.senses, s)
		}
	}
}

var labelTrie = sync.OnceValue(func() *trie {
	t, c := &trie{}, canon.Get()
	for _, a := range c.Applicants.List {
		t.addAll(sense{axisApplicant, a.ID}, a.Names())
	}
	t.addAll(sense{axisApplicant, subtotalColumn}, c.Applicants.Subtotal)
	t.addAll(sense{axisApplicant, groupColumn}, c.Applicants.Group)
	t.addAll(sense{axisApplicant, headerColumn}, c.Applicants.Header[:1])
	for _, r := range c.Requests.Rows {
		t.addAll(sense{axisRequest, r.ID}, r.Names())
	}
	for _, g := range c.Requests.Groups {
		t.addAll(sense{axisGroup, g.ID}, g.Names())
	}
	for _, r := range c.Proactive.Rows {
		t.addAll(sense{axisPdRow, r.ID}, r.Names())
	}
	for _, k := range c.Proactive.Columns {
		t.addAll(sense{axisPdColumn, k.ID}, k.Names())
		t.addAll(sense{axisPdColumn, k.ID}, k.Misprints) // the header's reader raises the issue
		for _, l := range k.Labels {
			t.addAll(sense{axisPdColumn, k.ID}, []string{l})
		}
	}
	t.addAll(sense{axisPdCorner, "corner"}, c.Proactive.Corner)
	for _, b := range c.Challenges.Blocks {
		t.addAll(sense{axisBlock, b.ID}, b.Names())
	}
	t.addAll(sense{axisBlock, umbrellaBlock}, c.Challenges.Umbrella)
	for _, o := range c.Challenges.Outcomes {
		t.addAll(sense{axisOutcome, o.ID}, o.Names())
	}
	return t
})

func (t *trie) addAll(s sense, names []string) {
	for _, n := range names {
		t.add(n, s)
	}
}
