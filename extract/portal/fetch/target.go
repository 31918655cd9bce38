package fetch

import (
	"cmp"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// parse returns the URL that raw asks for: absolute, http or https, its host in
// lower-case ASCII without a trailing dot, without fragment or the scheme's own
// port, everything escaped that a request line cannot hold.
func parse(raw string) (*url.URL, *Error) {
	fault := func(r Reason, format string, args ...any) (*url.URL, *Error) {
		return nil, &Error{Reason: r, URL: shown(raw), Detail: fmt.Sprintf(format, args...)}
	}
	if len(raw) > maxURL {
		return fault(BadURL, "%d bytes, more than %d", len(raw), maxURL)
	}
	u, err := url.Parse(escapeStray(strings.Trim(raw, " \t\r\n")))
	if err != nil {
		return fault(BadURL, "%v", err)
	}
	switch {
	case u.Scheme == "":
		return fault(BadURL, "not absolute: give http:// or https:// and a host")
	case u.Scheme != "http" && u.Scheme != "https":
		return fault(SchemeRefused, "%s: only http and https are fetched", u.Scheme)
	case u.User != nil:
		raw = u.Redacted()
		return fault(CredentialsRefused, "user or password in the URL: take them out")
	case u.Opaque != "" || u.Host == "":
		return fault(BadURL, "no host")
	}
	host, reason, detail := hostname(u.Hostname())
	if reason != "" {
		return fault(reason, "%s", detail)
	}
	port, err := portOf(u)
	if err != nil {
		return fault(BadURL, "%v", err)
	}
	u.Host = host
	if strings.Contains(host, ":") {
		u.Host = "[" + host + "]"
	}
	if port != schemePort[u.Scheme] {
		u.Host += ":" + strconv.Itoa(int(port))
	}
	u.Fragment, u.RawFragment, u.ForceQuery = "", "", false
	u.RawQuery = escapeQuery(u.RawQuery)
	u.Path = cmp.Or(u.Path, "/")
	return u, nil
}

var schemePort = map[string]uint16{"http": 80, "https": 443}

func portOf(u *url.URL) (uint16, error) {
	p := u.Port()
	if p == "" { // "host:" has the scheme's port too
		return schemePort[u.Scheme], nil
	}
	n, err := strconv.ParseUint(p, 10, 16)
	if err != nil || n == 0 {
		return 0, fmt.Errorf("port %s is none", p)
	}
	return uint16(n), nil
}

// hostname returns the one spelling of a host: ASCII, lower case, no dot at the
// end. An address in any but its usual form (0x7f.1, 2130706433, full-width
// digits, a dot at its end) is refused: nobody but an attacker writes one.
func hostname(raw string) (host string, reason Reason, detail string) {
	if a, err := netip.ParseAddr(raw); err == nil {
		if a.Zone() != "" {
			return "", AddressRefused, raw + ": an address with a zone"
		}
		return a.String(), "", ""
	}
	host, err := idna.Lookup.ToASCII(strings.TrimSuffix(raw, "."))
	if err != nil {
		// Underscores are not allowed in names, yet some portals have them.
		if host = strings.ToLower(strings.TrimSuffix(raw, ".")); !ldh(host) {
			return "", BadURL, fmt.Sprintf("host %q: %v", raw, err)
		}
	}
	host = strings.TrimSuffix(host, ".")
	if host == "" || strings.Contains(host, "..") || len(host) > 253 || !ldh(host) {
		return "", BadURL, fmt.Sprintf("host %q is no name", raw)
	}
	last := host[strings.LastIndexByte(host, '.')+1:]
	if strings.HasPrefix(last, "0x") || strings.Trim(last, "0123456789") == "" {
		return "", AddressRefused, fmt.Sprintf("host %q is an address in an unusual form: write it as four decimal numbers", raw)
	}
	return host, "", ""
}

func ldh(s string) bool {
	return strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == ""
}

// place is a host with its port; port 0 stands for 80 and 443.
type place struct {
	host string
	port uint16
}

func placeOf(u *url.URL) place {
	port, _ := portOf(u)
	return place{u.Hostname(), port}
}

// places reads the hosts of a policy.
func places(hosts []string) (map[place]bool, error) {
	out := map[place]bool{}
	for _, h := range hosts {
		raw, whole := h, strings.Contains(h, "://")
		if !whole {
			if a, err := netip.ParseAddr(h); err == nil && a.Is6() {
				h = "[" + h + "]"
			}
			raw = "http://" + h
		}
		u, e := parse(raw)
		if e != nil {
			return nil, fmt.Errorf("fetch: host %s: %w", h, e)
		}
		p := placeOf(u)
		given, _ := url.Parse(raw) // parse drops a port that is the scheme's own
		if given == nil || given.Port() == "" {
			p.port = 0
		}
		out[p] = true
		if _, err := netip.ParseAddr(p.host); err != nil {
			out[place{twin(p.host), p.port}] = true
		}
	}
	return out, nil
}

// twin is the same site with or without "www.".
func twin(host string) string {
	if bare, ok := strings.CutPrefix(host, "www."); ok && strings.Contains(bare, ".") {
		return bare
	}
	return "www." + host
}

// allowed refuses a URL that leads away from the source.
func (c *Client) allowed(u *url.URL) *Error {
	p := placeOf(u)
	if c.places[p] || (p.port == 80 || p.port == 443) && c.places[place{p.host, 0}] {
		return nil
	}
	if a, err := netip.ParseAddr(p.host); err == nil && !c.hosts[p.host] {
		if n := special(a); n != nil {
			return &Error{Reason: AddressRefused, URL: u.String(), Detail: fmt.Sprintf("%s is %s; a source there has to say so", a, n.what)}
		}
	}
	return &Error{Reason: OffHost, URL: u.String(), Detail: net.JoinHostPort(p.host, strconv.Itoa(int(p.port))) + " is no host of this source; add it to the source if its reports lie there"}
}

// site is the name under which a host was registered: gov.cn is a public suffix,
// so zwgk.example.gov.cn belongs to example.gov.cn.
func site(host string) string {
	if _, err := netip.ParseAddr(host); err == nil {
		return host
	}
	s, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return host
	}
	return s
}

// escapeStray writes a percent sign that escapes nothing, as in 完成率100%.doc, as
// %25. What stands before the path is left alone.
func escapeStray(raw string) string {
	_, rest, ok := strings.Cut(raw, "://")
	if !ok || !strings.Contains(rest, "%") {
		return raw
	}
	at := strings.IndexAny(rest, "/?#")
	if at < 0 {
		return raw
	}
	var b strings.Builder
	b.WriteString(raw[:len(raw)-len(rest)+at])
	for rest = rest[at:]; rest != ""; rest = rest[1:] {
		b.WriteByte(rest[0])
		if rest[0] == '%' && (len(rest) < 3 || !isHex(rest[1]) || !isHex(rest[2])) {
			b.WriteString("25")
		}
	}
	return b.String()
}

// escapeQuery escapes what would break a request line. Chinese in a query goes
// out as the bytes that the page has.
func escapeQuery(q string) string {
	var b strings.Builder
	for i := range len(q) {
		if c := q[i]; c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>`", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

// shown cuts a URL for a message.
func shown(raw string) string {
	if len(raw) > 500 {
		return raw[:500] + "…"
	}
	return raw
}
