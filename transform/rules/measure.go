package rules

import (
	"net/url"
	"strconv"
	"strings"

	"gongkai"
	"gongkai/canon"
)

// measure takes the numbers of the document: of its head, of its form, of its
// text. What is not known is left out.
func (c *run) measure() {
	c.head()
	c.form()
	c.prose()
	c.ordinals()
	for _, claim := range c.subject.Report.Claims {
		if claim.Value.Valid && !claim.Approx {
			c.set("claim."+claim.ID, int(claim.Value.Decimal.IntPart()))
		}
	}
}

func (c *run) set(name string, n int) { c.doc[name] = count(n) }

func (c *run) flag(name string, yes bool) {
	n := 0
	if yes {
		n = 1
	}
	c.set(name, n)
}

// head measures what is said of issuer, year and dates.
func (c *run) head() {
	s, r := c.subject, c.subject.Report
	if r.Title != "" {
		c.set("doc.titled", 1)
	}
	if s.Period != "" {
		c.set("doc.period", 1)
	}
	if len(r.Evidence) > 1 {
		c.set("doc.signals", len(r.Evidence))
	}
	if r.Confidence > 0 {
		c.set("doc.confidence", int(r.Confidence*100+0.5))
	}
	if r.DivisionCode != "" {
		c.flag("doc.county", !strings.HasSuffix(r.DivisionCode, "00"))
	}
	if r.Agency != "" {
		c.flag("doc.government", r.Scope == gongkai.ScopeJurisdiction)
		c.flag("doc.township", r.Function == canon.FunctionTownship || r.Function == canon.FunctionPark)
	}
	if r.Year != 0 {
		c.set("doc.year_end", r.Year*10_000+1231)
		c.set("doc.jan31", (r.Year+1)*10_000+131)
		c.set("doc.mar31", (r.Year+1)*10_000+331)
	}
	c.date("doc.signed_on", r.SignedOn)
	c.date("doc.published", r.SignedOn)
	c.date("doc.published", r.PublishedOn)
	if !s.Scanned {
		c.flag("doc.signed", len(s.Signature) > 0)
		c.flag("doc.dated", r.SignedOn != "")
	}
	if u, err := url.Parse(r.Document.URL); err == nil && u.Hostname() != "" {
		host := strings.ToLower(u.Hostname())
		c.flag("doc.foreign_host", host != "gov.cn" && !strings.HasSuffix(host, ".gov.cn"))
	}
}

// date sets a number of the form 20210131.
func (c *run) date(name, iso string) {
	if n, err := strconv.Atoi(strings.ReplaceAll(iso, "-", "")); err == nil && len(iso) == len("2021-01-31") {
		c.set(name, n)
	}
}

var forms = map[string]int{canon.T2014: 2014, canon.T2019: 2019, canon.T2021: 2021, "mixed": 0}

// form measures the tables: which form, which parts, how many cells are filled.
func (c *run) form() {
	s, r := c.subject, c.subject.Report
	c.set("doc.subtotals", s.Subtotals)
	c.set("doc.facts", len(r.Facts))
	filled, cells := 0, 0
	for i := range r.Facts {
		if f := &r.Facts[i]; f.Status != gongkai.Missing {
			cells++
			if strings.TrimSpace(f.Raw) != "" {
				filled++
			}
		}
	}
	if cells > 0 {
		c.set("doc.filled", filled)
	}
	if s.Scanned {
		return // what was not seen is not absent
	}
	c.flag("doc.statistics", s.Tables[canon.TableStatistics])
	if n, ok := forms[r.Template]; ok {
		c.set("doc.form", n)
	}
	if n, ok := forms[canon.Get().Expected(r.Year)]; ok {
		c.set("doc.form_expected", n)
	}
	for _, x := range canon.Get().Sections {
		if x.Table != "" {
			c.flag("table."+x.ID, s.Tables[x.Table])
		}
		c.flag("section."+x.ID, false)
	}
	for _, x := range r.Sections {
		c.flag("section."+x.ID, true)
	}
}

const hanDigits = "一二三四五六七八九"

// ordinals counts headings whose ordinal is not their place. A section that is
// absent moves those behind it up: that is no fault of theirs.
func (c *run) ordinals() {
	last, wrong, numbered := 0, 0, 0
	var shown []string
	for _, x := range c.subject.Report.Sections {
		n := ordinal(x.Heading)
		if n == 0 {
			continue
		}
		numbered++
		if n <= last {
			wrong++
			shown = append(shown, x.Heading)
		}
		last = max(last, n)
	}
	if numbered > 0 {
		c.set("text.wrong_ordinals", wrong)
		c.text["ordinals"] = strings.Join(shown, ", ")
	}
}

// ordinal returns the number before a heading: 四、, 4、, 四．; 0 for none.
func ordinal(heading string) int {
	heading = strings.TrimLeft(heading, " \u00a0\u3000#*")
	for i, r := range hanDigits + "123456789" {
		rest, ok := strings.CutPrefix(heading, string(r))
		if ok && strings.ContainsAny(firstRune(rest), "、.．，, ") {
			if i < len(hanDigits) {
				return i/3 + 1
			}
			return i - len(hanDigits) + 1
		}
	}
	return 0
}

func firstRune(s string) string {
	for _, r := range s {
		return string(r)
	}
	return ""
}
