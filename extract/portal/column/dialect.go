package column

import (
	"gongkai/extract/portal/web"
)

// A dialect is how one publishing system pages its lists.
type dialect struct {
	name string
	fits func(l *list) bool
	plan func(first *list) plan
}

// plan is how a list goes on after its first page.
type plan struct {
	announced []step                  // pages that the list names or counts
	same      []string                // other addresses of the first page
	total     int                     // pages that it says there are, 0 where it does not
	guess     func(n int) web.Request // a page that nothing announces: its absence is the end
	inside    bool                    // the pages are put into the first by a script
	from      int                     // the first n to guess
}

// step is one request for a page of a list.
type step struct {
	web.Request
	otherwise *web.Request // the same by another method, where this one fails or is empty
	guess     bool
	base      string // the page that a script puts the reply into, "" if none
}

// dialects in the order in which they are asked; the last fits all.
var dialects = []dialect{jsonData, annualReport, hanweb, api, trs, boda, guangdong, anhui, aspnet, numbered, generic}

// Dialects returns the names of the dialects.
func Dialects() []string {
	var out []string
	for _, d := range dialects {
		out = append(out, d.name)
	}
	return out
}

func dialectOf(l *list) dialect {
	for _, d := range dialects {
		if d.fits(l) {
			return d
		}
	}
	return generic
}

func steps(urls ...string) []step {
	var out []step
	for _, u := range urls {
		if u != "" {
			out = append(out, step{Request: web.Request{URL: u}})
		}
	}
	return out
}

const maxAnnounced = 1000 // pages that a count announces; the walk stops before

// counted announces pages from to last, as far as they are walked at all.
func counted(from, last int, address func(n int) string) []step {
	var out []step
	for n := from; n <= last && len(out) < maxAnnounced; n++ {
		out = append(out, steps(address(n))...)
	}
	return out
}
