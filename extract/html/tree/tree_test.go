package tree

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"gongkai/internal/draw"
)

// differ returns where two trees differ, or "".
func differ(got, want *html.Node) string {
	say := func(n *html.Node) string {
		if n == nil {
			return "nothing"
		}
		return fmt.Sprintf("type %d %q atom %d namespace %q %q", n.Type, n.Data, n.DataAtom, n.Namespace, n.Attr)
	}
	if g, w := say(got), say(want); g != w {
		return fmt.Sprintf("%s, want %s", g, w)
	}
	var before *html.Node
	g, w := got.FirstChild, want.FirstChild
	for ; g != nil && w != nil; g, w = g.NextSibling, w.NextSibling {
		if g.Parent != got || g.PrevSibling != before {
			return "wrong links at " + say(g)
		}
		if d := differ(g, w); d != "" {
			return d
		}
		before = g
	}
	if g != nil || w != nil {
		return fmt.Sprintf("in %s: %s, want %s", say(got), say(g), say(w))
	}
	if got.LastChild != before {
		return "wrong last child of " + say(got)
	}
	return ""
}

// check holds the tree of a page, where there is one, against that of html.Parse.
func check(t *testing.T, page string) (ok bool) {
	t.Helper()
	tree, ok := Parse(page)
	if !ok {
		return false
	}
	defer tree.Release()
	want, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatalf("%v, but there is a tree of %q", err, page)
	}
	if d := differ(tree.Root, want); d != "" {
		t.Fatalf("%s\nin %q", d, page)
	}
	return true
}

// pieces are markup that random pages are put together of.
var pieces = strings.Split(`<p>|<p>x|</p>|<font a>|<font b>|<font c>|<font z=1 y="2">|<b>|</b>|<i>|</i>|<a href=x>|</a>|</font>|<nobr>|</nobr>|`+
	`<table>|<tr>|<td>|<th>|</td>|</tr>|</table>|<tbody>|</tbody>|<thead>|<tfoot>|<caption>|</caption>|<colgroup>|<col>|<col span=2 />|</colgroup>|`+
	`<div>|</div>|x|甲| |`+"\n|\r\n|\r|\t"+`|<!--|-->|--!>|<!-->|<!--->|-|!|<title>|</title>|<script>|</script>|<style>|</style>|<textarea>|</textarea>|`+
	`<svg>|</svg>|<math>|<foreignObject>|<![CDATA[|]]>|<!x|<?|</|<|>|/>|/|=|</>|</ x>|<a b="|"|'|<i b='|<i =x y=z/>|<i a=1 A=2 b = "3">|`+
	`<select>|<option>|<optgroup>|</select>|<template>|</template>|<button>|</button>|<br>|</br>|<hr>|<img src=1/>|<image>|<input type=hidden>|<input>|`+
	`<ul>|</ul>|<ol>|<li>|</li>|<dl>|<dt>|<dd>|</dd>|<h1>|<h2>|</h2>|<form>|</form>|<span>|</span>|<SCRIPT >|</SCRIPT/>|<noscript>|</noscript>|<iframe>|</iframe>|<xmp>|`+
	`<pre>|<pre>`+"\n"+`|</pre>|<o:p>|</o:p>|<O:P>|<st1:date year="2031">|</st1:date>|<![if !x]>|<![endif]>|<!--[if x]>|<![endif]-->|`+
	`<html>|<html lang=zh>|<html a=1 lang=x>|</html>|<head>|</head>|<body>|<body class="x">|<body a b>|</body>|<meta charset=gbk>|<link rel=x>|<base>|`+
	`<!DOCTYPE html>|<!doctype HTML>|<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "x">|<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">|<!doctype>|`+
	`&nbsp;|&amp|&ampx;|&|&#32;|&#13;|&#x4e00;|&#xZ|&copy|&copy=|&notin;|&notit|&lt;|;|<a href="?a=1&copy=2&lt&amp;&ltx;&semi;&notin;&NotEqualTilde;&acE;&#38;&#0&">|`+
	`<frameset>|<frame>|<object>|</object>|<marquee>|<applet>|<ruby>|<rt>|<rp>|<rb>|<rtc>|<center>|<plaintext>|<embed>|<param>|<param></param>|<address>|<label>|<align>|<ſcript>|`+"\x00", "|")

// page puts pieces together.
func page(rnd *rand.Rand) string {
	few := pieces
	if rnd.IntN(4) > 0 { // some of them, over and over
		few = nil
		for range 3 + rnd.IntN(12) {
			few = append(few, pieces[rnd.IntN(len(pieces))])
		}
	}
	var b strings.Builder
	if rnd.IntN(2) > 0 {
		b.WriteString("<!DOCTYPE html><html><head></head><body>")
	}
	for range 1 + rnd.IntN(60) {
		b.WriteString(few[rnd.IntN(len(few))])
	}
	return b.String()
}

// TestRandom holds the trees of random markup against those of html.Parse.
func TestRandom(t *testing.T) {
	n := 60_000
	if os.Getenv("GONGKAI_TORTURE") != "" {
		n = 10_000_000
	}
	rnd := rand.New(rand.NewPCG(5, 6))
	taken := 0
	for range n {
		if check(t, page(rnd)) {
			taken++
		}
	}
	t.Logf("%d of %d pages", taken, n)
	if taken < n/4 {
		t.Errorf("only %d of %d pages were parsed", taken, n)
	}
}

// drawn returns pages as portals publish them.
func drawn() (out []string) {
	files, _ := filepath.Glob("../../../testdata/*/*.html")
	more, _ := filepath.Glob("../testdata/*.html")
	for _, f := range append(files, more...) {
		data, _ := os.ReadFile(f)
		out = append(out, string(data))
	}
	for seed := range uint64(25) {
		for _, l := range draw.Layouts {
			if l.HTML() {
				out = append(out, string(draw.Draw(draw.Options{Seed: seed, Layout: l, Messy: seed%2 > 0}).Bytes))
			}
		}
	}
	return out
}

// TestShare holds that ordinary pages are parsed here: nothing else would show
// that none are.
func TestShare(t *testing.T) {
	pages := drawn()
	for _, p := range pages {
		if !check(t, p) {
			t.Errorf("not parsed: %.300s", p)
		}
	}
	if len(pages) < 100 {
		t.Errorf("only %d pages", len(pages))
	}
}

// TestMutated takes pages apart and puts pieces of markup into them.
func TestMutated(t *testing.T) {
	n := 40
	if os.Getenv("GONGKAI_TORTURE") != "" {
		n = 4000
	}
	rnd := rand.New(rand.NewPCG(7, 8))
	for _, p := range drawn() {
		for range max(1, n*4096/(len(p)+4096)) {
			s := p
			for range 1 + rnd.IntN(3) {
				i := rnd.IntN(len(s) + 1)
				j := min(len(s), i+rnd.IntN(30))
				s = s[:i] + pieces[rnd.IntN(len(pieces))] + s[j:]
			}
			check(t, s)
		}
	}
}

func FuzzTree(f *testing.F) {
	rnd := rand.New(rand.NewPCG(9, 10))
	for range 200 {
		f.Add(page(rnd))
	}
	f.Fuzz(func(t *testing.T, page string) { check(t, page) })
}
