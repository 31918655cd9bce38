package column

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/portal/web"
)

var (
	pagerNext  = []string{"下一页", "下页", "下一頁", "后一页", "后页", "下一页>", "下一页>>", "下一页»", "下一页›", ">", ">>", "»", "›", "next", "nextpage", "next>"}
	pagerOther = []string{"上一页", "上页", "上一頁", "前一页", "首页", "首頁", "第一页", "尾页", "末页", "尾頁", "最后一页", "最末页", "最后页", "<", "<<", "«", "‹", "prev", "previous", "first", "last", "go", "跳转", "确定", "转到", "|<", ">|", "…", "...", "更多", "more", "更多>>"}
	pagerLast  = []string{"尾页", "末页", "尾頁", "最后一页", "最末页", "最后页", "last", ">|"}
	pageNumber = regexp.MustCompile(`^\[?\(?第?(\d{1,5})页?\)?\]?$`)
	digitRun   = regexp.MustCompile(`\d{1,6}`)
	pageParam  = regexp.MustCompile(`(?i)^(page|p|pn|pageno|pagenum|pagenumber|pageindex|curpage|currpage|currentpage|cpage|nowpage|page_no|pageid|cur_page|current|pg)$`)
)

func pagerText(l *web.Link) string {
	return strings.ToLower(strings.Trim(strings.Join(strings.Fields(l.Text), ""), "[]()【】 "))
}

// isPager reports a link of the page bar.
func isPager(l *web.Link) bool {
	t := pagerText(l)
	return t != "" && len(t) < 24 && (slices.Contains(pagerNext, t) || slices.Contains(pagerOther, t) || pageNumber.MatchString(t) && len(t) < 5) || l.Rel == "next" || l.Rel == "prev"
}

func isNext(l *web.Link) bool {
	return l.Rel == "next" || slices.Contains(pagerNext, pagerText(l))
}

// followed returns the pages that a page's bar leads to: the numbers, the next.
func followed(l *list) []step {
	var out []step
	for i := range l.links {
		link := &l.links[i]
		if link.URL == "" || link.URL == l.doc.URL || web.Host(link.URL) != web.Host(l.doc.URL) {
			continue
		}
		t := pagerText(link)
		if isNext(link) && !articleStep(link) || slices.Contains(pagerLast, t) && l.pattern(link.URL) || pageNumber.MatchString(t) && len(t) < 12 && l.pattern(link.URL) {
			out = append(out, steps(link.URL)...)
		}
	}
	return out
}

// articleStep reports a link to the next article rather than page.
func articleStep(l *web.Link) bool { return strings.Contains(l.Full, "篇") }

// pattern reports whether an address is this page's but for numbers.
func (l *list) pattern(address string) bool {
	if l.shape == "" {
		l.shape = shape(l.doc.URL)
	}
	b := shape(address)
	return l.shape == b || pageless(l.shape) == pageless(b)
}

var (
	plainIndex = strings.NewReplacer("/index.", "/.", "/default.", "/.", "/list.", "/.", "/index_.", "/.", "/list_.", "/.", "/index-.", "/.", "/default_.", "/.")
	pageEnds   = []string{".html", ".shtml", ".htm", ".jhtml", ".jsp", ".aspx"}
)

// shape returns an address without its numbers, its page parameters and the
// names of first pages.
func shape(address string) string {
	u, err := url.Parse(strings.TrimSuffix(address, "/"))
	if err != nil {
		return address
	}
	s := plainIndex.Replace(digitRun.ReplaceAllString(u.Path, ""))
	for _, end := range pageEnds {
		s = strings.TrimSuffix(s, "/"+end)
	}
	s = strings.TrimRight(s, "/_-")
	if u.RawQuery != "" {
		for _, k := range slices.Sorted(maps.Keys(u.Query())) {
			if !pageParam.MatchString(k) {
				s += "&" + k
			}
		}
	}
	return s
}

