package fetch

import (
	"strings"
	"testing"
	"time"
)

func TestParse(t *testing.T) {
	for raw, want := range map[string]string{
		"http://WWW.Huailin.GOV.cn":                         "http://www.huailin.gov.cn/",
		"http://www.huailin.gov.cn:80/a#b":                  "http://www.huailin.gov.cn/a",
		"https://www.huailin.gov.cn:443/":                   "https://www.huailin.gov.cn/",
		"http://www.huailin.gov.cn:/":                       "http://www.huailin.gov.cn/",
		"http://www.huailin.gov.cn./a":                      "http://www.huailin.gov.cn/a",
		" http://www.huailin.gov.cn/a \r\n":                 "http://www.huailin.gov.cn/a",
		"http://www.huailin.gov.cn:8082/a?b=c":              "http://www.huailin.gov.cn:8082/a?b=c",
		"http://www.huailin.gov.cn/年报.docx":                 "http://www.huailin.gov.cn/%E5%B9%B4%E6%8A%A5.docx",
		"http://www.huailin.gov.cn/\xc4\xea.doc":            "http://www.huailin.gov.cn/%C4%EA.doc",
		"http://www.huailin.gov.cn/a?f=\xc4\xea b":          "http://www.huailin.gov.cn/a?f=%C4%EA%20b",
		"http://www.huailin.gov.cn/2021 年报.doc":             "http://www.huailin.gov.cn/2021%20%E5%B9%B4%E6%8A%A5.doc",
		"http://www.huailin.gov.cn/100%.doc":                "http://www.huailin.gov.cn/100%25.doc",
		"http://www.huailin.gov.cn/%E5%B9%B4/a%2fb":         "http://www.huailin.gov.cn/%E5%B9%B4/a%2fb",
		"http://怀林.政务.cn/":                                  "http://xn--s7tw2o.xn--zfr164b.cn/",
		"http://www_old.huailin.gov.cn/":                    "http://www_old.huailin.gov.cn/",
		"http://117.156.67.38:8082/s":                       "http://117.156.67.38:8082/s",
		"http://[240E:0:0::1]:8080/":                        "http://[240e::1]:8080/",
		"http://www.huailin.gov.cn/module/d.jsp?a=1&b=<c>":  "http://www.huailin.gov.cn/module/d.jsp?a=1&b=%3Cc%3E",
		"http://www.huailin.gov.cn/a;jsessionid=1?x=%E5%B9": "http://www.huailin.gov.cn/a;jsessionid=1?x=%E5%B9",
	} {
		u, e := parse(raw)
		if e != nil || u.String() != want {
			t.Errorf("%q: %v %v, want %s", raw, u, e, want)
		}
	}
}

func TestHosts(t *testing.T) {
	c, err := New(Policy{Contact: "mailto:a@example.org", Hosts: []string{"www.huailin.gov.cn", "http://anqiao.gov.cn:8082/zwgk/", "117.156.67.38", "240e::1", "https://beishan.gov.cn:443/"}})
	if err != nil {
		t.Fatal(err)
	}
	for raw, want := range map[string]bool{
		"http://www.huailin.gov.cn/":      true,
		"https://www.huailin.gov.cn/":     true,
		"http://huailin.gov.cn/":          true,
		"http://zw.huailin.gov.cn/":       false,
		"http://www.www.huailin.gov.cn/":  false,
		"http://www.huailin.gov.cn:8082/": false,
		"http://anqiao.gov.cn:8082/":      true,
		"http://www.anqiao.gov.cn:8082/":  true,
		"http://anqiao.gov.cn/":           false,
		"http://117.156.67.38/":           true,
		"http://www.117.156.67.38/":       false,
		"http://117.156.67.38:8082/":      false,
		"http://[240e::1]/":               true,
		"https://beishan.gov.cn/":         true,
		"http://beishan.gov.cn/":          false,
	} {
		u, e := parse(raw)
		if e == nil {
			e = c.allowed(u)
		}
		if (e == nil) != want {
			t.Errorf("%s: %v", raw, e)
		}
	}
}

