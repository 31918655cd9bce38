package column

import (
	"net/url"
	"regexp"
	"strings"

	"gongkai/extract/portal/web"
)

// annualReport is 大汉's page of an agency's annual reports,
// xxgkAnnualReport.jsp?area=<credit code>&fbtime=<year of the report>, with the
// other years to choose from. The address is the only place that names the year.
var annualReport = dialect{
	name: "hanweb_annual",
	fits: func(l *list) bool { return strings.Contains(strings.ToLower(l.doc.URL), "xxgkannualreport.jsp") },
	plan: func(l *list) plan { l.years(); return plan{} },
}

var yearOnly = regexp.MustCompile(`^20[0-3]\d(?:年.{0,12})?$`)

// years adds the choices of a year to the list's links, and the page itself where
// its address names one.
func (l *list) years() {
	u, err := url.Parse(l.doc.URL)
	if err != nil {
		return
	}
	add := func(year, text string) {
		q := u.Query()
		q.Set("fbtime", year)
		v := *u
		v.RawQuery = q.Encode()
		l.links = append(l.links, web.Link{URL: v.String(), Text: text})
	}
	for _, o := range l.doc.Options {
		if yearOnly.MatchString(o.Value) {
			add(o.Value[:4], o.Text)
		}
	}
	for i := range l.links {
		if link := &l.links[i]; link.URL == "" && link.Script != "" && yearOnly.MatchString(link.Text) {
			add(link.Text[:4], link.Text)
		}
	}
	if year := u.Query().Get("fbtime"); yearOnly.MatchString(year) {
		l.self = &web.Link{URL: l.doc.URL, Text: l.doc.Title}
	}
}
