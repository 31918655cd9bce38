package html

import (
	"strings"
	"unicode/utf8"

	"gongkai"
)

// title returns the article's title in one line: as tagged, as the heading over
// the article, as an element named for it, as listed in the metadata, as the
// window's title without the site's name, or as the centred line that a bare
// article begins with.
func (w *walker) title(site, listed string) string {
	heading, named, centered := w.printedTitle(site)
	window := w.meta.window
	if window == site || !strings.ContainsFunc(window, han) {
		window = ""
	}
	return oneLine(first(w.meta.title, w.meta.first("articletitle", "og:title"), heading, named, listed, cutSite(window, site), centered))
}

// printedTitle looks for the title among the blocks: up to the first prose.
func (w *walker) printedTitle(site string) (heading, named, centered string) {
	seen := false
	for i := range w.blocks {
		b := &w.blocks[i]
		if b.Kind == gongkai.TableBlock || b.chrome || b.crumb || b.linky() || b.Text == site {
			continue
		}
		long := len(b.Text) > 300
		if b.Kind == gongkai.Heading && b.Level == 1 && !long && heading == "" {
			heading = b.Text
		}
		if b.Zone == gongkai.Furniture || seen {
			continue
		}
		if l, _ := leadingLabel(b.Text); l != nil {
			continue
		}
		switch {
		case long || strings.HasSuffix(b.Text, "。"):
			seen = true
		case b.title && named == "":
			named = b.Text
		case b.centered && centered == "" && utf8.RuneCountInString(b.Text) > 5:
			centered = b.Text
		}
	}
	return heading, named, centered
}

// cutSite cuts off the names of columns and site that stand behind a title:
// 某局工作报告_通知公告_某县人民政府, 某局工作报告-某局.
func cutSite(window, site string) string {
	if site != "" {
		if t, ok := strings.CutSuffix(window, site); ok {
			window = strings.TrimRight(t, " -_|—–·")
		}
	}
	for i, r := range window {
		if i < len("某某局报告") || !strings.ContainsRune("-_|—–", r) {
			continue
		}
		// Not between the years of 2020-2021.
		next, _ := utf8.DecodeRuneInString(window[i+utf8.RuneLen(r):])
		if next >= '0' && next <= '9' {
			continue
		}
		return strings.TrimRight(window[:i], " ")
	}
	return window
}

// oneLine joins the lines of a title that was broken to fit its column.
func oneLine(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\n", ""))
}
