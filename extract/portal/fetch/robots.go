package fetch

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// rules are what a robots.txt says to one agent.
type rules struct {
	paths []pathRule // the most specific first
	delay time.Duration
}

// pathRule allows or disallows what begins with a pattern. The pattern is cut at
// its stars; end says that the last piece is the end of the path.
type pathRule struct {
	allow  bool
	length int
	pieces []string
	end    bool
}

// parseRobots reads a robots.txt by RFC 9309: the groups that name the agent's
// product, or else those for "*". A line that is not understood is left out, and
// only it: a page that a portal shows in place of a robots.txt has no rules.
func parseRobots(text []byte, product string) rules {
	var named, any rules
	var found, forNamed, forAny, inRules bool
	text = bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))
	for _, line := range strings.FieldsFunc(string(text), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		line = strings.Replace(line, "：", ":", 1) // a full-width colon, typed with an input method
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent", "useragent":
			if inRules {
				forNamed, forAny, inRules = false, false, false
			}
			switch {
			case value == "*":
				forAny = true
			case productToken(value) == product:
				forNamed, found = true, true
			}
			continue
		case "allow", "disallow", "crawl-delay", "crawldelay":
			inRules = true
		default:
			continue
		}
		for _, g := range []struct {
			in bool
			r  *rules
		}{{forNamed, &named}, {forAny, &any}} {
			if g.in {
				g.r.add(key, value)
			}
		}
	}
	r := any
	if found {
		r = named
	}
	// RFC 9309 §2.2.2: the most octets count; of two alike, the one that allows.
	slices.SortStableFunc(r.paths, func(a, b pathRule) int {
		if a.allow != b.allow && a.length == b.length {
			if a.allow {
				return -1
			}
			return 1
		}
		return cmp.Compare(b.length, a.length)
	})
	return r
}

func (r *rules) add(key, value string) {
	if key == "crawl-delay" || key == "crawldelay" {
		s, err := strconv.ParseFloat(value, 64)
		if err == nil && s > 0 && !math.IsNaN(s) {
			r.delay = max(r.delay, time.Duration(min(s, longest.Seconds())*float64(time.Second)))
		}
		return
	}
	if value == "" {
		return // disallows nothing
	}
	if value[0] != '/' && value[0] != '*' {
		value = "/" + value
	}
	value, end := strings.CutSuffix(value, "$")
	value = normalPath(value)
	r.paths = append(r.paths, pathRule{allow: key == "allow", length: len(value), pieces: strings.Split(value, "*"), end: end})
}

// allow reports whether a URL may be asked for.
func (r *rules) allow(u *url.URL) bool {
	path := normalPath(u.RequestURI())
	for i := range r.paths {
		if r.paths[i].matches(path) {
			return r.paths[i].allow
		}
	}
	return true
}

func (p *pathRule) matches(path string) bool {
	rest, ok := strings.CutPrefix(path, p.pieces[0])
	if !ok {
		return false
	}
	last := len(p.pieces) - 1
	for i, piece := range p.pieces[1:] {
		if p.end && i+1 == last {
			return strings.HasSuffix(rest, piece)
		}
		at := strings.Index(rest, piece)
		if at < 0 {
			return false
		}
		rest = rest[at+len(piece):]
	}
	return !p.end || rest == ""
}

// normalPath writes a path so that two spellings of it are equal: Chinese as
// percent codes, percent codes in capitals, and none where none is needed.
func normalPath(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			n, _ := strconv.ParseUint(s[i+1:i+3], 16, 8)
			if c = byte(n); unreserved(c) {
				b.WriteByte(c)
			} else {
				b.WriteString(strings.ToUpper(s[i : i+3]))
			}
			i += 2
			continue
		}
		if c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}

func unreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
