package column

import (
	"path"
	"regexp"
	"strconv"
	"strings"

	"gongkai/extract/portal/web"
)

// boda is 博达 (articles /info/<column>/<id>.htm). It numbers a list's pages from
// the end, so that old ones keep their address: behind zfxxgknb.htm comes
// zfxxgknb/3.htm, then 2.htm, and 1.htm is the last.
var boda = dialect{
	name: "boda",
	fits: func(l *list) bool { return bodaNext(l) > 0 || bodaItems(l) },
	plan: func(l *list) plan {
		n := bodaNext(l)
		if n == 0 {
			return bar(l)
		}
		folder := bodaFolder(l.doc.URL)
		p := plan{total: n + 1}
		for ; n >= 1 && len(p.announced) < maxAnnounced; n-- {
			p.announced = append(p.announced, steps(folder+strconv.Itoa(n)+".htm")...)
		}
		return p
	},
}

var (
	bodaPage = regexp.MustCompile(`/(\d{1,5})\.htm$`)
	bodaItem = regexp.MustCompile(`/info/\d+/\d+\.html?$`)
)

// bodaFolder returns the folder of the pages behind the first.
func bodaFolder(address string) string {
	if bodaPage.MatchString(address) {
		return address[:strings.LastIndexByte(address, '/')+1]
	}
	return strings.TrimSuffix(address, path.Ext(address)) + "/"
}

// bodaNext returns the number of the next page, where it counts downwards.
func bodaNext(l *list) int {
	folder := bodaFolder(l.doc.URL)
	for i := range l.links {
		link := &l.links[i]
		m := bodaPage.FindStringSubmatch(link.URL)
		if m == nil || !strings.HasPrefix(link.URL, folder) || link.URL != folder+m[1]+".htm" {
			continue
		}
		n, _ := strconv.Atoi(m[1])
		if isNext(link) && (bodaEnds(l, folder) || pagerText(link) == "下页") {
			return n
		}
	}
	return 0
}

// bodaEnds reports a last page called 1: the mark of counting downwards.
func bodaEnds(l *list, folder string) bool {
	for i := range l.links {
		t := pagerText(&l.links[i])
		if (t == "尾页" || t == "末页" || t == "最后一页") && l.links[i].URL == folder+"1.htm" {
			return true
		}
	}
	return false
}

func bodaItems(l *list) bool { return anyLink(l, bodaItem) }

// anyLink reports whether an item of the list has an address of a kind.
func anyLink(l *list, kind *regexp.Regexp) bool {
	for i := range l.links {
		if !l.links[i].Chrome && kind.MatchString(l.links[i].URL) && web.Host(l.links[i].URL) == web.Host(l.doc.URL) {
			return true
		}
	}
	return false
}
