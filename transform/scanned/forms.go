package scanned

import (
	"strings"
	"sync"

	"gongkai/canon"
	"gongkai/transform/label"
)

// A form is the labels of a prescribed table in reading order, as printed, and
// what they are compared by.
type form struct {
	labels []string
	keys   [][]rune
}

func newForm(labels []string) form {
	f := form{labels: labels}
	for _, s := range labels {
		f.keys = append(f.keys, []rune(label.Key(s)))
	}
	return f
}

// forms are those of the tables whose numbers have sums: the table of requests in
// both its forms, reviews and litigation.
var forms = sync.OnceValue(func() []form {
	return []form{newForm(requestLabels(canon.T2019)), newForm(requestLabels(canon.T2021)), newForm(challengeLabels())}
})

// others are the labels of the other tables, in no order, and the words of titles.
var others = sync.OnceValue(func() form {
	p := canon.Get().Proactive
	out := append([]string{}, p.Corner...)
	for _, s := range p.Subtables {
		out = append(out, s.ZH)
	}
	for _, r := range p.Rows {
		out = append(out, r.Names()...)
	}
	for _, c := range p.Columns {
		out = append(out, c.Names()...)
	}
	return newForm(out)
})

func requestLabels(template string) []string {
	c := canon.Get()
	all := c.Applicants.List
	out := []string{c.Applicants.Header[0], all[0].ZH, c.Applicants.Group[0], all[6].ZH}
	for _, a := range all[1:6] {
		out = append(out, a.ZH)
	}
	groups := map[string]bool{}
	for _, r := range c.Requests.Rows {
		if !r.In(template) {
			continue
		}
		for _, g := range c.Requests.Groups {
			if over := strings.HasPrefix(r.Number, g.Number) && r.Number != g.Number; over && !groups[g.ID] {
				groups[g.ID] = true
				out = append(out, ordinal(g.Number)+g.ZH)
			}
		}
		out = append(out, ordinal(r.Number)+r.ZH)
	}
	return out
}

// ordinal returns how the last step of a row's number is printed: 三（三）1 as
// "1.", 三（三） as "（三）", 三 as "三、".
func ordinal(number string) string {
	switch i := strings.LastIndex(number, "（"); {
	case strings.HasSuffix(number, "）"):
		return number[i:]
	case i >= 0:
		return number[strings.LastIndex(number, "）")+len("）"):] + "."
	}
	return number + "、"
}

func challengeLabels() []string {
	c := canon.Get().Challenges
	var outcomes []string
	for _, o := range c.Outcomes {
		outcomes = append(outcomes, o.ZH)
	}
	out := append([]string{c.Blocks[0].ZH, c.Umbrella[0]}, outcomes...)
	out = append(out, c.Blocks[1].ZH, c.Blocks[2].ZH)
	out = append(out, outcomes...)
	return append(out, outcomes...)
}
