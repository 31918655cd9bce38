package html

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// head is what tags say of the page, wherever in it they stand: saved pages have
// a second <head>'s content in the middle.
type head struct {
	window  string            // the first <title>
	title   string            // <ucaptitle>
	publish string            // <publishtime>
	named   map[string]string // <meta name=… content=…>, names in lower case
	code    string            // of the script that portals report errors with
}

// note takes down an element that shows nothing.
func (h *head) note(n *node) {
	switch n.DataAtom {
	case atom.Title:
		if h.window == "" && n.Namespace == "" {
			h.window = plain(n)
		}
	case atom.Meta:
		name, content := "", ""
		for i := range n.Attr {
			switch a := &n.Attr[i]; a.Key {
			case "name", "property":
				name = strings.ToLower(strings.TrimSpace(a.Val))
			case "content":
				content = strings.TrimSpace(a.Val)
			}
		}
		if name == "" || content == "" || len(content) > 1000 {
			return
		}
		if h.named == nil {
			h.named = map[string]string{}
		}
		if _, ok := h.named[name]; !ok {
			h.named[name] = strings.Clone(content) // not the whole page
		}
	case atom.Script:
		// <script id="_jiucuo_" sitecode="1234567890" src="…/jiucuo.js">
		if c := attr(n, "sitecode"); c != "" && h.code == "" {
			h.code = strings.Clone(c)
		}
	}
}

// tagged takes down the elements by which the national standard for government
// sites marks title and date.
func (h *head) tagged(n *node) {
	switch {
	case n.Data == "ucaptitle" && h.title == "":
		h.title = plain(n)
	case n.Data == "publishtime" && h.publish == "":
		h.publish = plain(n)
	}
}

// first returns the first of these meta tags that has content.
func (h *head) first(names ...string) string {
	for _, n := range names {
		if v := h.named[n]; v != "" {
			return v
		}
	}
	return ""
}

// plain returns an element's text in one line.
func plain(n *node) string {
	var t run
	var walk func(*node)
	walk = func(n *node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				t.write(c.Data, state{})
			case c.Type == html.ElementNode && kindOf(c) != dropped:
				walk(c)
			}
		}
	}
	walk(n)
	return t.take()
}
