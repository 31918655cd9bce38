package judge

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
)

// Link is what a list page shows of an item.
type Link struct {
	Title  string // in full
	URL    string // absolute, or "" where only a script knows it
	Column bool   // the list is one of annual disclosure reports
	Chrome bool   // stands in a menu, header or footer
	Within bool   // the host is one of the source's
}

var (
	// zfxxgknb, xxgkndbg, gknb2017, 2018nb, nb_2022n, nianbao, OpennessAnnualReport, 2025niandu5 …
	annualPath = regexp.MustCompile(`(?i)nianbao|niandu|ndbg|ndgzbg|gknb|bmnb|xxnb|gzbg|gknianb|annual_?report|(?:^|[^a-z])nb(?:[^a-z]|$)`)
	// nb_2022n, zfxxgknb2022, 2021qzfbm, 2017n, 2018nb, 2022
	yearFolder = regexp.MustCompile(`(?i)^[a-z]{0,24}_?-?(20[0-3]\d)[a-z]{0,24}_?\d{0,4}$`)
	newsPath   = regexp.MustCompile(`(?i)/(xwzx|xwdt|gzdt|bmdt|zwyw|jrtt|mtjj|news_?center)/`)
	deadEnd    = regexp.MustCompile(`(?i)\.(jpe?g|png|gif|bmp|ico|svg|css|js|apk|exe|msi|mp[34]|avi|swf|rss)$`)
	indexFile  = regexp.MustCompile(`(?i)^(index|default|list|home|main)\.(s?html?|jsp|aspx?|php)$`)
	hasDigit   = regexp.MustCompile(`\d`)
)

// AnnualPath reports whether an address lies in a column of annual reports by
// the names of its folders.
func AnnualPath(address string) bool {
	u, err := url.Parse(address)
	return err == nil && annualPath.MatchString(u.Path)
}

// Directory reports whether an address is a folder's, as columns have.
func Directory(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.RawQuery != "" {
		return false
	}
	return strings.HasSuffix(u.Path, "/") || u.Path == "" || indexFile.MatchString(path.Base(u.Path))
}

// YearFolder returns the year of a folder that stands for one, such as
// nb_2022n/ or 2021qzfbm/, or 0. All digits in an address mostly mean an
// article, but a folder is a list.
func YearFolder(address string) int {
	if !Directory(address) {
		return 0
	}
	u, _ := url.Parse(address)
	dir := u.Path
	if !strings.HasSuffix(dir, "/") {
		dir = path.Dir(dir)
	}
	parts := strings.Split(strings.Trim(dir, "/"), "/")
	for i := len(parts) - 1; i >= 0 && i >= len(parts)-2; i-- {
		if m := yearFolder.FindStringSubmatch(parts[i]); m != nil {
			n, _ := strconv.Atoi(m[1])
			return n
		}
	}
	return 0
}

// Of judges a link.
func Of(l Link) Verdict {
	title := Title(l.Title, l.Column || AnnualPath(l.URL))
	leave := func(r Reason, why string) Verdict {
		return Verdict{Reason: r, Why: why, Year: title.Year}
	}
	plain := Title(l.Title, false)
	if l.URL == "" {
		if plain.Report() {
			return leave(ScriptLink, "no address but in a script")
		}
		return leave(Navigation, "leads nowhere")
	}
	u, err := url.Parse(l.URL)
	if err != nil {
		return leave(Navigation, "no sound address")
	}
	if !l.Within {
		return leave(OffHost, u.Host)
	}
	if strings.EqualFold(path.Base(u.Path), "xxgkAnnualReport.jsp") {
		return annualReport(u, l, title)
	}
	switch {
	case deadEnd.MatchString(u.Path):
		return leave(Navigation, "a "+strings.ToLower(path.Ext(u.Path))+" file")
	case plain.Report() && plain.Year > 0:
		return plain
	case l.Chrome:
		return leave(Navigation, "in a menu, header or footer")
	case Directory(l.URL):
		return leave(Navigation, "a folder")
	case !hasDigit.MatchString(u.Path+u.RawQuery) && title.Year == 0:
		return leave(Navigation, "an address without a number")
	case plain.Report():
		return plain
	case title.Report() && newsPath.MatchString(u.Path):
		return leave(News, newsPath.FindString(u.Path))
	}
	return title
}

// annualReport judges an address that itself says that it is a report, of which
// year (fbtime) and by which agency (area, its credit code).
func annualReport(u *url.URL, l Link, title Verdict) Verdict {
	year, _ := strconv.Atoi(u.Query().Get("fbtime"))
	switch {
	case year > 0:
		return Verdict{Why: "fbtime=" + strconv.Itoa(year), Year: year}
	case title.Report():
		return title
	}
	return Verdict{Reason: Navigation, Why: "no year"}
}
