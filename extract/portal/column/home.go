package column

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"gongkai/extract/portal/judge"
	"gongkai/extract/portal/web"
)

// Candidate is an address that may be a portal's column of annual reports.
type Candidate struct {
	URL      string
	Title    string   // the text of the link that leads there, or the page's title
	Evidence []string // for a person: why it may be
	Reports  int      // links on its first page that may be reports
	Dialect  string
	score    int
}

// findRequests is how many pages Find reads at most.
const findRequests = 24

// Link texts on the way to the column: those of the column itself, and those of
// pages that lead to it.
var (
	columnText = regexp.MustCompile(`^(?:政府|政务)?(?:信息)?公开(?:工作)?(?:年度)?(?:工作)?(?:年报|年度报告|报告)$|^(?:政府信息公开|信息公开|政务公开)?(?:工作)?(?:年报|年度报告|年度工作报告|工作年报|工作年度报告)$`)
	hubText    = regexp.MustCompile(`^(?:政府|政务)?信息公开(?:专栏|平台|目录)?$|^政务公开$|^政府信息公开\S{0,6}$|^公开$|^法定主动公开内容$|^信息公开\S{0,4}$|^政务公开\S{0,4}$`)
	mapText    = regexp.MustCompile(`^(?:网站|站点)(?:地图|导航)$`)
	otherText  = regexp.MustCompile(`统计|企业|网站|法治|财政|质量|环境|决算`)
)

// wellKnown are the columns' usual places below a portal's address.
var wellKnown = []string{
	"zwgk/zfxxgk/zfxxgknb/", "zfxxgk/zfxxgknb/", "zwgk/zfxxgknb/", "zwgk/zfxxgk/", "xxgk/zfxxgknb/", "xxgk/xxgknb/",
	"zfxxgknb/", "zwgk/ndbg/", "xxgk/ndbg/", "zwgk/gknb/", "zwgk/xxgknb/", "zfxxgk/",
}

// Find looks for a portal's column of annual disclosure reports from its home
// page: by the texts of links, by a site map, by the usual addresses. Of the
// pages that answer it returns those that show reports or call themselves such a
// column, best first. A home page that cannot be read is the error.
func Find(ctx context.Context, get web.Get, home string, o Options) ([]Candidate, error) {
	u, err := url.Parse(home)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("portal %q: no http address", home)
	}
	s := &search{walk: walk{ctx: ctx, get: get, o: o.withDefaults(), res: &Result{}, asked: map[string]bool{}, hosts: map[string]bool{web.Host(home): true}}, found: map[string]*Candidate{}}
	s.walk.o.Requests = min(s.walk.o.Requests, findRequests)
	for _, h := range o.Hosts {
		s.hosts[web.Host("http://"+h)] = true
	}
	first := s.page(web.Request{URL: home}, nil)
	if first == nil {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		f := s.res.Faults[len(s.res.Faults)-1]
		return nil, fmt.Errorf("portal: %w", f)
	}
	s.hosts[web.Host(first.doc.URL)] = true
	hubs := s.links(first, "home page")
	for depth := 0; depth < 3 && len(hubs) > 0 && ctx.Err() == nil; depth++ {
		var next []hub
		slices.SortStableFunc(hubs, func(a, b hub) int { return cmp.Compare(a.rank, b.rank) })
		for n, h := range hubs {
			if n >= 8 || s.sure() {
				break
			}
			if l := s.page(web.Request{URL: h.url}, nil); l != nil {
				s.itself(l, "behind the link "+h.text)
				next = append(next, s.links(l, h.text)...)
			}
		}
		hubs = next
	}
	if !s.sure() {
		for _, p := range wellKnown {
			if ref, err := url.Parse(p); err == nil && ctx.Err() == nil {
				if l := s.page(web.Request{URL: u.ResolveReference(ref).String()}, nil); l != nil {
					s.itself(l, "at a usual address")
				}
			}
		}
	}
	return s.ranked(), ctx.Err()
}

// search is a walk that looks for a column.
type search struct {
	walk
	found map[string]*Candidate
}

// hub is a page that may lead to the column.
type hub struct {
	url, text string
	rank      int
}

// links notes a page's links to columns, reading each, and returns those to hubs.
func (s *search) links(l *list, where string) (hubs []hub) {
	for i := range l.links {
		link := &l.links[i]
		text := judge.Fold(link.Label())
		if link.URL == "" || !s.hosts[web.Host(link.URL)] || s.asked[link.URL] || otherText.MatchString(text) && !mapText.MatchString(text) {
			continue
		}
		switch {
		case columnText.MatchString(text):
			if p := s.page(web.Request{URL: link.URL}, nil); p != nil {
				s.note(p, link.Label(), fmt.Sprintf("link %q on %s", link.Label(), where), 10)
			}
		case mapText.MatchString(text):
			hubs = append(hubs, hub{link.URL, link.Label(), 2})
		case hubText.MatchString(text):
			rank := 1
			if strings.Contains(text, "政府信息公开") {
				rank = 0
			}
			hubs = append(hubs, hub{link.URL, link.Label(), rank})
		case judge.AnnualPath(link.URL) && judge.Directory(link.URL):
			hubs = append(hubs, hub{link.URL, link.Label(), 0})
		}
	}
	return hubs
}

// itself notes a page that is a column by what it shows.
func (s *search) itself(l *list, why string) {
	if l.annual() || judge.AnnualPath(l.doc.URL) {
		s.note(l, l.doc.Title, why, 4)
	}
}

// note weighs a page that was read.
func (s *search) note(l *list, title, why string, score int) {
	c, ok := s.found[l.doc.URL]
	if !ok {
		c = &Candidate{URL: l.doc.URL, Title: title, Dialect: dialectOf(l).name}
		s.found[l.doc.URL] = c
		for i := range l.links {
			if link := &l.links[i]; !isPager(link) && s.hosts[web.Host(link.URL)] && judge.Of(judge.Link{Title: link.Label(), URL: link.URL, Chrome: link.Chrome, Within: true}).Report() {
				c.Reports++
			}
		}
		if c.Reports > 0 {
			c.Evidence = append(c.Evidence, fmt.Sprintf("%d links to reports", c.Reports))
			c.score += 5 + min(c.Reports, 20)
		}
		if l.annual() {
			c.Evidence = append(c.Evidence, "calls itself a column of annual reports")
			c.score += 5
		}
		if judge.AnnualPath(l.doc.URL) {
			c.Evidence = append(c.Evidence, "an address as such columns have")
			c.score += 3
		}
	}
	c.Evidence = append([]string{why}, c.Evidence...)
	c.score += score
}

// sure reports whether a column was found that shows reports.
func (s *search) sure() bool {
	for _, c := range s.found {
		if c.Reports > 0 && c.score >= 15 {
			return true
		}
	}
	return false
}

func (s *search) ranked() []Candidate {
	var out []Candidate
	for _, c := range s.found {
		if c.score > 4 {
			out = append(out, *c)
		}
	}
	slices.SortFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.URL, b.URL))
	})
	return out
}
