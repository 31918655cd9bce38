package column

import (
	"regexp"
	"strconv"
	"strings"

	"gongkai/extract/portal/judge"
	"gongkai/extract/portal/web"
)

// list is one page of a list, read.
type list struct {
	doc   *web.Doc
	code  *web.Script
	links []web.Link // of the page and of the records in its scripts
	data  []web.Link // those of records alone
	json  *jsonList  // of a page that is data
	shape string     // of its address, once asked for
	self  *web.Link  // the page itself, where it is a report as well
}

func readList(p web.Page) (*list, error) {
	doc, err := web.Read(p)
	if err != nil {
		return nil, err
	}
	l := &list{doc: doc, code: doc.Code()}
	if l.json = readJSON(doc); l.json != nil {
		l.links, l.data = l.json.links, l.json.links
		return l, nil
	}
	l.data = records(doc)
	l.links = doc.Links
	if strings.HasPrefix(strings.TrimSpace(doc.Source), "<?xml") && len(l.data) > 0 {
		l.links = nil
	}
	for _, o := range doc.Options {
		if web.PathLike(o.Value) {
			l.links = append(l.links, web.Link{Href: o.Value, URL: doc.Resolve(o.Value), Text: o.Text})
		}
	}
	l.links = append(l.links, l.data...)
	for i := range l.links {
		l.links[i].URL = doc.Target(&l.links[i])
	}
	return l, nil
}

var saysAnnual = regexp.MustCompile(`公开.{0,8}年报|公开.{0,10}年度报告|公开年度工作报告|^(?:年报|年度报告|工作年报|公开年报)$`)

// annual reports whether the page calls itself a column of annual disclosure
// reports: in its title, in its metadata, in a link to itself, or because half
// of its articles are.
func (l *list) annual() bool {
	for _, s := range []string{l.doc.Meta["columnname"], l.doc.Meta["columnkeywords"]} {
		if saysAnnual.MatchString(judge.Fold(s)) {
			return true
		}
	}
	title := judge.Fold(strings.FieldsFunc(l.doc.Title+" ", func(r rune) bool { return strings.ContainsRune("_|-—–", r) })[0])
	if saysAnnual.MatchString(title) && judge.Year(title) == 0 {
		return true
	}
	articles, reports := 0, 0
	for i := range l.links {
		link := &l.links[i]
		text := judge.Fold(link.Text)
		if link.URL == "" || isPager(link) {
			continue
		}
		if strings.TrimSuffix(link.URL, "index.html") == strings.TrimSuffix(l.doc.URL, "index.html") && saysAnnual.MatchString(text) {
			return true
		}
		if len([]rune(text)) < 8 || link.Chrome {
			continue
		}
		articles++
		if judge.Title(link.Label(), false).Report() {
			reports++
		}
	}
	return reports >= 3 && reports*2 >= articles
}

// full reports whether a page holds as many items as the first: then a list may
// go on, whatever it says.
func (l *list) full(first *list) bool {
	count := func(l *list) int {
		n := 0
		for i := range l.links {
			if !l.links[i].Chrome && !isPager(&l.links[i]) {
				n++
			}
		}
		return n
	}
	return count(first) > 0 && count(l) >= count(first)
}

var pagesSaid = regexp.MustCompile(`(?:共|总共|共计|分)\s{0,3}(\d{1,5})\s{0,3}页|\b\d{1,5}\s{0,2}/\s{0,2}(\d{1,5})\s{0,2}页|总页数\s{0,2}[:：]?\s{0,2}(\d{1,5})|第\s?\d{1,5}\s?页?\s?/\s?共?\s?(\d{1,5})\s?页`)

// said returns how many pages the list says in words, or 0.
func (l *list) said() int {
	var b strings.Builder
	for _, t := range l.doc.Texts {
		if len(t.Text) < 200 && b.Len() < 1<<20 {
			b.WriteString(t.Text + " ")
		}
	}
	m := pagesSaid.FindStringSubmatch(b.String())
	for i := 1; i < len(m); i++ {
		if n, err := strconv.Atoi(m[i]); err == nil {
			return n
		}
	}
	return 0
}
