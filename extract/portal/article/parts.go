// Package article finds what belongs to an article beside its text: files,
// frames, further pages, and the address to which it sends its reader on.
package article

import (
	"net/url"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"gongkai/extract/portal/soft"
	"gongkai/extract/portal/web"
)

// Kind is what a part is. The list is closed.
type Kind string

// The kinds of parts.
const (
	Attachment Kind = "attachment" // a file to download
	Viewer     Kind = "viewer"     // a file that a viewer in the page shows
	Frame      Kind = "frame"      // a page in the page, which may hold the text
	Redirect   Kind = "redirect"   // where a page without a text sends its reader
	Further    Kind = "further"    // the next pages of an article in several
	Unresolved Kind = "unresolved" // a file whose address only a script knows
)

// Part is one address that belongs to an article.
type Part struct {
	Kind Kind
	URL  string // absolute; "" of Unresolved
	Name string // as printed; of a viewer and a frame, as in its address
	Why  string // for a person: what in the page says so
}

// Article is what a page says of itself and of its parts.
type Article struct {
	Title string
	Parts []Part // each address once, in the order of the page
	// Refers says that the page holds little else than a hint at its files:
	// then these are the report. ReferWhy has the words.
	Refers   bool
	ReferWhy string
}

const maxParts = 200

// Parts reads a page. The error is a *gongkai.ReadError for what is no text.
func Parts(p web.Page) (*Article, error) {
	doc, err := web.Read(p)
	if err != nil {
		return nil, err
	}
	a := &Article{Title: doc.Meta["articletitle"]}
	if a.Title == "" {
		a.Title = doc.Title
	}
	f := &finder{doc: doc, code: doc.Code(), a: a, seen: map[string]int{}}
	f.redirect()
	f.frames()
	f.links()
	f.scripts()
	f.further()
	a.refers(doc)
	return a, nil
}

type finder struct {
	doc  *web.Doc
	code *web.Script
	a    *Article
	seen map[string]int
}

func (f *finder) add(p Part) {
	key := p.URL
	if key == "" {
		key = "script " + p.Name + p.Why
	}
	if key == f.doc.URL || len(f.a.Parts) >= maxParts {
		return
	}
	if at, ok := f.seen[key]; ok {
		if f.a.Parts[at].Name == "" {
			f.a.Parts[at].Name = p.Name
		}
		return
	}
	f.seen[key] = len(f.a.Parts)
	f.a.Parts = append(f.a.Parts, p)
}

func (f *finder) redirect() {
	if to := soft.Forward(f.doc); to != "" {
		why := "location in a script"
		if f.doc.Refresh != "" {
			why = "meta refresh"
		}
		f.add(Part{Kind: Redirect, URL: to, Why: why})
	}
}

// Frames that hold no text: weather, sharing, search, counters, heads and feet.
var beside = regexp.MustCompile(`(?i)weather|tianqi|share|search|counter|stat\.|login|banner|header|footer|\btop\b|\bfoot\b|\bmenu|\bnav|qrcode|comment|kefu|chat|robot|jiucuo|conac|map\.|video|player`)

func (f *finder) frames() {
	for _, fr := range f.doc.Frames {
		if fr.URL == "" || fr.URL == f.doc.URL {
			continue
		}
		if file := viewed(f.doc, fr.URL); file != "" {
			f.add(Part{Kind: Viewer, URL: file, Name: fileName(file), Why: "<" + fr.Tag + "> " + fr.Src})
			continue
		}
		if web.IsFile(fr.URL) {
			f.add(Part{Kind: Viewer, URL: fr.URL, Name: fileName(fr.URL), Why: "<" + fr.Tag + ">"})
			continue
		}
		if fr.Tag != "iframe" && fr.Tag != "frame" || fr.Small || beside.MatchString(fr.Src+" "+fr.Name) || web.Host(fr.URL) != web.Host(f.doc.URL) {
			continue
		}
		f.add(Part{Kind: Frame, URL: fr.URL, Name: fr.Name, Why: "<" + fr.Tag + ">"})
	}
}

