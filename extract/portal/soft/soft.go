// Package soft tells pages that came with status 200 and are not what was asked
// for: error pages, logins, challenges, empty frames, hijacked mirrors. What it
// does not recognise is taken for what it says it is.
package soft

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	"gongkai/extract/portal/web"
)

// Reason is what came in place of the page. The list is closed.
type Reason string

// The reasons.
const (
	NotFound    Reason = "not_found"    // an error page that says there is no such page
	ServerError Reason = "server_error" // the server's own failure, printed
	Denied      Reason = "denied"       // a firewall refuses
	Login       Reason = "login"        // a form for name and password
	Challenge   Reason = "challenge"    // a script or a puzzle proves a browser
	Maintenance Reason = "maintenance"  // the portal is closed for a while
	EmptyShell  Reason = "empty_shell"  // the frame of a page, or nothing
	Hijacked    Reason = "hijacked"     // a mirror with advertising in place of words, a copy in another script
	Redirect    Reason = "redirect"     // nothing but a way to another address
	Index       Reason = "index"        // a server's list of files
)

// Finding is what a page was found to be.
type Finding struct {
	Reason   Reason
	Evidence string // the words or the count that decided
	Target   string // of Redirect: where to, or ""
}

// Check is a further test, such as that of a credit code against the name beside
// it: it returns its evidence, or "" for a sound page.
type Check func(doc *web.Doc) (Reason, string)

// A page with so many Chinese characters says something itself: it is no error,
// login or challenge page, whatever words occur in it.
const talks = 400

// Classify reports whether a page is something else than what was asked for.
// Files that are no text are never; status is 0 or that of the reply.
func Classify(p web.Page, status int, checks ...Check) (Finding, bool) {
	if status == 404 || status == 410 {
		return Finding{Reason: NotFound, Evidence: fmt.Sprintf("status %d", status)}, true
	}
	if web.Binary(p.Body) {
		return Finding{}, false
	}
	doc, err := web.Read(p)
	if err != nil {
		return Finding{}, false // the reader says what is wrong
	}
	v := look(doc)
	for _, test := range []func(*view) (Finding, bool){challenge, index, failure, login, redirect, empty} {
		if f, ok := test(v); ok {
			return f, true
		}
	}
	if f, ok := hijacked(v); ok {
		return f, true
	}
	for _, check := range checks {
		if r, evidence := check(doc); r != "" {
			return Finding{Reason: r, Evidence: evidence}, true
		}
	}
	return Finding{}, false
}

// view is a page as the tests see it.
type view struct {
	doc   *web.Doc
	title string
	text  string // all that is printed, blanks left out
	han   int    // Chinese characters of it
	own   int    // those outside links and menus
	links int    // with an address
	html  bool
}

func look(doc *web.Doc) *view {
	v := &view{doc: doc, title: strings.Join(strings.Fields(doc.Title), "")}
	v.text = strings.Join(strings.Fields(doc.Plain()), "")
	v.han = han(v.text)
	for _, t := range doc.Texts {
		if !t.Chrome {
			v.own += han(t.Text)
		}
	}
	for _, l := range doc.Links {
		if l.URL != "" {
			v.links++
		}
	}
	head := strings.ToLower(doc.Source[:min(len(doc.Source), 4<<10)])
	v.html = strings.Contains(head, "<html") || strings.Contains(head, "<head") || strings.Contains(head, "<body") || strings.Contains(head, "<script") || strings.Contains(head, "<meta") || strings.Contains(head, "<!doctype html") || strings.Contains(head, "<div")
	return v
}

