package site

import (
	"path"
	"strings"
)

// A crumb is a step of the way from the front page.
type crumb struct {
	name words
	to   string // path from the site's root; "" for the page itself
}

var menu = []crumb{
	{words{"首页", "Home"}, "index.html"},
	{words{"排行", "League tables"}, "leagues/index.html"},
	{words{"覆盖", "Coverage"}, "coverage/index.html"},
	{words{"数据质量", "Data quality"}, "quality.html"},
	{words{"定义", "Definitions"}, "definitions.html"},
	{words{"下载", "Downloads"}, "downloads.html"},
}

// up is the way from a page back to the site's root: "../" for each folder.
func up(name string) string { return strings.Repeat("../", strings.Count(name, "/")) }

// link returns the relative address of a page of the site from another.
func link(from, to string) markup {
	if path.Dir(from) == path.Dir(to) && !strings.Contains(to, "#") {
		return escaped(path.Base(to))
	}
	return escaped(up(from) + to)
}

// write writes a page: its frame, and in it what body puts.
func (s *Site) write(name string, title words, way []crumb, body func(p *page)) error {
	p := &page{}
	p.Grow(16 << 10)
	p.put(`<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{} · {} · Gongkai</title><meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,"><link rel="stylesheet" href="{}"><script src="{}" defer></script></head>
<body><a class="skip" href="#main">{}</a><header class="top"><div class="wrap"><a class="brand" href="{}">{}</a>
<input type="checkbox" id="lang" class="switch"><label for="lang" class="lang" lang="en"><span class="zh">English</span><span class="en" lang="zh-CN">中文</span></label><nav aria-label="{}">`,
		title.ZH, title.EN, link(name, "assets/style.css"), link(name, "assets/site.js"), words{"到正文", "Skip to content"},
		link(name, "index.html"), words{"公开 Gongkai", "Gongkai 公开"}, "主菜单 Main menu")
	for _, m := range s.menu() {
		here := markup("")
		if m.to == name {
			here = ` aria-current="page"`
		}
		p.put(`<a href="{}"{}>{}</a>`, link(name, m.to), here, m.name)
	}
	p.put("</nav></div></header>\n<main id=\"main\" class=\"wrap\">")
	if len(way) > 0 {
		p.put(`<p class="way"><a href="{}">{}</a>`, link(name, "index.html"), menu[0].name)
		for _, c := range way {
			if c.to == "" {
				p.put(` › <span>{}</span>`, c.name)
			} else {
				p.put(` › <a href="{}">{}</a>`, link(name, c.to), c.name)
			}
		}
		p.put(`</p>`)
	}
	p.put("<h1>{}</h1>\n", title)
	body(p)
	p.put("</main>\n<footer><div class=\"wrap\"><p>{}</p><p class=\"small\">{} {} · {} <code>{}</code></p></div></footer></body></html>\n",
		words{"数字为机关在年度报告中印出的数字；没有印出的留空，不作 0。可疑之处标明，不作猜测。",
			"A number is the number that the agency printed in its annual report; what it did not print stays empty, never 0. What is doubtful is marked, not guessed."},
		words{"数据截至", "Data as of"}, s.asOf, words{"内容摘要", "Content"}, s.Content[:min(16, len(s.Content))])
	s.pages++
	return s.file(name, p.Bytes())
}

func (s *Site) menu() []crumb {
	if s.Console == "" {
		return menu
	}
	return append(menu[:len(menu):len(menu)], crumb{words{"SQL", "SQL"}, "console/index.html"})
}

// figure writes a figure with what must stand beside it: how many cases, where
// from, what to beware of, and the way to the definition.
func (p *page) figure(title words, chart func(), about note, from string) {
	p.put(`<figure><figcaption class="title">{}</figcaption>`, title)
	chart()
	p.put(`<figcaption class="note">`)
	if about.n != "" {
		p.put(`<span class="n">n = {}</span> · `, about.n)
	}
	p.put(`<span>{} {}</span>`, words{"来源：", "Source:"}, about.source)
	if about.caveat != (words{}) {
		p.put(` · <span>{} {}</span>`, words{"注意：", "Beware:"}, about.caveat)
	}
	p.put(` · <a href="{}">{}</a></figcaption></figure>`, link(from, "definitions.html#"+about.define), words{"定义", "Definition"})
}

// note is what stands beside a figure.
type note struct {
	n              string // cases; "" where the figure says it itself
	source, caveat words
	define         string // anchor on the page of definitions
}