// TestPolicy holds what no client is made with.
func TestPolicy(t *testing.T) {
	for name, p := range map[string]Policy{
		"no contact":       {Hosts: []string{portal}},
		"no hosts":         {Contact: "a"},
		"Chinese contact":  {Contact: "怀林", Hosts: []string{portal}},
		"line end":         {Contact: "a\r\nX: y", Hosts: []string{portal}},
		"agent":            {Contact: "a", Agent: "7/1", Hosts: []string{portal}},
		"host of no kind":  {Contact: "a", Hosts: []string{"http://"}},
		"file":             {Contact: "a", Hosts: []string{"file:///srv"}},
		"password":         {Contact: "a", Hosts: []string{"http://a:b@huailin.gov.cn"}},
		"rate below 0":     {Contact: "a", Hosts: []string{portal}, Rate: -1},
		"size below 0":     {Contact: "a", Hosts: []string{portal}, MaxBody: -1},
		"cool-down":        {Contact: "a", Hosts: []string{portal}, CoolDown: -1},
		"two ports":        {Contact: "a", Hosts: []string{"huailin.gov.cn:1:2"}},
		"address of sorts": {Contact: "a", Hosts: []string{"0x7f.1"}},
	} {
		if _, err := New(p); err == nil || !strings.HasPrefix(err.Error(), "fetch: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRequestChecks holds what a request may not contain.
func TestRequestChecks(t *testing.T) {
	for name, r := range map[string]Request{
		"method":          {Method: "PUT"},
		"body of a GET":   {Body: []byte("a")},
		"host":            {Header: map[string][]string{"host": {"evil.cn"}}},
		"user agent":      {Header: map[string][]string{"User-Agent": {"Mozilla/5.0"}}},
		"range":           {Header: map[string][]string{"range": {"bytes=0-1"}}},
		"line end inside": {Header: map[string][]string{"Referer": {"a\r\nX: y"}}},
	} {
		r.URL = portal
		bubble(t, Policy{}, noRobots(nil), func(t *testing.T, c *Client) {
			_, err := c.Do(t.Context(), r)
			if e, ok := err.(*Error); !ok || e.Reason != BadRequest {
				t.Errorf("%s: %v", name, err)
			}
		})
	}
}

// FuzzParse holds of every URL that is let through: http or https, a host that is
// written one way, no credentials, a request line in one piece; and to read it
// again changes nothing.
func FuzzParse(f *testing.F) {
	for u := range traps {
		f.Add(u)
	}
	for _, u := range []string{"http://www.huailin.gov.cn:8082/年?b=%c", "https://[240e::1]/", "http://怀林.cn./"} {
		f.Add(u)
	}
	f.Fuzz(func(t *testing.T, raw string) {
		u, e := parse(raw)
		if e != nil {
			if e.Reason != BadURL && e.Reason != SchemeRefused && e.Reason != CredentialsRefused && e.Reason != AddressRefused {
				t.Errorf("%q: %v", raw, e)
			}
			return
		}
		line := u.RequestURI()
		if u.Scheme != "http" && u.Scheme != "https" || u.User != nil || u.Hostname() == "" || line[0] != '/' || strings.ContainsFunc(line+u.Host, func(r rune) bool { return r <= ' ' || r >= 0x7f }) {
			t.Errorf("%q: %q %q", raw, u.Host, line)
		}
		again, e := parse(u.String())
		if e != nil || again.String() != u.String() {
			t.Errorf("%q: %s, read again %v %v", raw, u, again, e)
		}
	})
}

// FuzzRetryAfter holds that no header makes a wait that is negative or absurd.
func FuzzRetryAfter(f *testing.F) {
	for _, v := range []string{"", "7", "-7", "99999999999999999999", "Mon, 02 Jan 2006 15:04:05 GMT", "Sat, 01 Jan 9999 00:00:00 GMT", "1e9", "七"} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v string) {
		if d := retryAfter(v, time.Now()); d < 0 || d > longest {
			t.Errorf("%q: %s", v, d)
		}
	})
}