func han(s string) int {
	n := 0
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

var (
	challengeMark = regexp.MustCompile(`\$_ts\s{0,3}=|\b__jsl\w*|\b_0x[0-9a-f]{4,}\b.{0,200}\bcookie\b|acw_sc__v2|aliyun_waf|cf-browser-verification|cf_chl_|challenge-platform|/cdn-cgi/challenge|geetest|safeline|yunsuo_session|wzws[-_]?|jsjiami|robots_?check`)
	challengeWord = regexp.MustCompile(`请开启(?:浏览器的?)?(?:JavaScript|Cookie)|(?i:enable\s?javascript)|安全验证|人机验证|滑动验证|拖动滑块|浏览器安全检查|正在检测(?:您的)?浏览器|访问验证|请完成(?:下方)?验证|Just a moment|Checkingyourbrowser|请输入验证码后继续`)
	setsCookie    = regexp.MustCompile(`document\.cookie\s{0,3}=`)
	reloads       = regexp.MustCompile(`location\.(?:reload|href|replace)|location\s{0,3}=`)
)

// challenge finds a page that wants to see a browser first.
func challenge(v *view) (Finding, bool) {
	if v.han >= talks {
		return Finding{}, false
	}
	if m := challengeWord.FindString(v.title + v.text); m != "" {
		return Finding{Reason: Challenge, Evidence: m}, true
	}
	code := strings.Join(v.doc.Scripts, "\n")
	if m := challengeMark.FindString(code + v.doc.Source[:min(len(v.doc.Source), 64<<10)]); m != "" && v.han < 60 {
		return Finding{Reason: Challenge, Evidence: m[:min(len(m), 40)]}, true
	}
	if v.han < 10 && v.links == 0 && setsCookie.MatchString(code) && reloads.MatchString(code) {
		return Finding{Reason: Challenge, Evidence: "a script that sets a cookie and loads the page again"}, true
	}
	return Finding{}, false
}

var indexTitle = regexp.MustCompile(`(?i)^index\s?of\s?/|目录浏览|\[To Parent Directory\]|^Directory\s?(?:listing|: )`)

func index(v *view) (Finding, bool) {
	for _, s := range []string{v.doc.Title, strings.TrimSpace(v.doc.Text(200))} {
		if m := indexTitle.FindString(s); m != "" && v.links > 0 {
			return Finding{Reason: Index, Evidence: s[:min(len(s), 60)]}, true
		}
	}
	return Finding{}, false
}

var (
	gone        = regexp.MustCompile(`(?i)(?:404|页面|网页|文件|文章|信息|内容|栏目|记录|您访问的\S{0,12}|您查找的\S{0,12}|您要查看的\S{0,12}|请求的\S{0,12})(?:不存在|已(?:被)?(?:删除|移除|下线|失效|撤销)|未找到|没有找到|找不到|走丢了|去火星了)|找不到(?:该|此|您\S{0,8})?(?:页面|网页|文件|内容|信息)|无法找到(?:该|此|您\S{0,8})?(?:页|网页|文件|资源)|NotFound|Pagenotfound|HTTP(?:Status)?404|404错误|错误404|404页面|^404$|cannotbefound`)
	broken      = regexp.MustCompile(`(?i)HTTPStatus5\d\d|InternalServerError|BadGateway|ServiceUnavailable|GatewayTime-?out|服务器(?:内部)?错误|系统(?:出现)?(?:异常|错误)|数据库连接(?:失败|错误)|ServerErrorin'|java\.(?:lang|sql|io)\.\w+(?:Exception|Error)|Stacktrace|Fatalerror:|ORA-\d{5}|Tomcat/\d`)
	refused     = regexp.MustCompile(`(?i)访问被(?:拒绝|阻断|拦截)|拦截(?:提示|原因|了您)|您的(?:请求|访问|IP)\S{0,20}(?:拦截|拒绝|禁止|限制)|403Forbidden|AccessDenied|被(?:防火墙|安全策略)\S{0,6}(?:拦截|阻断)|禁止访问|网站防火墙|黑名单|RequestRejected`)
	maintenance = regexp.MustCompile(`(?:系统|网站|本站|平台|服务器|栏目|页面)\S{0,10}(?:维护中|升级中|维护升级|升级维护|正在维护|正在升级|升级改造|停机维护|暂停(?:服务|访问)|临时关闭|建设中|正在建设)|(?i:undermaintenance)`)
)

// failure finds the pages that say in words what failed.
func failure(v *view) (Finding, bool) {
	if v.han >= talks || len(v.text) > 6000 {
		return Finding{}, false
	}
	titled := v.title != "" && (gone.MatchString(v.title) || strings.HasPrefix(v.title, "404"))
	for _, t := range []struct {
		reason Reason
		mark   *regexp.Regexp
	}{{Denied, refused}, {Maintenance, maintenance}, {ServerError, broken}, {NotFound, gone}} {
		for _, s := range []string{v.title, v.text} {
			m := t.mark.FindString(s)
			if m == "" || !titled && s == v.text && (v.own > 120 || v.links > 40 && v.own > 60) {
				continue
			}
			return Finding{Reason: t.reason, Evidence: m}, true
		}
	}
	if titled {
		return Finding{Reason: NotFound, Evidence: v.title}, true
	}
	return Finding{}, false
}

// login finds a page that is a form for a password.
func login(v *view) (Finding, bool) {
	if v.han >= talks || v.links > 30 {
		return Finding{}, false
	}
	for _, in := range v.doc.Inputs {
		if in.Type == "password" {
			return Finding{Reason: Login, Evidence: "a field for a password"}, true
		}
	}
	if v.own < 40 && (strings.Contains(v.text, "请先登录") || strings.Contains(v.text, "统一身份认证") || strings.Contains(v.text, "您尚未登录") || strings.Contains(v.text, "登录超时")) {
		return Finding{Reason: Login, Evidence: "请先登录"}, true
	}
	return Finding{}, false
}

var (
	refreshTo = regexp.MustCompile(`(?i)url\s{0,3}=\s{0,3}['"]?([^'"\s>;]+)`)
	scriptTo  = regexp.MustCompile(`(?:(?:window|document|self|top|parent)\s?\.\s?)*location(?:\.href)?\s{0,3}(?:=|\.(?:replace|assign)\s?\()\s{0,3}["']([^"']{1,1000})["']`)
)

// Forward returns where a page that holds nothing else sends its reader, or "".
func Forward(doc *web.Doc) string {
	if m := refreshTo.FindStringSubmatch(doc.Refresh); m != nil {
		if to := doc.Resolve(m[1]); to != "" && to != doc.URL {
			return to
		}
	}
	if han(doc.Plain()) >= 60 {
		return ""
	}
	for _, s := range doc.Scripts {
		if strings.Contains(s, "function") && !strings.Contains(s, "onload") && !strings.Contains(s, "setTimeout") {
			continue // what a button does
		}
		if m := scriptTo.FindStringSubmatch(s); m != nil && len(s) < 2000 {
			if to := doc.Resolve(m[1]); to != "" && to != doc.URL {
				return to
			}
		}
	}
	return ""
}

func redirect(v *view) (Finding, bool) {
	if v.own >= 60 || v.links > 3 {
		return Finding{}, false
	}
	to := Forward(v.doc)
	if to == "" {
		return Finding{}, false
	}
	if u, err := url.Parse(to); err == nil && strings.Contains(strings.ToLower(u.Path), "login") {
		return Finding{Reason: Login, Evidence: "sends to " + to, Target: to}, true
	}
	return Finding{Reason: Redirect, Evidence: "sends to " + to, Target: to}, true
}

// empty finds frames of pages. Whoever links to files or titles, or holds frames
// and pictures, is none.
func empty(v *view) (Finding, bool) {
	if !v.html && v.text != "" || v.own >= 60 {
		return Finding{}, false
	}
	for _, l := range v.doc.Links {
		if !l.Chrome && (l.Date != "" || len([]rune(l.Label())) >= 8 && l.Href != "") {
			return Finding{}, false
		}
		if web.IsFile(v.doc.Target(&l)) {
			return Finding{}, false
		}
	}
	for _, f := range v.doc.Frames {
		if !f.Small {
			return Finding{}, false
		}
	}
	if strings.Contains(v.doc.Source, "<record") || strings.Contains(v.doc.Source, "dataproxy.jsp") || picture.MatchString(v.doc.Source) || web.FileInScript(v.doc) != "" {
		return Finding{}, false
	}
	return Finding{Reason: EmptyShell, Evidence: fmt.Sprintf("%d Chinese characters outside menus, %d links, no file, no frame", v.own, v.links)}, true
}

var picture = regexp.MustCompile(`(?i)<img[^>]{0,400}(?:w0\d{15,}|/20\d{4}/|upload|attach|picture)`)
