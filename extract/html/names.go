package html

import (
	"strings"

	"golang.org/x/net/html/atom"
)

// role is what the name of a class or id says of an element.
type role uint8

const (
	roleArticle role = iota + 1
	roleLikely
	roleChrome
	roleCrumb
	roleTitle
)

// roles holds the names that content management systems give their containers,
// lower case.
var roles = func() map[string]role {
	m := map[string]role{}
	for r, names := range map[role]string{
		// The article's body and nothing else.
		roleArticle: `ucapcontent ucap-content trs_editor trs_editor_view trs_uedit trs_ueditor trs_web
			zoom zoomcon article-content article_content articlecontent article-con article_con articlecon
			art_con art-con artcon art_content arti_con conttext con_text content_text text_content news_content
			newscontent news_con newscon newscontnet detail_content detail-content detailcontent info_content
			infocontent xxgk_content vsb_content vsb_content_2 vsb_content_3 vsb_content_4 v_news_content
			pages_content bt_content view_content xl_con xlcon xilan_con gknbxq_detail j-fontcontent
			wzcon wz_con zw_con zwcon content-article article-body article_body articlebody`,
		// Often the article with its head, sometimes the whole page.
		roleLikely: `content view article main con detail xxgkarticle wz wenzhang xl neirong maincontent main_content
			main-content contentbox content_box`,
		roleChrome: `header footer nav navbar navigation mainnav topnav menu mainmenu submenu leftmenu sidebar
			side aside sidenav foot copyright toolbar share bdsharebuttonbox friendlink friendlinks yqlj
			topbar top_nav bottom_nav pagination xgxx related login banner header-t head-top page_foot
			page-footer site-footer site-header memu daohang fenxiang ewm qrcode`,
		roleCrumb: `breadcrumb breadcrumbs crumb crumbs bread dqwz weizhi location position pos curpos
			current-position dangqian mbx mianbaoxie wz_nav`,
		roleTitle: `title article-title article_title articletitle art_title arti_title arti-title wztitle
			xl_title xxgk_title news_title newstitle content_title detail_title bt wzbt`,
	} {
		for _, name := range strings.Fields(names) {
			m[name] = r
		}
	}
	return m
}()

// chromeStems mark compound names: "header-menu", "footer_links", "nav-left".
var chromeStems = [...]string{"header-", "header_", "footer-", "footer_", "foot-", "foot_", "nav-", "nav_", "menu-", "menu_", "sidebar-", "sidebar_"}

// named applies the names in a class or id attribute. The inner name counts: an
// article's body in a <div class="nav-wrap"> is an article's body.
func (st *state) named(names string) {
	var low [32]byte
	for names != "" {
		var name string
		if i := strings.IndexByte(names, ' '); i >= 0 {
			name, names = names[:i], names[i+1:]
		} else {
			name, names = names, ""
		}
		if len(name) < 2 || len(name) > len(low) {
			continue
		}
		for i := 0; i < len(name); i++ {
			c := name[i]
			if 'A' <= c && c <= 'Z' {
				c |= 0x20
			}
			low[i] = c
		}
		key := low[:len(name)]
		switch roles[string(key)] {
		case roleArticle:
			st.article, st.chrome = true, false
		case roleLikely:
			st.likely = true
		case roleChrome:
			st.chrome = true
		case roleCrumb:
			st.crumb = true
		case roleTitle:
			st.title = true
		default:
			for _, stem := range chromeStems {
				if len(key) > len(stem) && string(key[:len(stem)]) == stem {
					st.chrome = true
					break
				}
			}
		}
	}
}

// tagged applies the meaning of the elements that HTML5 brought.
func (st *state) tagged(a atom.Atom) {
	switch a {
	case atom.Nav, atom.Footer, atom.Aside:
		st.chrome = true
	case atom.Article, atom.Main:
		st.likely = true
	case atom.Header:
		// An article may have a header of its own, with its title.
		st.chrome = st.chrome || !st.likely && !st.article
	}
}
