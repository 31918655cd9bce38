package tables

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"gongkai"
	"gongkai/canon"
	"gongkai/transform/values"
)

// key names a cell of the forms.
type key struct{ indicator, applicant string }

// collector gathers facts and issues. Each cell of a form is told once; a
// second telling that differs is an issue and takes the value away.
type collector struct {
	facts  facts
	order  []*gongkai.Fact
	room   []gongkai.Fact // where the facts stand, as far as there is room
	issues []gongkai.Issue
	said   map[saying]bool             // issues already raised
	sums   int                         // sub-totals checked
	local  map[string]*canon.Indicator // rows that no form has
}

func newCollector() *collector {
	return &collector{order: make([]*gongkai.Fact, 0, usualFacts), said: map[saying]bool{}, local: map[string]*canon.Indicator{}}
}

// saying is an issue, but for its severity.
type saying struct{ rule, message, indicator, applicant string }

// usualFacts is how many facts a report has that follows one form.
const usualFacts = 224

// next returns the place for a fact, which it keeps if it is added.
func (k *collector) next() *gongkai.Fact {
	if len(k.room) == cap(k.room) {
		k.room = make([]gongkai.Fact, 0, usualFacts)
	}
	return &k.room[:len(k.room)+1][len(k.room)]
}

// list returns the facts in the order in which they were told.
func (k *collector) list() []gongkai.Fact {
	if n := len(k.room); n == len(k.order) && n > 0 && k.order[0] == &k.room[0] {
		return k.room[:n:n]
	}
	out := make([]gongkai.Fact, 0, len(k.order))
	for _, f := range k.order {
		out = append(out, *f)
	}
	return out
}

// fact returns what was told of a cell, or nil.
func (k *collector) fact(at key) *gongkai.Fact { return *k.facts.at(at) }

// own makes an indicator of a row that no form has: an amount where its unit is
// one of money, else a count.
func (k *collector) own(id, label, unit string, money values.Unit) {
	if _, ok := k.local[id]; ok {
		return
	}
	ind := &canon.Indicator{ID: id, ZH: oneLine(label), Kind: canon.Count, Unit: strings.TrimSpace(unit)}
	if money != values.NoUnit {
		ind.Kind, ind.Unit = canon.Money, "CNY"
	}
	k.local[id] = ind
}

// indicator returns what is known of an indicator, of a form or of this report.
func (k *collector) indicator(id string) *canon.Indicator {
	if len(k.local) > 0 && k.local[id] != nil {
		return k.local[id]
	}
	if n := k.facts.numberOf(id); n >= 0 {
		return &canon.Get().Indicators[n]
	}
	return nil
}

// issue raises an issue once.
func (k *collector) issue(rule, message, indicator, applicant string) {
	k.issueAt(gongkai.Severity(canon.Get().Rule(rule).Severity), rule, message, indicator, applicant)
}

func (k *collector) issueAt(sev gongkai.Severity, rule, message, indicator, applicant string) {
	s := saying{rule, message, indicator, applicant}
	if k.said[s] {
		return
	}
	k.said[s] = true
	k.issues = append(k.issues, gongkai.Issue{Rule: rule, Severity: sev, Message: message, Indicator: indicator, Applicant: applicant})
}

// put parses a cell's text and records the fact. unit is what the header or
// caption prints, for money.
func (k *collector) put(at key, template string, s slot, method gongkai.Method, unit values.Unit) *gongkai.Fact {
	ind := k.indicator(at.indicator)
	f := k.next()
	*f = gongkai.Fact{Indicator: at.indicator, Applicant: at.applicant, Template: template, Unit: ind.Unit, Status: s.status, Method: method}
	if s.cell != nil {
		f.Raw, f.Locator = s.cell.text, s.cell.locator()
		if s.status == "" && s.cell.rows > 1 && !s.cell.blank() {
			s.status, f.Status = gongkai.Unparsed, gongkai.Unparsed
			k.issue("T-03", fmt.Sprintf("%s: %q stands over %d rows", ind.ZH, oneLine(s.cell.text), s.cell.rows), at.indicator, at.applicant)
		}
		if s.number != nil {
			f.Value = decimal.NewNullDecimal(decimal.NewFromInt(*s.number))
			if ind.Kind == canon.Money { // digits say nothing of their unit
				k.convert(f, unit)
			}
		}
		if n, ok := values.Plain(s.cell.text); ok && s.status == "" && ind.Kind == canon.Count {
			f.Value, f.Status = decimal.NewNullDecimal(values.Whole(n)), gongkai.Reported
		} else if s.status == "" {
			r := values.Parse(s.cell.text, values.Context{Kind: ind.Kind, Unit: unit})
			f.Value, f.Status, f.Approx = r.Value, r.Status, r.Approx
			for _, n := range r.Notes {
				k.issueAt(n.Severity, n.Rule, fmt.Sprintf("%s: %q: %s", ind.ZH, strings.TrimSpace(s.cell.text), n.Text), at.indicator, at.applicant)
			}
		}
	}
	return k.add(f)
}