// pageless cuts the ending off a shape: zfxxgknb.htm goes on in zfxxgknb/2.htm
// or zfxxgknb_2.htm.
func pageless(shape string) string {
	for _, end := range pageEnds {
		shape = strings.TrimSuffix(shape, end)
	}
	return strings.TrimRight(shape, "/_-")
}

// template is an address with a place for the page's number.
type template struct {
	before, after string
	shift         int // number in the address minus number of the page: -1 where it counts from zero
	last          int // the greatest number of a page that a link names
}

func (t *template) page(n int) string { return t.before + strconv.Itoa(n+t.shift) + t.after }

// number returns which page an address is by the template, or 0.
func (t *template) number(address string) int {
	rest, ok := strings.CutPrefix(address, t.before)
	if !ok {
		return 0
	}
	digits, ok := strings.CutSuffix(rest, t.after)
	n, err := strconv.Atoi(digits)
	if !ok || err != nil || n > 100_000 {
		return 0
	}
	return n - t.shift
}

// learn finds out from the numbers of the page bar how pages are addressed: in
// <a href="index_1.html">2</a> they count from zero, in ?page=2 from one. It
// returns nil where the bar does not say.
func learn(l *list) *template {
	votes := map[template]int{}
	type named struct {
		n       int
		address string
	}
	var numbers []named
	var lasts []string
	for i := range l.links {
		link := &l.links[i]
		t := pagerText(link)
		if link.URL == "" || web.Host(link.URL) != web.Host(l.doc.URL) {
			continue
		}
		if slices.Contains(pagerLast, t) {
			lasts = append(lasts, link.URL)
		}
		if m := pageNumber.FindStringSubmatch(t); m != nil && l.pattern(link.URL) {
			if n, _ := strconv.Atoi(m[1]); n >= 2 {
				numbers = append(numbers, named{n, link.URL})
			}
		}
	}
	for _, x := range numbers {
		for _, t := range places(x.address, x.n) {
			votes[t]++
		}
	}
	var best template
	most := 0
	for t, n := range votes {
		if n > most || n == most && (len(t.before) > len(best.before) || len(t.before) == len(best.before) && t.shift > best.shift) {
			best, most = t, n
		}
	}
	if most == 0 {
		return nil
	}
	for _, x := range numbers {
		best.last = max(best.last, x.n)
	}
	for _, u := range lasts {
		best.last = max(best.last, best.number(u))
	}
	return &best
}

// places returns the templates by which an address may hold a page's number: in
// a parameter for it, or in the last part of the path.
func places(address string, n int) []template {
	var out []template
	from := strings.LastIndexByte(strings.SplitN(address, "?", 2)[0], '/')
	for _, at := range digitRun.FindAllStringIndex(address, -1) {
		if at[0] < from {
			continue
		}
		if q := strings.IndexByte(address, '?'); q >= 0 && at[0] > q {
			name := address[:at[0]]
			name = strings.TrimSuffix(name[strings.LastIndexAny(name, "?&")+1:], "=")
			if !pageParam.MatchString(name) {
				continue
			}
		}
		k, _ := strconv.Atoi(address[at[0]:at[1]])
		if k == n || k == n-1 {
			out = append(out, template{before: address[:at[0]], after: address[at[1]:], shift: k - n})
		}
	}
	return out
}

// bar is the plan of a list whose page bar is plain HTML.
func bar(l *list) plan {
	t := learn(l)
	if t == nil {
		return plan{total: l.said()}
	}
	p := plan{total: max(t.last, l.said())}
	p.announced = counted(2, p.total, t.page)
	if t.number(l.doc.URL) > 1 {
		p.announced = append(p.announced, steps(t.page(1))...)
	} else {
		p.same = append(p.same, t.page(1))
	}
	p.guess, p.from = func(n int) web.Request { return web.Request{URL: t.page(n)} }, p.total+1
	return p
}
