package html

import (
	"strings"
	"unicode/utf8"

	"gongkai"
)

// about gathers what the page says about itself: from tags, from tables and
// lines of metadata, and from its path. What is printed comes before what only
// meta tags say. Zones are settled by now.
func (w *walker) about() gongkai.Page {
	f := w.fields()
	h := &w.meta
	p := gongkai.Page{
		WindowTitle: h.window,
		Origin:      first(f[fieldOrigin], h.first("contentsource", "source")),
		Publisher:   f[fieldPublisher],
		IndexNumber: strings.Join(strings.Fields(f[fieldIndex]), ""),
		SiteName:    h.first("sitename", "og:site_name"),
		SiteCode:    first(siteCode(h.first("siteidcode")), siteCode(f[fieldSiteCode]), siteCode(h.code)),
		PublishedOn: first(isoDate(h.publish), f[fieldPublished], f[fieldDated],
			isoDate(h.first("pubdate", "publishdate", "publishtime", "article:published_time", "firstpublishedtime"))),
		Breadcrumb: w.breadcrumb(),
		Links:      w.links,
		Images:     w.inArticle(),
	}
	p.Title = w.title(p.SiteName, f[fieldTitle])
	for i := range w.blocks {
		if b := &w.blocks[i]; b.Zone == gongkai.Article {
			p.ArticleLinks += b.links
		} else {
			p.Links += b.links
		}
	}
	return p
}

func first(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

// fields reads the labelled values of the page's metadata, the first of each.
// Dates are ISO. Only short lines are looked at, and tables of metadata.
func (w *walker) fields() map[field]string {
	f := map[field]string{}
	put := func(k field, v string) {
		switch k {
		case fieldPublished, fieldDated:
			v = isoDate(v)
		case fieldOrigin, fieldPublisher:
			if strings.Contains(v, "://") || !strings.ContainsFunc(v, word) {
				v = ""
			}
		case fieldIndex:
			if !strings.ContainsFunc(v, word) {
				v = ""
			}
		}
		if v != "" && f[k] == "" {
			f[k] = v
		}
	}
	for i := range w.blocks {
		b := &w.blocks[i]
		switch {
		case b.Kind == gongkai.TableBlock:
			if b.isMetadata() || len(b.Table.Grid) == 1 {
				tablePairs(b.Table, put)
			}
		case len(b.Text) <= 600:
			pairs(b.Text, put)
			// A label in a block of its own, as of a layout table: its value
			// is the next block.
			if l, rest := leadingLabel(b.Text); l != nil && blank(rest) && i+1 < len(w.blocks) {
				next := &w.blocks[i+1]
				if n, _ := leadingLabel(next.Text); n == nil && next.Kind == gongkai.Paragraph && len(next.Text) < 200 {
					put(l.field, next.Text)
				}
			}
		}
	}
	return f
}

// tablePairs reads 索引号 | 0123 | 分类 | 报告, and cells with label and value.
func tablePairs(t *gongkai.Table, put func(field, string)) {
	for r, row := range t.Grid {
		for c := range row {
			if !row[c].IsOrigin(r, c) {
				continue
			}
			l, rest := leadingLabel(row[c].Text)
			if l == nil || !blank(rest) {
				pairs(row[c].Text, put)
				continue
			}
			if at := c + row[c].ColSpan; at < len(row) {
				if n, _ := leadingLabel(row[at].Text); n == nil {
					put(l.field, strings.TrimSpace(row[at].Text))
				}
			}
		}
	}
}

// siteCode returns the ten digits that identify a government site ("bm" and
// eight for those of ministries) at the start of s, or "".
func siteCode(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	n := 0
	for n < len(s) && (s[n] >= '0' && s[n] <= '9' || n < 2 && s[n] == "bm"[n]) {
		n++
	}
	if n != 10 {
		return ""
	}
	return s[:n]
}

// breadcrumb reads the page's path from a line like 当前位置：首页 > 公开 > 年报, or
// from the container that a CMS names for it.
func (w *walker) breadcrumb() []string {
	var line strings.Builder
	for i := range w.blocks {
		b := &w.blocks[i]
		if b.Kind == gongkai.TableBlock || len(b.Text) > 600 {
			continue
		}
		if rest, ok := cutPosition(b.Text); ok && !blank(rest) {
			return steps(rest)
		} else if b.crumb || ok {
			line.WriteString(b.Text + ">")
		} else if line.Len() > 0 {
			break
		}
	}
	return steps(line.String())
}

func cutPosition(s string) (rest string, ok bool) {
	s = strings.TrimLeft(s, "\u00A0\u3000 ")
	for _, p := range [...]string{"您现在的位置", "您现在所在的位置", "您所在的位置", "您当前的位置", "您当前位置", "您的位置", "当前位置", "当前的位置", "所在位置", "现在位置"} {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return strings.TrimLeft(strings.TrimPrefix(rest, "是"), "：: \n\u00A0\u3000"), true
		}
	}
	return "", false
}

func steps(line string) (path []string) {
	if rest, ok := cutPosition(line); ok {
		line = rest
	}
	for _, s := range strings.FieldsFunc(line, func(r rune) bool {
		return r == '>' || r == '＞' || r == '»' || r == '›' || r == '/' || r == '→' || r == '\n' || r == '\\' || r == '|'
	}) {
		if s = strings.Trim(s, " \u00A0\u3000-"); s != "" && utf8.RuneCountInString(s) < 60 {
			path = append(path, s)
		}
	}
	return path
}

// word reports a character that a value can consist of.
func word(r rune) bool { return han(r) || r >= '0' && r <= '9' || r|0x20 >= 'a' && r|0x20 <= 'z' }