// viewed returns the file that a viewer's address names in a parameter:
// viewer.html?file=/a/b.pdf.
func viewed(doc *web.Doc, address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	for _, k := range []string{"file", "url", "src", "path", "pdf", "fileurl", "filepath", "ofd"} {
		if v := u.Query().Get(k); web.IsFile(v) {
			return doc.Resolve(v)
		}
	}
	return ""
}

var (
	downloads = regexp.MustCompile(`(?i)/(?:module/download|downfile|download|attach(?:ment)?s?|fileDownload|getfile|downloadfile|sysfile)\b|downfile\.jsp|download\.(?:jsp|aspx|ashx|do|php)|[?&](?:filename|attachid|fileid|attach_?id)=`)
	scripted  = regexp.MustCompile(`(?i)down\w*\s*\(|openfile|openattach|viewfile|showfile|preview\w*\s*\(`)
	noFile    = regexp.MustCompile(`(?i)\.(apk|exe|ipa|msi|js|css|swf)(?:$|\?)`)
	fileText  = regexp.MustCompile(`(?i)\.(docx?|pdf|ofd|wps|et|xlsx?|zip|rar|7z|rtf|odt|ods|mht|mhtml|docm|xlsm|tar|tgz|gz)\s*(?:[\])）】]|$)|^附件|附件\s*[:：\d一二三四五六七八九十]`)
	appText   = regexp.MustCompile(`(?i)客户端|APP|浏览器下载|插件|阅读器|软件`)
)

func (f *finder) links() {
	for i := range f.doc.Links {
		l := &f.doc.Links[i]
		if l.Chrome {
			continue
		}
		name := l.Label()
		if name == "" || strings.HasPrefix(name, "点击") || strings.HasPrefix(name, "下载") {
			if web.IsFile(l.Data) {
				name = l.Data
			}
		}
		target := f.doc.Target(l)
		if noFile.MatchString(target) || appText.MatchString(name) && !web.IsFile(target) {
			continue
		}
		why := ""
		switch {
		case target == "" && l.Script != "" && (scripted.MatchString(l.Script) || fileText.MatchString(name)):
			f.add(Part{Kind: Unresolved, Name: name, Why: cut(l.Script, 200)})
			continue
		case target == "":
			continue
		case web.IsFile(target):
			why = "a file's name in the address"
		case downloads.MatchString(target):
			why = "a download's address"
		case fileText.MatchString(name):
			why = "a file's name as the link's text"
		case web.IsFile(l.Data):
			why = "a file's name in the link's data"
		case scripted.MatchString(l.Script):
			why = "a script that downloads"
		default:
			continue
		}
		if l.URL == "" || l.Href == "" || strings.HasPrefix(l.Href, "#") {
			why += ", out of a script"
		}
		f.add(Part{Kind: Attachment, URL: target, Name: name, Why: why})
	}
}

func cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "") + "…"
}

// fileName returns the last part of an address as people read it.
func fileName(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	if web.IsFile(u.Path) {
		return web.Name(path.Base(u.EscapedPath()))
	}
	for _, k := range []string{"filename", "fileName", "name"} {
		if _, rest, ok := strings.Cut(u.RawQuery, k+"="); ok {
			v, _, _ := strings.Cut(rest, "&")
			return web.Name(v)
		}
	}
	return ""
}

// scripts finds the files of viewers that only a script knows: var qzbFile = "a.ofd".
func (f *finder) scripts() {
	for _, name := range web.FilesInScripts(f.doc) {
		if u := f.doc.Resolve(name); u != "" && !noFile.MatchString(u) {
			f.add(Part{Kind: Viewer, URL: u, Name: fileName(u), Why: "in a script"})
		}
	}
}

var pageText = regexp.MustCompile(`^\[?第?(\d{1,3})页?\]?$`)

