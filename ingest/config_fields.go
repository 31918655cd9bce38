package ingest

import (
	"errors"
	"fmt"
	"math"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/goccy/go-yaml/ast"

	"gongkai/extract/portal/expect"
)

// config reads the whole file. Each key stands here with what it may hold.
func (d *configDecoder) config(n ast.Node, c *Config) {
	d.mapping(n, "the configuration", []field{
		{"sources", func(n ast.Node) {
			d.list(n, "sources", func(n ast.Node) { c.Sources = append(c.Sources, d.source(n)) })
		}},
		{"contact", func(n ast.Node) { c.Contact = d.contact(n) }},
		{"archive", func(n ast.Node) { c.Archive = d.text(n, "archive") }},
		{"overrides", func(n ast.Node) { c.Overrides = d.text(n, "overrides") }},
		{"reporters", func(n ast.Node) { c.Reporters = d.text(n, "reporters") }},
	})
}

func (d *configDecoder) source(n ast.Node) Source {
	s := Source{}
	id := n
	if t := n.GetToken(); t != nil && t.Position != nil {
		s.Line = t.Position.Line
	}
	before := len(d.faults)
	texts := func(to *[]string, what string, read func(ast.Node, string) string) func(ast.Node) {
		return func(n ast.Node) {
			d.list(n, what, func(n ast.Node) { *to = append(*to, read(n, what)) })
		}
	}
	named := !d.mapping(n, "a source", []field{
		{"id", func(n ast.Node) { id, s.ID = n, d.id(n); s.Line = n.GetToken().Position.Line }},
		{"name", func(n ast.Node) { s.Name = d.text(n, "name") }},
		{"division", func(n ast.Node) { s.Division = d.division(n) }},
		{"files", texts(&s.Files, "files", d.text)},
		{"columns", texts(&s.Columns, "columns", d.url)},
		{"home", func(n ast.Node) { s.Home = d.url(n, "home") }},
		{"reports", texts(&s.Reports, "reports", d.url)},
		{"hosts", texts(&s.Hosts, "hosts", d.host)},
		{"rate", func(n ast.Node) { s.Rate = d.number(n, "rate", 0.001, 50) }},
		{"concurrency", func(n ast.Node) { s.Concurrency = d.count(n, "concurrency", 1, 16) }},
		{"max_pages", func(n ast.Node) { s.MaxPages = d.count(n, "max_pages", 1, 1_000_000) }},
		{"depth", func(n ast.Node) { s.Depth = d.count(n, "depth", 1, 32) }},
		{"timeout", func(n ast.Node) { s.Timeout = d.duration(n, "timeout", time.Second, 10*time.Minute) }},
		{"insecure_tls", func(n ast.Node) { s.InsecureTLS = d.flag(n, "insecure_tls") }},
		{"expect", func(n ast.Node) { s.Expect = d.expectation(n) }},
	})
	switch line, twice := d.ids[s.ID]; {
	case id == n && !named:
		d.fault(n, "a source without id")
	case s.ID != "" && twice:
		d.fault(id, "two sources have the id %q, the first on line %d", s.ID, line)
	case len(s.Files) == 0 && !s.Portal() && len(d.faults) == before:
		d.fault(id, "source %s names nothing to read; give columns, home, reports or files", s.ID)
	}
	if _, twice := d.ids[s.ID]; !twice && s.ID != "" {
		d.ids[s.ID] = s.Line
	}
	return s
}

func (d *configDecoder) expectation(n ast.Node) expect.Expectation {
	var e expect.Expectation
	var floor ast.Node
	d.mapping(n, "expect", []field{
		{"reports", func(n ast.Node) { e.Reports = d.count(n, "reports", 1, 1_000_000) }},
		{"floor", func(n ast.Node) { floor, e.Floor = n, d.count(n, "floor", 1, 1_000_000) }},
		{"every", func(n ast.Node) {
			if e.Every = d.text(n, "every"); e.Every != "" && !slices.Contains(expect.Periods, e.Every) {
				d.fault(n, "every: no period %q; one of %s", e.Every, strings.Join(expect.Periods, ", "))
			}
		}},
	})
	if e.Reports > 0 && e.Floor > e.Reports {
		d.fault(floor, "the floor of %d is above the %d reports that are expected", e.Floor, e.Reports)
	}
	return e
}

// text reads a text; a number that somebody did not quote is the text that it was
// written as.
func (d *configDecoder) text(n ast.Node, what string) string {
	var s string
	switch n := n.(type) {
	case *ast.StringNode:
		s = n.Value
	case *ast.LiteralNode:
		s = strings.TrimRight(n.Value.Value, "\n")
	case *ast.IntegerNode:
		s = n.GetToken().Value
	default:
		d.wrong(n, what+" wants a text")
		return ""
	}
	switch {
	case strings.TrimSpace(s) == "":
		d.fault(n, "%s is empty", what)
	case strings.ContainsFunc(s, unicode.IsControl):
		d.fault(n, "%s has a control character: %.80q", what, s)
	default:
		return s
	}
	return ""
}

func (d *configDecoder) id(n ast.Node) string {
	s := d.text(n, "id")
	switch {
	case len(s) > 100:
		d.fault(n, "an id of %d bytes, at most 100", len(s))
	case strings.ContainsFunc(s, unicode.IsSpace):
		d.fault(n, "id %q has a space; the name may have one", s)
	}
	return s
}

