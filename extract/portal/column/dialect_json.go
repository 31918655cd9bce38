package column

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"gongkai/extract/portal/web"
)

// jsonData is a list that is data: an array of objects with a title and an
// address, anywhere in the reply. Further pages are asked for by the parameter
// that looks like a page's number.
var jsonData = dialect{
	name: "json",
	fits: func(l *list) bool { return l.json != nil },
	plan: func(l *list) plan {
		u, err := url.Parse(l.doc.URL)
		if err != nil {
			return plan{}
		}
		key, now := "", 1
		for k, v := range u.Query() {
			if pageParam.MatchString(k) && (key == "" || k < key) {
				if n, err := strconv.Atoi(v[0]); err == nil && n >= 0 && n < 100_000 {
					key, now = k, n
				}
			}
		}
		if key == "" {
			return plan{}
		}
		return l.json.plan(now+1, len(l.links), func(n int) web.Request {
			q := u.Query()
			q.Set(key, strconv.Itoa(n))
			v := *u
			v.RawQuery = q.Encode()
			return web.Request{URL: v.String()}
		})
	},
}

// jsonList is what a reply holds.
type jsonList struct {
	links []web.Link
	pages int // that it says there are, 0 where it does not
	items int // likewise
}

// plan asks for the pages from the number next on, of size items each.
func (j *jsonList) plan(next, size int, ask func(n int) web.Request) plan {
	total := j.pages
	if total == 0 && j.items > 0 && size > 0 {
		total = (j.items + size - 1) / size
	}
	p := plan{total: total, guess: ask, from: max(next, total+1)}
	for n := next; n <= total && len(p.announced) < maxAnnounced; n++ {
		p.announced = append(p.announced, step{Request: ask(n)})
	}
	return p
}

// The names of fields, in small letters, the surest first.
var (
	jsonURL   = []string{"docpuburl", "puburl", "url", "linkurl", "link", "href", "docurl", "htmlurl", "pageurl", "detailurl", "infourl", "staticurl", "path"}
	jsonTitle = []string{"doctitle", "title", "infotitle", "articletitle", "topic", "name", "bt"}
	jsonDate  = []string{"docreltime", "pubdate", "publishdate", "publishtime", "pubtime", "releasetime", "displaydate", "date", "time", "createtime", "docdate"}
	jsonPages = []string{"totalpage", "totalpages", "pagecount", "pagecnt", "pagetotal", "pages", "countpage"}
	jsonItems = []string{"total", "totalcount", "recordcount", "totalrecord", "totalrecords", "count", "totalnum", "rowcount", "totalelements"}
)

// readJSON reads a page that is JSON, bare or in a call, and returns nil for any other.
func readJSON(doc *web.Doc) *jsonList {
	s := strings.TrimSpace(doc.Source)
	if open := strings.IndexByte(s, '('); open > 0 && open < 80 && !strings.ContainsAny(s[:open], "<{[ \n") {
		if end := strings.LastIndexByte(s, ')'); end > open {
			s = strings.TrimSpace(s[open+1 : end])
		}
	}
	if s == "" || s[0] != '{' && s[0] != '[' {
		return nil
	}
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return nil
	}
	if t, ok := v.(string); ok && json.Unmarshal([]byte(t), &v) != nil {
		return nil
	}
	j := &jsonList{}
	j.walk(doc, v, 0)
	return j
}

func (j *jsonList) walk(doc *web.Doc, v any, depth int) {
	if depth > 24 || len(j.links) >= web.MaxLinks {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			j.walk(doc, x, depth+1)
		}
	case map[string]any:
		fields := map[string]any{}
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			fields[strings.ToLower(strings.ReplaceAll(k, "_", ""))] = v[k]
		}
		title := web.Fold(doc.Fragment(field(fields, jsonTitle)).Plain())
		address := field(fields, jsonURL)
		if title != "" && (address != "" || field(fields, jsonDate) != "") {
			l := web.Link{Href: address, URL: doc.Resolve(address), Text: title, Date: web.Date(field(fields, jsonDate))}
			if l.URL == "" {
				l.Script = "id " + field(fields, []string{"id", "docid", "infoid", "guid"})
			}
			j.links = append(j.links, l)
			return
		}
		if j.pages == 0 {
			j.pages = whole(field(fields, jsonPages))
		}
		if j.items == 0 {
			j.items = whole(field(fields, jsonItems))
		}
		for _, k := range keys {
			j.walk(doc, v[k], depth+1)
		}
	}
}

// field returns the first of the named fields that is a text or a number.
func field(fields map[string]any, names []string) string {
	for _, n := range names {
		switch v := fields[n].(type) {
		case string:
			if v = strings.TrimSpace(v); v != "" {
				return v
			}
		case json.Number:
			return v.String()
		}
	}
	return ""
}

func whole(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 10_000_000 {
		return 0
	}
	return n
}
