// Package expect decides whether a crawl of a portal brought what it should have.
// An alarm removes nothing: what earlier crawls found stands until a person has
// looked.
package expect

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
	"unicode"
)

// An Expectation is what the configuration says of a source; a zero field expects
// nothing.
type Expectation struct {
	Reports int    // how many reports there are
	Floor   int    // fewer are an alarm; 0 is Reports
	Every   string // how often a new one comes: one of [Periods]
}

// Periods are the values of Every.
var Periods = []string{"year", "half_year", "quarter", "month"}

// period returns how long after the newest report another is overdue: the time
// between two, and a quarter of it for those who are late.
func period(every string) time.Duration {
	const day = 24 * time.Hour
	days := map[string]time.Duration{"year": 366, "half_year": 184, "quarter": 92, "month": 31}[every]
	return days * day * 5 / 4
}

// A Crawl is what one run over a source brought.
type Crawl struct {
	At      time.Time // when it ended
	Reports int       // links to reports on its list pages
	Pages   []string  // the digests ([Digest]) of the pages' texts, in any order
	Failed  int       // pages and list pages that gave nothing
	Newest  time.Time // when the newest report was published; zero where not known
	Partial bool      // it was stopped before it had seen all: by a cap, a budget, a breaker
}

// A Code says what kind of alarm it is. The list is closed.
type Code string

// The alarms.
const (
	Unreachable Code = "unreachable" // nothing was fetched at all
	Unfinished  Code = "unfinished"  // stopped half-way: its counts say nothing
	BelowFloor  Code = "below_floor" // fewer reports than the source is said to have
	LinksLost   Code = "links_lost"  // nine of ten links to reports are gone
	PagesLost   Code = "pages_lost"  // nine of ten pages are gone
	SameText    Code = "same_text"   // nearly all pages say the same
	Overdue     Code = "overdue"     // no new report for longer than it should take
)

// Codes lists every alarm.
var Codes = []Code{Unreachable, Unfinished, BelowFloor, LinksLost, PagesLost, SameText, Overdue}

// An Alarm says that a person should look at a source. Message is a sentence: what,
// in numbers, and what to do.
type Alarm struct {
	Code    Code
	Message string
}

const stands = "; what was found before stands"

// Check compares a crawl with what is expected and with an earlier crawl, nil for
// none: the last one without an alarm, see [Baseline]. Else the night after a
// redesign would compare one empty crawl with another and find nothing wrong.
func Check(e Expectation, before *Crawl, now Crawl) []Alarm {
	var out []Alarm
	alarm := func(c Code, format string, a ...any) {
		out = append(out, Alarm{c, fmt.Sprintf(format, a...) + stands})
	}
	was := Crawl{}
	if before != nil {
		was = *before
	}
	switch {
	case now.Reports == 0 && len(now.Pages) == 0 && now.Failed > 0:
		alarm(Unreachable, "nothing could be fetched, %d requests failed: look whether the portal is there", now.Failed)
		return out // of the rest nothing is known
	case now.Partial:
		alarm(Unfinished, "the crawl was stopped before it had seen all (%d links to reports, %d before): run it again, or raise what stopped it", now.Reports, was.Reports)
	default:
		if floor := e.floor(); now.Reports < floor {
			alarm(BelowFloor, "%d links to reports, at least %d are expected: look at the source's columns", now.Reports, floor)
		}
		if lost(was.Reports, now.Reports) {
			alarm(LinksLost, "%d links to reports, %d before: the portal may have been redesigned; look at the source's columns", now.Reports, was.Reports)
		}
		if lost(len(was.Pages), len(now.Pages)) {
			alarm(PagesLost, "%d pages could be read, %d before, %d requests failed: look at the portal", len(now.Pages), len(was.Pages), now.Failed)
		}
	}
	if same, of := commonest(now.Pages); uniform(same, of) {
		if old, n := commonest(was.Pages); !uniform(old, n) {
			alarm(SameText, "%d of %d pages have the same text: a notice of maintenance, a login or a block page may stand in their place", same, of)
		}
	}
	if p := period(e.Every); p > 0 && !now.At.IsZero() && !now.Newest.IsZero() && now.At.Sub(now.Newest) > p {
		alarm(Overdue, "the newest report is of %s, and a new one is expected every %s: look whether the portal moved its column", now.Newest.Format(time.DateOnly), strings.ReplaceAll(e.Every, "_", " "))
	}
	return out
}

func (e Expectation) floor() int {
	if e.Floor > 0 {
		return e.Floor
	}
	return e.Reports
}

// lost reports whether nine of ten are gone.
func lost(before, now int) bool { return before > 0 && (before-now)*10 >= before*9 }

// uniform reports whether nearly all pages say the same. Two that are alike may be
// one report under two addresses; three are not.
func uniform(same, of int) bool { return same >= 3 && same*10 >= of*9 }

// commonest counts the most frequent digest.
func commonest(pages []string) (most, of int) {
	count := map[string]int{}
	for _, p := range pages {
		count[p]++
		most = max(most, count[p])
	}
	return most, len(pages)
}

// Baseline returns the last of a source's crawls, oldest first, that raised no
// alarm against the one before it; nil where there is none.
func Baseline(e Expectation, history []Crawl) *Crawl {
	var base *Crawl
	for i := range history {
		sound := true
		for _, a := range Check(e, base, history[i]) {
			sound = sound && a.Code == Overdue // the crawl is whole, only nothing new is there
		}
		if sound {
			base = &history[i]
		}
	}
	return base
}

// Digest names a page's text, so that two pages which differ in nothing but white
// space and digits have the same: a notice may print the time or a number of its
// own.
func Digest(text string) string {
	sum := sha256.Sum256([]byte(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsDigit(r) || r == '\u200B' || r == '\uFEFF' {
			return -1
		}
		return r
	}, text)))
	return hex.EncodeToString(sum[:])
}