// further finds the other pages of an article in several: t1_2.html beside
// t1.html, whether linked or printed by createPageHTML.
func (f *finder) further() {
	stem, ext := stemOf(f.doc.URL)
	if stem == "" {
		return
	}
	for _, args := range f.code.Calls("createPageHTML") {
		if len(args) < 4 {
			continue
		}
		v, _ := f.code.Value(args[0])
		count, err := strconv.Atoi(v)
		name, _ := f.code.Value(args[2])
		end, _ := f.code.Value(args[3])
		if err != nil || count < 2 || name == "" || path.Base(stem) != name {
			continue
		}
		for n := 1; n < min(count, 50); n++ {
			f.add(Part{Kind: Further, URL: f.doc.Resolve(name + "_" + strconv.Itoa(n) + "." + end), Why: "createPageHTML"})
		}
	}
	for i := range f.doc.Links {
		l := &f.doc.Links[i]
		text := strings.Trim(strings.Join(strings.Fields(l.Text), ""), "[]>» ")
		if text != "下一页" && text != "下页" && text != "后一页" && !pageText.MatchString(text) {
			continue
		}
		other, e := stemOf(l.URL)
		if l.URL != "" && other == stem && e == ext {
			f.add(Part{Kind: Further, URL: l.URL, Why: "link " + text})
		}
	}
}

var pageEnd = regexp.MustCompile(`[_-]\d{1,3}$`)

// stemOf returns an article's address without the number of its page.
func stemOf(address string) (stem, ext string) {
	u, err := url.Parse(address)
	if err != nil || u.Path == "" || strings.HasSuffix(u.Path, "/") {
		return "", ""
	}
	ext = path.Ext(u.Path)
	stem = strings.TrimSuffix(u.Host+u.Path, ext)
	return pageEnd.ReplaceAllString(stem, ""), ext
}

var (
	hint = regexp.MustCompile(`(?:详见|请见|见|具体内容?见|查看|参见|点击|下载)\S{0,6}(?:附件|链接|下载|文件|原文|全文|PDF|pdf|查看)|附件下载|附件[:：]`)
	// What a report's own text or tables hold.
	body = regexp.MustCompile(`本年新收|新收政府信息公开申请|主动公开政府信息情况|收到和处理|结转下年度|因政府信息公开(?:工作)?被申请|存在的主要问题`)
)

const little = 150 // Chinese characters beside menus that are no report

// refers decides whether the page is little else than a hint at its files.
func (a *Article) refers(doc *web.Doc) {
	files := 0
	for _, p := range a.Parts {
		if p.Kind == Attachment || p.Kind == Viewer || p.Kind == Unresolved {
			files++
		}
	}
	all := strings.Join(strings.Fields(doc.Plain()), "")
	text, own := "", 0
	for _, t := range doc.Texts {
		if !t.Chrome && !frameLine(t.Text) {
			text += strings.Join(strings.Fields(t.Text), "")
			if own = han(text); own > little {
				return
			}
		}
	}
	if body.MatchString(text) {
		return
	}
	if m := hint.FindString(text); m != "" {
		a.Refers, a.ReferWhy = true, m
		return
	}
	if m := hint.FindString(all); m != "" && files > 0 {
		a.Refers, a.ReferWhy = true, m
		return
	}
	if files > 0 {
		a.Refers, a.ReferWhy = true, strconv.Itoa(own)+" Chinese characters beside "+strconv.Itoa(files)+" files"
	}
}

// frameLine reports a line that portals print around articles.
func frameLine(s string) bool {
	for _, w := range []string{"主办", "承办", "版权所有", "网站标识码", "ICP备", "公网安备", "当前位置", "您现在的位置", "浏览次数", "字体", "打印", "关闭", "分享", "索引号", "发布机构", "信息来源", "来源：", "发布时间", "发文日期", "技术支持", "上一篇", "下一篇"} {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
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
