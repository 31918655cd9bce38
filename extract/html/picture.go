package html

import (
	"strconv"
	"strings"

	"golang.org/x/net/html/atom"
)

// pictures counts a page's images by how surely they stand in the article.
type pictures struct{ article, likely, other int }

// ornaments are parts of the names of images that are no page of a report.
var ornaments = []string{"logo", "icon", "ewm", "qrcode", "erweima", "weixin", "wechat", "weibo", "share", "print", "banner", "dzjg", "jiucuo", "blank", "spacer", "red.png", "blue.png"}

// picture counts an image, unless its name or size says that it is an ornament.
func (w *walker) picture(n *node, st state) {
	const smallest = 200 // CSS pixels
	src := strings.ToLower(attr(n, "src"))
	if n.DataAtom != atom.Img || src == "" || st.invisible || st.struck || st.chrome || st.beside || st.crumb {
		return
	}
	for _, key := range []string{"width", "height"} {
		if px, err := strconv.Atoi(strings.TrimSuffix(attr(n, key), "px")); err == nil && px < smallest {
			return
		}
	}
	for _, o := range ornaments {
		if strings.Contains(src[strings.LastIndexByte(src, '/')+1:], o) {
			return
		}
	}
	switch {
	case st.article:
		w.images.article++
	case st.likely:
		w.images.likely++
	default:
		w.images.other++
	}
}

// inArticle returns the number of images in the article: those of its container,
// where the page names one, or all of a fragment.
func (w *walker) inArticle() int {
	switch p := w.images; {
	case p.article > 0:
		return p.article
	case p.likely > 0:
		return p.likely
	case bare(w.blocks):
		return p.other
	}
	return 0
}
