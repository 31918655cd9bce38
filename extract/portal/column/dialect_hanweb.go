package column

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"gongkai/extract/portal/web"
)

// hanweb is 大汉 (jcms). The page holds the first records in a script, as
// <record><![CDATA[<li>…</li>]]></record>, and a script asks dataproxy.jsp for
// the others: records startrecord to endrecord in the address, what they are of
// (columnid, unitid, webid …) in the body. Where POST gives nothing, GET is tried.
var hanweb = dialect{
	name: "hanweb",
	fits: func(l *list) bool {
		return strings.Contains(l.doc.Source, "dataproxy.jsp") || strings.Contains(l.doc.Source, "<datastore") && len(l.data) > 0
	},
	plan: hanwebPlan,
}

var (
	recordPattern = regexp.MustCompile(`(?s)<record[^>]{0,100}>\s*(?:<!\[CDATA\[(.*?)\]\]>|(.*?))\s*</record>`)
	groupPattern  = regexp.MustCompile(`(?s)<nextgroup[^>]{0,100}>\s*<!\[CDATA\[(.*?)\]\]>`)
	totalRecord   = regexp.MustCompile(`(?i)totalrecords?["']?\s{0,3}(?:[:=]|>)\s{0,3}["']?(\d{1,7})`)
	perPage       = regexp.MustCompile(`(?i)perpage["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,4})`)
	groupSize     = regexp.MustCompile(`(?i)groupsize["']?\s{0,3}[:=]\s{0,3}["']?(\d{1,3})`)
	proxyPattern  = regexp.MustCompile(`["'(]([^"'()\s<>]{0,300}dataproxy\.jsp[^"'()\s<>]{0,600})`)
	paramsPattern = regexp.MustCompile(`(?i)params["']?\s{0,3}[:=]\s{0,3}\{`)
	byGet         = regexp.MustCompile(`(?i)(?:ajaxtype|method|type)["']?\s{0,3}:\s{0,3}["']get["']`)
)

// records returns the links of the records in a page.
func records(doc *web.Doc) []web.Link {
	if !strings.Contains(doc.Source, "<record") {
		return nil
	}
	var out []web.Link
	for _, m := range recordPattern.FindAllStringSubmatch(doc.Source, 20_000) {
		out = append(out, doc.Fragment(m[1]+m[2]).Links...)
	}
	return out
}

func hanwebPlan(l *list) plan {
	number := func(p *regexp.Regexp, otherwise int) int {
		if m := p.FindStringSubmatch(l.doc.Source); m != nil {
			if n, _ := strconv.Atoi(m[1]); n > 0 {
				return n
			}
		}
		return otherwise
	}
	held := len(recordPattern.FindAllStringIndex(l.doc.Source, 20_000))
	per := number(perPage, 15)
	size := per * number(groupSize, 3)
	total := number(totalRecord, 0)
	proxy, params := hanwebParams(l)
	if proxy == "" {
		return bar(l)
	}
	ask := func(from int) step {
		to := from + size - 1
		if total > 0 {
			to = min(to, total)
		}
		window := url.Values{"startrecord": {strconv.Itoa(from)}, "endrecord": {strconv.Itoa(to)}, "perpage": {strconv.Itoa(per)}}
		if total > 0 {
			window.Set("totalpage", strconv.Itoa((total+per-1)/per))
		}
		join := "?"
		if strings.Contains(proxy, "?") {
			join = "&"
		}
		all := join + window.Encode()
		if len(params) > 0 {
			all += "&" + params.Encode()
		}
		get := web.Request{URL: proxy + all}
		if byGet.MatchString(l.code.Text) || len(params) == 0 {
			return step{Request: get}
		}
		return step{otherwise: &get, Request: web.Request{URL: proxy + join + window.Encode(), Method: http.MethodPost,
			Body: []byte(params.Encode()), ContentType: "application/x-www-form-urlencoded; charset=UTF-8"}}
	}
	p := plan{inside: true}
	if total == 0 {
		p.from = 0
		p.guess = func(n int) web.Request {
			s := ask(held + 1 + n*size)
			if s.otherwise != nil {
				return *s.otherwise
			}
			return s.Request
		}
		return p
	}
	for from := held + 1; from <= total && len(p.announced) < maxAnnounced; from += size {
		p.announced = append(p.announced, ask(from))
	}
	p.total = 1 + (max(0, total-held)+size-1)/size
	return p
}

// hanwebParams returns the address of dataproxy.jsp and what the records are of,
// from the settings of jpage or from the link in <nextgroup>.
func hanwebParams(l *list) (proxy string, params url.Values) {
	params = url.Values{}
	if at := paramsPattern.FindStringIndex(l.code.Text); at != nil {
		for _, p := range l.code.Pairs(web.Inside(l.code.Text[at[1]-1:])) {
			params.Set(p.Name, p.Value)
		}
	}
	if m := groupPattern.FindStringSubmatch(l.doc.Source); m != nil {
		for _, link := range l.doc.Fragment(m[1]).Links {
			if u, err := url.Parse(link.URL); err == nil && strings.Contains(u.Path, "dataproxy") {
				for k, v := range u.Query() {
					if _, ok := params[k]; !ok {
						params[k] = v
					}
				}
				params.Del("page")
				u.RawQuery = ""
				proxy = u.String()
			}
		}
	}
	if m := proxyPattern.FindStringSubmatch(l.doc.Source); m != nil && proxy == "" {
		proxy = l.doc.Resolve(m[1])
	}
	if u, err := url.Parse(proxy); err == nil && u.RawQuery != "" {
		for k, v := range u.Query() {
			if _, ok := params[k]; !ok {
				params[k] = v
			}
		}
		u.RawQuery = ""
		proxy = u.String()
	}
	for _, k := range []string{"startrecord", "endrecord", "perpage", "totalpage"} {
		params.Del(k)
	}
	return proxy, params
}
