package fetch

import (
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"sync"
)

// cookies are kept in memory for a source, since some portals send a visitor
// without one round in circles. Each goes back only to the host that set it.
type cookies struct {
	mu   sync.Mutex
	jar  *cookiejar.Jar
	kept map[string]map[string]bool // names by host
}

func newCookies() *cookies {
	jar, _ := cookiejar.New(nil) // fails never
	return &cookies{jar: jar, kept: map[string]map[string]bool{}}
}

// take keeps the cookies of an answer, up to maxCookies for a host.
func (c *cookies) take(u *url.URL, resp *http.Response) {
	c.mu.Lock()
	defer c.mu.Unlock()
	host := c.kept[u.Hostname()]
	if host == nil {
		host = map[string]bool{}
		c.kept[u.Hostname()] = host
	}
	var own []*http.Cookie
	for _, k := range resp.Cookies() {
		name := k.Name + ";" + k.Path
		if len(k.Value) > maxCookie || !host[name] && len(host) >= maxCookies {
			continue
		}
		host[name] = true
		k.Domain = "" // of this host alone
		own = append(own, k)
	}
	c.jar.SetCookies(u, own)
}

// header is the Cookie header for a URL, "" where there is none.
func (c *cookies) header(u *url.URL) string {
	var all []string
	for _, k := range c.jar.Cookies(u) {
		all = append(all, k.String())
	}
	return strings.Join(all, "; ")
}
