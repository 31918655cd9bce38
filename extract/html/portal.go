package html

import (
	"strings"
	"unicode/utf8"

	"gongkai"
)

// A portal's own lines around an article, told by how they begin …
var portalStarts = [...]string{
	"主办单位", "主办：", "主办:", "承办单位", "承办：", "承办:", "版权所有", "网站标识码", "上一篇", "下一篇", "上一条",
	"下一条", "上一页", "下一页", "责任编辑", "扫一扫", "当前位置", "您现在的位置", "您的位置", "您所在的位置", "所在位置", "打印",
	"【打印", "[打印", "【关闭", "[关闭", "关闭窗口", "关闭本页", "分享到", "分享：", "字体：", "字体:", "【字体", "字号", "字体大小",
	"网站地图", "联系我们", "浏览次数", "阅读次数", "访问量", "点击数", "友情链接", "无障碍", "长者模式", "适老化", "Copyright", "copyright",
	"COPYRIGHT", "技术支持", "备案号", "建议使用", "网站声明", "关于我们", "返回顶部", "加入收藏", "设为首页", "天气预报", "站内搜索",
	"全真版", "文字版", "文件下载", "附件下载", "繁體版", "智能问答", "收藏本站", "违法和不良信息", "政务微信", "政务微博",
}

// … or by what is in them.
var portalMarks = [...]string{
	"ICP备", "icp备", "公网安备", "网站标识码", "版权所有", "All Rights Reserved", "在手机打开当前页", "分享到微信", "无障碍浏览", "上一页", "下一页",
}

// isPortal reports a block that portals print around articles. Imprints stand in
// small tables, too.
func (b *block) isPortal() bool {
	if b.portal != unknown {
		return b.portal == yes
	}
	b.portal = no
	if b.Kind != gongkai.TableBlock {
		if portalLine(b.Text) {
			b.portal = yes
		}
		return b.portal == yes
	}
	g, cells, lines := b.Table.Grid, 0, 0
	if len(g)*len(g[0]) > 24 {
		return false
	}
	for r, row := range g {
		for c := range row {
			if !row[c].IsOrigin(r, c) || blank(row[c].Text) {
				continue
			}
			if cells++; portalLine(row[c].Text) {
				lines++
			}
		}
	}
	if lines > 0 && lines*2 >= cells {
		b.portal = yes
	}
	return b.portal == yes
}

// portalLine reports whether a paragraph is one that portals print around
// articles: path, pager, print and share buttons, imprint.
func portalLine(s string) bool {
	if len(s) > 600 || len(s) < shortestMark {
		return false
	}
	s = strings.TrimLeft(s, "\u00A0\u3000 \n")
	r, _ := utf8.DecodeRuneInString(s)
	if _, ok := portalRunes[r]; ok {
		for _, p := range portalStarts {
			if strings.HasPrefix(s, p) {
				return len(s) < 300
			}
		}
	}
	for _, p := range portalMarks {
		if strings.Contains(s, p) {
			return true
		}
	}
	return false
}

// shortestMark is the length of the shortest of portalStarts and portalMarks.
var shortestMark = func() int {
	n := len(portalStarts[0])
	for _, p := range portalStarts {
		n = min(n, len(p))
	}
	for _, p := range portalMarks {
		n = min(n, len(p))
	}
	return n
}()

// portalRunes holds the first characters of portalStarts.
var portalRunes = func() map[rune]struct{} {
	m := map[rune]struct{}{}
	for _, s := range portalStarts {
		r, _ := utf8.DecodeRuneInString(s)
		m[r] = struct{}{}
	}
	return m
}()
