package column

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"gongkai/extract/portal/web"
)

// api is a list whose first page is static and holds the newest items, while a
// script asks an interface for the older ones: /fjdzapp/search with channelid,
// classsql, prepage and page on the portals of Fujian. Who reads only the HTML
// sees half. The address and its parameters are taken from the script; of this
// interface, what the script leaves open from the page's metadata.
var api = dialect{
	name: "api",
	fits: func(l *list) bool { return apiOf(l) != nil },
	plan: func(l *list) plan {
		a := apiOf(l)
		p := plan{inside: true, guess: a.ask, from: a.first + 1}
		size := a.size
		if n := number(recordCount, l.code.Text); n > 0 && size > 0 {
			p.total = (n + size - 1) / size
			p.from = a.first + p.total
			for n := a.first + 1; n < p.from && len(p.announced) < maxAnnounced; n++ {
				p.announced = append(p.announced, step{Request: a.ask(n)})
			}
		}
		return p
	},
}

// call is a request that a script makes for a page of a list.
type call struct {
	url, key string // key: the parameter that holds the page's number
	params   url.Values
	first    int // number of the first page
	size     int // items of a page, 0 where unknown
	post     bool
}

func (a *call) ask(n int) web.Request {
	q := url.Values{}
	for k, v := range a.params {
		q[k] = v
	}
	q.Set(a.key, strconv.Itoa(n))
	if a.post {
		return web.Request{URL: a.url, Method: http.MethodPost, Body: []byte(q.Encode()), ContentType: "application/x-www-form-urlencoded; charset=UTF-8"}
	}
	join := "?"
	if strings.Contains(a.url, "?") {
		join = "&"
	}
	return web.Request{URL: a.url + join + q.Encode()}
}

var (
	recordCount = regexp.MustCompile(`(?i)(?:recordcount|totalcount|totalrecords?|countrecord)["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,7})`)
	ajaxCall    = regexp.MustCompile(`(?:\$|jQuery|axios)\s?\.\s?(ajax|getJSON|get|post)\s?\(|\bfetch\s?\(`)
	sizeParam   = regexp.MustCompile(`(?i)^(prepage|perpage|pagesize|page_size|rows|limit|size|pernum|pagenumsize)$`)
	columnParam = regexp.MustCompile(`(?i)^(channelid|chnlid|classsql|columnid|column|catid|siteid|nodeid|channel|categoryid|cid|catalogid|colid|sitecode)$`)
	channelID   = regexp.MustCompile(`(?i)channelid["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,9})`)
	classSQL    = regexp.MustCompile(`(?i)chnlid\s{0,3}(?:=|:)\s{0,3}["']?(\d{1,9})`)
	prePage     = regexp.MustCompile(`(?i)(?:prepage|pagesize)["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,4})`)
	postType    = regexp.MustCompile(`(?i)(?:type|method)["']?\s{0,3}:\s{0,3}["']post["']`)
	fujian      = regexp.MustCompile(`["']([^"'\s]{0,200}/fjdzapp/search)(?:\?([^"'\s]{0,600}))?["']`)
)

func number(p *regexp.Regexp, s string) int {
	if m := p.FindStringSubmatch(s); m != nil {
		return whole(m[1])
	}
	return 0
}

// apiOf finds the interface that a page's script asks for its list, or nil.
func apiOf(l *list) *call {
	for _, at := range ajaxCall.FindAllStringSubmatchIndex(l.code.Text, 40) {
		args := web.Split(web.Inside(l.code.Text[at[1]-1:]), ',')
		if len(args) == 0 {
			continue
		}
		name := ""
		if at[2] >= 0 {
			name = l.code.Text[at[2]:at[3]]
		}
		if a := callOf(l, name, args); a != nil {
			return a
		}
	}
	return fujianCall(l)
}

// callOf reads the arguments of one call: an object with url and data, or the
// address and then the parameters.
func callOf(l *list, name string, args []string) *call {
	a := &call{first: 1, post: name == "post", params: url.Values{}}
	address, data := strings.TrimSpace(args[0]), ""
	if len(args) > 1 {
		data = strings.TrimSpace(args[1])
	}
	if strings.HasPrefix(address, "{") {
		object := web.Inside(address)
		a.post = postType.MatchString(object)
		address = ""
		for _, f := range web.Split(object, ',') {
			k, v, _ := strings.Cut(f, ":")
			switch strings.Trim(strings.TrimSpace(k), `"'`) {
			case "url":
				address = strings.TrimSpace(v)
			case "data":
				data = strings.TrimSpace(v)
			}
		}
	}
	target, ok := l.code.Value(address)
	if !ok { // "/search?channelid=1&page=" + page
		if s := web.Strings(address); len(s) > 0 && strings.Contains(s[0], "?") {
			target = s[0]
		}
	}
	path, query, _ := strings.Cut(target, "?")
	if path == "" || !web.PathLike(path) && !strings.HasPrefix(path, "/") {
		return nil
	}
	if a.url = l.doc.Resolve(path); a.url == "" {
		return nil
	}
	if v, err := url.ParseQuery(query); err == nil {
		a.params = v
	}
	for _, f := range web.Split(web.Inside(data), ',') {
		k, v, ok := strings.Cut(f, ":")
		k = strings.Trim(strings.TrimSpace(k), `"'`)
		if !ok || k == "" {
			continue
		}
		if value, known := l.code.Value(strings.TrimSpace(v)); known {
			a.params.Set(k, value)
		} else if pageParam.MatchString(k) {
			a.params.Set(k, "1")
		}
	}
	return a.whole()
}

// whole returns a call that asks for a page of a column, or nil.
func (a *call) whole() *call {
	column := false
	for k, v := range a.params {
		switch {
		case pageParam.MatchString(k) && (a.key == "" || k < a.key):
			a.key = k
		case sizeParam.MatchString(k):
			a.size = whole(v[0])
		case columnParam.MatchString(k):
			column = true
		}
	}
	if a.key == "" || !column {
		return nil
	}
	return a
}

// fujianCall builds the request of /fjdzapp/search from what a page says of its
// column, where the script does not spell it out.
func fujianCall(l *list) *call {
	m := fujian.FindStringSubmatch(l.code.Text)
	if m == nil {
		return nil
	}
	a := &call{url: l.doc.Resolve(m[1]), key: "page", first: 1, size: number(prePage, l.code.Text), params: url.Values{}}
	if v, err := url.ParseQuery(m[2]); err == nil {
		a.params = v
	}
	set := func(k, v string) {
		if a.params.Get(k) == "" && v != "" && v != "0" {
			a.params.Set(k, v)
		}
	}
	chnl := l.doc.Meta["chnlid"]
	if n := number(classSQL, l.code.Text); n > 0 {
		chnl = strconv.Itoa(n)
	}
	if a.size == 0 {
		a.size = 10
	}
	set("channelid", strconv.Itoa(number(channelID, l.code.Text)))
	if chnl != "" {
		set("classsql", "chnlid="+chnl)
	}
	set("sort", "-docorderpri,-docreltime")
	set("prepage", strconv.Itoa(a.size))
	if a.url == "" || a.params.Get("classsql") == "" && a.params.Get("channelid") == "" {
		return nil
	}
	return a
}