func (d *configDecoder) division(n ast.Node) string {
	s := d.text(n, "division")
	if s != "" && !isDivision(s) {
		d.fault(n, "division %q is not six digits; quote it, so that it stays a text", s)
	}
	return s
}

// contact is put into a header of each request.
func (d *configDecoder) contact(n ast.Node) string {
	s := d.text(n, "contact")
	if s != "" {
		if err := checkContact(s); err != nil {
			d.fault(n, "%v", err)
		}
	}
	return s
}

func checkContact(s string) error {
	switch {
	case strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r > '~' || strings.ContainsRune("()<>", r) }):
		return fmt.Errorf("contact %q: an e-mail address or a page, in ASCII without brackets", s)
	case len(s) > 200 || !strings.Contains(s, "@") && !strings.HasPrefix(s, "http://") && !strings.HasPrefix(s, "https://"):
		return fmt.Errorf("contact %.80q is neither an e-mail address nor a page", s)
	}
	return nil
}

func (d *configDecoder) url(n ast.Node, what string) string {
	s := d.text(n, what)
	if s == "" {
		return ""
	}
	if err := checkURL(s); err != nil {
		d.fault(n, "%s: %v", what, err)
	}
	return s
}

// checkURL refuses what is not fetched whatever a server says. What a URL with a
// password says is not repeated.
func checkURL(s string) error {
	u, err := url.Parse(s)
	switch {
	case err != nil && strings.Contains(s, "@"):
		return errors.New("this is no URL")
	case err != nil:
		return fmt.Errorf("%.200q is no URL", s)
	case u.Scheme == "":
		return fmt.Errorf("%.200q has no scheme; write https:// or http:// before it", s)
	case u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("only http and https are fetched, not %s", u.Scheme)
	case u.User != nil:
		return errors.New("a user or password in a URL; take it out")
	case !isHost(u.Host):
		return fmt.Errorf("%.200q has no host that could be asked", s)
	case strings.ContainsFunc(s, unicode.IsSpace):
		return fmt.Errorf("%.200q has a space; escape it as %%20", s)
	}
	return nil
}

func (d *configDecoder) host(n ast.Node, what string) string {
	s := strings.ToLower(d.text(n, what))
	if s != "" && !isHost(s) {
		d.fault(n, "%s: %.200q is no host; write www.example.gov.cn or www.example.gov.cn:8080, without scheme and path", what, s)
	}
	return s
}

// isHost reports whether s is a name or an address, with a port or without.
func isHost(s string) bool {
	host := s
	if h, port, err := net.SplitHostPort(s); err == nil {
		p, err := strconv.Atoi(port)
		if err != nil || p < 1 || p > 65535 {
			return false
		}
		host = h
	} else if in, ok := strings.CutPrefix(s, "["); ok {
		host = strings.TrimSuffix(in, "]")
	}
	if net.ParseIP(host) != nil {
		return true
	}
	if host == "" || len(host) > 253 || strings.HasPrefix(host, ".") || strings.Contains(host, "..") {
		return false
	}
	return !strings.ContainsFunc(host, func(r rune) bool {
		return r != '.' && r != '-' && r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// number reads a number within a range.
func (d *configDecoder) number(n ast.Node, what string, least, most float64) float64 {
	var v float64
	var err error
	switch n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		v, err = strconv.ParseFloat(strings.ReplaceAll(n.GetToken().Value, "_", ""), 64)
	case *ast.InfinityNode, *ast.NanNode:
		v = math.Inf(1)
	default:
		d.wrong(n, what+" wants a number")
		return 0
	}
	if err != nil || v < least || v > most {
		d.fault(n, "%s: %s is not from %v to %v", what, n.GetToken().Value, least, most)
	}
	return v
}

// count reads a whole number within a range.
func (d *configDecoder) count(n ast.Node, what string, least, most int) int {
	i, ok := n.(*ast.IntegerNode)
	if !ok {
		d.wrong(n, what+" wants a whole number")
		return 0
	}
	v, err := strconv.Atoi(strings.ReplaceAll(i.GetToken().Value, "_", ""))
	if err != nil || v < least || v > most {
		d.fault(n, "%s: %s is not from %d to %d", what, i.GetToken().Value, least, most)
	}
	return v
}

// duration reads 30s, 2m or a number of seconds.
func (d *configDecoder) duration(n ast.Node, what string, least, most time.Duration) time.Duration {
	var v time.Duration
	var err error
	switch n := n.(type) {
	case *ast.IntegerNode, *ast.FloatNode:
		v, err = time.ParseDuration(n.GetToken().Value + "s")
	case *ast.StringNode:
		v, err = time.ParseDuration(n.Value)
	default:
		d.wrong(n, what+" wants a time, such as 30s")
		return 0
	}
	switch {
	case err != nil:
		d.fault(n, "%s: %.80q is no time; write 30s or 2m", what, n.GetToken().Value)
	case v < least || v > most:
		d.fault(n, "%s: %s is not from %s to %s", what, v, least, most)
	}
	return v
}

func (d *configDecoder) flag(n ast.Node, what string) bool {
	b, ok := n.(*ast.BoolNode)
	if !ok {
		d.wrong(n, what+" wants true or false")
		return false
	}
	return b.Value
}
