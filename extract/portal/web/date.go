package web

import (
	"fmt"
	"regexp"
	"strconv"
	"time"
)

var datePattern = regexp.MustCompile(`((?:19|20)\d\d)\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?:\D|$)`)

// dayAtEnd is the day of publication at the end of a link's text.
var dayAtEnd = regexp.MustCompile(`\s*[\[(（【]?\s*(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?: \d{1,2}:\d\d(?::\d\d)?)?\s*[\])）】]?\s*$`)

// Date returns the first day that a text names, as 2006-01-02, or "". The epoch
// is no day of publication: it stands where a portal lost the date.
func Date(text string) string {
	m := datePattern.FindStringSubmatch(text)
	if m == nil {
		return ""
	}
	y, _ := strconv.Atoi(m[1])
	mon, _ := strconv.Atoi(m[2])
	day, _ := strconv.Atoi(m[3])
	t := time.Date(y, time.Month(mon), day, 0, 0, 0, 0, time.UTC)
	if y <= 1970 || t.Day() != day || int(t.Month()) != mon {
		return ""
	}
	return fmt.Sprintf("%04d-%02d-%02d", y, mon, day)
}

// dates gives each link the day printed beside it: in it, behind it within its
// row, or before it. Outside rows a page prints all days behind or all before;
// before, where one stands right ahead of the first link and the last day is
// followed by one more title.
func dates(d *Doc, runs []string) {
	links := d.Links
	first, last := -1, -1
	for i := range links {
		if links[i].Text == "" {
			continue
		}
		if rest := Date(links[i].Rest) != ""; rest || ahead(links, i, runs) != "" {
			if first < 0 {
				first = i
			}
			if rest {
				last = i
			}
		}
	}
	before := last < 0 || ahead(links, first, runs) != "" && last+1 < len(links) && len(links[last+1].Text) >= 18
	for i := range links {
		l := &links[i]
		if l.Date = Date(l.Text); l.Date != "" {
			continue
		}
		if before {
			l.Date = ahead(links, i, runs)
		} else {
			l.Date = Date(l.Rest)
		}
	}
}

// ahead returns the day that stands between a link and the one before.
func ahead(links []Link, i int, runs []string) string {
	from := 0
	if i > 0 {
		from = links[i-1].end
	}
	if links[i].start < from {
		return ""
	}
	return dateIn(runs[max(from, links[i].start-3):links[i].start])
}

func dateIn(runs []string) string {
	for i := len(runs) - 1; i >= 0; i-- {
		if day := Date(runs[i]); day != "" {
			return day
		}
	}
	return ""
}
