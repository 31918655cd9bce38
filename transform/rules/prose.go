package rules

import (
	"strconv"
	"strings"
	"sync"

	"gongkai/canon"
	"gongkai/transform/search"
)

// prose measures the text.
func (c *run) prose() {
	s, r := c.subject, c.subject.Report
	if len(s.Body) == 0 {
		return
	}
	p := texts()
	body := p.scan(s.Body)
	c.find("placeholders", p.patterns["placeholders"], body)
	c.find("lost", p.patterns["lost"], body)
	// A word of another script or trade is a tell-tale on a host that is none of
	// the government's; elsewhere it is not looked for.
	if c.doc["doc.foreign_host"].v > 0 {
		c.find("tampered", p.patterns["tampered"], append(p.scan([]string{r.Title}), body...))
	} else {
		c.set("text.tampered", 0)
	}
	cites := 0
	for name, form := range map[string]int{"cites_2019": 2019, "cites_2021": 2021} {
		if n, _ := occurs(p.patterns[name], body); n > 0 {
			cites += form
		}
	}
	if cites > 2021 {
		cites = 0 // both are cited
	}
	c.set("doc.cites", cites)
	if r.Year == 0 {
		return
	}
	years := ofYear(r.Year)
	for _, x := range r.Sections {
		text := years.patterns["date"].ReplaceAllString(x.Text, "")
		in := years.set.Scan(text, nil)
		for _, when := range []string{"own_year", "last_year", "next_year"} {
			n := 0
			if re := years.patterns[when]; re.May(in) {
				n = len(re.FindAllStringIndex(text, -1))
			}
			c.set("text."+when+"_in_"+x.ID, n)
		}
		if x.ID == "s5" {
			c.find("stale_plan", years.patterns["stale_plan"], years.scan([]string{x.Text}))
		}
	}
}

// find counts the paragraphs in which an expression occurs, and keeps the first.
func (c *run) find(name string, re *search.Pattern, body []paragraph) {
	n, first := occurs(re, body)
	if n > 0 {
		c.text[name] = strconv.Quote(first)
	}
	c.set("text."+name, n)
}

// occurs returns the number of paragraphs in which an expression matches something,
// and what it matches first.
func occurs(re *search.Pattern, body []paragraph) (n int, first string) {
	for i := range body {
		if m := re.FindIn(body[i].text, body[i].in); m != "" {
			if n++; n == 1 {
				first = m
			}
		}
	}
	return n, first
}

// paragraph is a text with what was found in it.
type paragraph struct {
	text string
	in   search.Found
}

// expressions are canon's patterns, by name.
type expressions struct {
	set      search.Set
	patterns map[string]*search.Pattern
}

func (e *expressions) add(name string, list []string) {
	e.patterns[name] = e.set.Compile(strings.Join(list, "|"))
}

func (e *expressions) scan(texts []string) []paragraph {
	out := make([]paragraph, len(texts))
	for i, t := range texts {
		out[i] = paragraph{t, e.set.Scan(t, nil)}
	}
	return out
}

var texts = sync.OnceValue(func() *expressions {
	out, tampered := &expressions{patterns: map[string]*search.Pattern{}}, []string{}
	for name, list := range canon.Get().Patterns {
		if !strings.ContainsAny(strings.Join(list, ""), "YNL") {
			out.add(name, list)
		}
		switch name {
		case "advertising", "pinyin", "traditional":
			tampered = append(tampered, list...)
		}
	}
	out.add("tampered", tampered)
	return out
})

var byYear sync.Map // of *expressions

// ofYear returns the expressions in which Y, N and L stand for a report's year, the
// next and the last.
func ofYear(year int) *expressions {
	if e, ok := byYear.Load(year); ok {
		return e.(*expressions)
	}
	fill := strings.NewReplacer("Y", strconv.Itoa(year), "N", strconv.Itoa(year+1), "L", strconv.Itoa(year-1))
	out := &expressions{patterns: map[string]*search.Pattern{}}
	for _, name := range []string{"own_year", "last_year", "next_year", "stale_plan", "date"} {
		out.add(name, []string{fill.Replace(strings.Join(canon.Get().Patterns[name], "|"))})
	}
	byYear.Store(year, out)
	return out
}