// convert brings an amount that was read from digits into yuan.
func (k *collector) convert(f *gongkai.Fact, unit values.Unit) {
	r := values.Parse(f.Value.Decimal.String(), values.Context{Kind: canon.Money, Unit: unit})
	f.Value = r.Value
	if !r.Value.Valid {
		f.Status = r.Status
	}
	for _, n := range r.Notes {
		k.issueAt(n.Severity, n.Rule, fmt.Sprintf("%s: %q: %s", k.indicator(f.Indicator).ZH, oneLine(f.Raw), n.Text), f.Indicator, f.Applicant)
	}
}

// add records a fact. A report may print a table twice (for telephones, or the
// header repeated): the same again is nothing, and two different numbers leave
// none. A number does not fill a blank: it may be another year's.
func (k *collector) add(f *gongkai.Fact) *gongkai.Fact {
	at := key{f.Indicator, f.Applicant}
	place := k.facts.at(at)
	old := *place
	if old == nil {
		if f == k.next() {
			k.room = k.room[:len(k.room)+1]
		}
		*place = f
		k.order = append(k.order, f)
		return f
	}
	switch {
	case old.Value.Valid && f.Value.Valid && old.Value.Decimal.Equal(f.Value.Decimal):
	case old.Status == f.Status && !f.Value.Valid:
	case !f.Value.Valid && weak(f.Status):
	case !old.Value.Valid && weak(old.Status):
		k.issue("T-06", fmt.Sprintf("printed twice: blank, then %q", oneLine(f.Raw)), f.Indicator, f.Applicant)
	default:
		k.issue("T-06", fmt.Sprintf("printed twice: %q and %q", old.Raw, f.Raw), f.Indicator, f.Applicant)
		old.Value.Valid, old.Status, old.Approx = false, gongkai.Unparsed, false
	}
	return old
}

// weak statuses say nothing against a number found elsewhere.
func weak(s gongkai.Status) bool { return s == gongkai.Blank || s == gongkai.Missing }

// missing records a cell that the table does not have.
func (k *collector) missing(at key, template string) {
	if k.fact(at) != nil {
		return
	}
	f := k.next()
	*f = gongkai.Fact{Indicator: at.indicator, Applicant: at.applicant, Template: template, Status: gongkai.Missing, Unit: k.indicator(at.indicator).Unit}
	k.add(f)
}

// accept takes a candidate reading of a cell (split digits, letters for digits)
// where the row's own total closes with it and with nothing else open.
func (k *collector) accept(parts []key, total key) {
	var room [8]*gongkai.Fact // a row has as many
	facts := room[:0]
	var open *gongkai.Fact
	var cand values.Result
	for i := range len(parts) + 1 {
		at := total
		if i < len(parts) {
			at = parts[i]
		}
		f := k.fact(at)
		if f == nil {
			return
		}
		facts = append(facts, f)
		if f.Value.Valid {
			continue
		}
		r := values.Parse(f.Raw, values.Context{Kind: canon.Count})
		if f.Status != gongkai.Unparsed || !r.Candidate.Valid || !r.Candidate.Decimal.IsInteger() || open != nil {
			return
		}
		open, cand = f, r
	}
	if open == nil {
		return
	}
	sum := -int64(0)
	for i, f := range facts {
		v := f.Value.Decimal
		if f == open {
			v = cand.Candidate.Decimal
		}
		if i == len(facts)-1 {
			sum -= v.IntPart()
		} else {
			sum += v.IntPart()
		}
	}
	if sum != 0 {
		return
	}
	open.Value, open.Status = cand.Candidate, cand.CandidateStatus
	k.issueAt(gongkai.SeverityWarning, "T-08", fmt.Sprintf("%q read as %s, because the row then adds up", open.Raw, open.Value.Decimal), open.Indicator, open.Applicant)
}
