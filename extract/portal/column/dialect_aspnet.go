package column

import (
	"net/http"
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"

	"gongkai/extract/portal/web"
)

// aspnet is ASP.NET: InfoPublic.aspx?cid=…&page=1, or a form that is sent back
// with its hidden fields, where a link says __doPostBack('pager','2').
var aspnet = dialect{
	name: "aspnet",
	fits: func(l *list) bool {
		u, err := url.Parse(l.doc.URL)
		return err == nil && strings.EqualFold(path.Ext(u.Path), ".aspx")
	},
	plan: func(l *list) plan {
		if p := bar(l); len(p.announced) > 0 {
			return p
		}
		return postBack(l)
	},
}

var postBackCall = regexp.MustCompile(`__doPostBack\(\s*['"]([^'"]{1,200})['"]\s*,\s*['"](\d{1,5})['"]\s*\)`)

const maxState = 256 << 10 // bytes of a form's hidden fields

// postBack sends the form of the first page back for each further one. The
// hidden fields are the first page's, which ASP.NET takes for every page.
func postBack(l *list) plan {
	target, last := "", 0
	for i := range l.links {
		if m := postBackCall.FindStringSubmatch(l.links[i].Script); m != nil {
			n, _ := strconv.Atoi(m[2])
			if n > last {
				target, last = m[1], n
			}
		}
	}
	p := plan{total: max(last, l.said())}
	if target == "" {
		return p
	}
	form := url.Values{}
	size := 0
	for _, in := range l.doc.Inputs {
		if in.Type == "hidden" && in.Name != "" {
			form.Set(in.Name, in.Value)
			size += len(in.Value)
		}
	}
	if size > maxState {
		return p
	}
	for n := 2; n <= p.total && len(p.announced) < maxAnnounced; n++ {
		form.Set("__EVENTTARGET", target)
		form.Set("__EVENTARGUMENT", strconv.Itoa(n))
		p.announced = append(p.announced, step{Request: web.Request{URL: l.doc.URL, Method: http.MethodPost,
			Body: []byte(form.Encode()), ContentType: "application/x-www-form-urlencoded"}})
	}
	return p
}
