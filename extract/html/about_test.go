package html

import (
	"testing"

	"gongkai"
)

// TestPage reads metadata in the layouts that portals print it in.
func TestPage(t *testing.T) {
	page := func(body string) gongkai.Page {
		t.Helper()
		d, err := Read(body, gongkai.Source{})
		if err != nil {
			t.Fatal(err)
		}
		p := d.Page
		p.Links, p.ArticleLinks = 0, 0
		return p
	}
	same := func(a, b gongkai.Page) bool {
		if len(a.Breadcrumb) != len(b.Breadcrumb) {
			return false
		}
		for i := range a.Breadcrumb {
			if a.Breadcrumb[i] != b.Breadcrumb[i] {
				return false
			}
		}
		a.Breadcrumb, b.Breadcrumb = nil, nil
		return a.Title == b.Title && a.WindowTitle == b.WindowTitle && a.Origin == b.Origin && a.Publisher == b.Publisher &&
			a.PublishedOn == b.PublishedOn && a.IndexNumber == b.IndexNumber && a.SiteCode == b.SiteCode && a.SiteName == b.SiteName
	}
	for _, tt := range []struct {
		name, body string
		want       gongkai.Page
	}{
		{"one line", `<p>来源:果树站 时间:2031-02-22 字体:【<a>大</a>】</p>`, gongkai.Page{Origin: "果树站", PublishedOn: "2031-02-22"}},
		{"bars", `<p>作者:本站 | 来源:果树站 | 时间:2031-01-18 点击数:-</p>`, gongkai.Page{Origin: "果树站", PublishedOn: "2031-01-18"}},
		{"empty origin", `<p>来源:日期:2031-01-24 15:21</p>`, gongkai.Page{PublishedOn: "2031-01-24"}},
		{"spaces inside labels", `<p>索 引 号:FZ07/2031-00315 发文机关: 市果树站</p>`, gongkai.Page{IndexNumber: "FZ07/2031-00315", Publisher: "市果树站"}},
		{"pipes", `<p>索 引 号： | Q/5 | 发布机构： | 果树站 | 发文日期： | 2031年1月5日</p>`, gongkai.Page{IndexNumber: "Q/5", Publisher: "果树站", PublishedOn: "2031-01-05"}},
		{"pipes without colons", `<p>索 引 号 | Q/5 | 分 类 | | 发布机构 | 果树站 | 发文日期 | 2031-01-05</p>`, gongkai.Page{IndexNumber: "Q/5", Publisher: "果树站", PublishedOn: "2031-01-05"}},
		{"glued", `<p>体裁分类:报告 主题分类:农林、水利 发布时间: 2031-01-27 发布机构:果树站 浏览次数:72</p>`, gongkai.Page{PublishedOn: "2031-01-27", Publisher: "果树站"}},
		{"spans", `<div><span>发布时间：2031/3/4</span><span>来源：果树站</span><span>浏览量：9</span></div>`, gongkai.Page{PublishedOn: "2031-03-04", Origin: "果树站"}},
		{"collected, not published", `<p>采集时间：2039-12-30</p>`, gongkai.Page{}},
		{"a link is no origin", `<p>来源：http://a.example/</p>`, gongkai.Page{}},
		{"table of cells with both", `<table><tr><td>索引号：Q/7</td><td>发布机构：果树站</td></tr><tr><td>名称：园</td><td>公开日期：2031.2.3</td></tr></table>`,
			gongkai.Page{IndexNumber: "Q/7", Publisher: "果树站", PublishedOn: "2031-02-03", Title: "园"}},
		{"empty fields", `<table><tr><td>索引号</td><td></td><td>文号</td><td></td></tr><tr><td>发布机构</td><td></td><td>生成日期</td><td>2031-05-06</td></tr></table>`,
			gongkai.Page{PublishedOn: "2031-05-06"}},
		{"labels and values as blocks", `<dl><dt>索引号：</dt><dd>Q/8</dd><dt>发布机构：</dt><dt>公开日期：</dt><dd>2031-06-07</dd></dl>`,
			gongkai.Page{IndexNumber: "Q/8", PublishedOn: "2031-06-07"}},
		{"meta tags", `<meta name="ArticleTitle" content="园报"><meta name="PubDate" content="2031-07-08 09:10"><meta name="ContentSource" content="果树站"><meta name="SiteName" content="青禾镇">`,
			gongkai.Page{Title: "园报", PublishedOn: "2031-07-08", Origin: "果树站", SiteName: "青禾镇"}},
		{"printed before meta", `<meta name="PubDate" content="2031-07-08"><p>发布日期：2031-07-01</p>`, gongkai.Page{PublishedOn: "2031-07-01"}},
		{"tagged", `<title>青禾镇</title><h1><ucaptitle>果园<br>年报</ucaptitle></h1><publishtime>2031-01-17</publishtime><title>另页</title>`,
			gongkai.Page{Title: "果园年报", WindowTitle: "青禾镇", PublishedOn: "2031-01-17"}},
		{"site code in the footer", `<p>网站标识码：9912340056　某ICP备1号</p>`, gongkai.Page{SiteCode: "9912340056"}},
		{"site code of a ministry", `<p>网站标识码bm99000001</p>`, gongkai.Page{}},
		{"window title with columns", `<title>青禾镇果园概况_通知_青禾镇</title>`, gongkai.Page{Title: "青禾镇果园概况", WindowTitle: "青禾镇果园概况_通知_青禾镇"}},
		{"window title with years", `<title>青禾镇2030-2031年果园概况-青禾镇</title>`, gongkai.Page{Title: "青禾镇2030-2031年果园概况", WindowTitle: "青禾镇2030-2031年果园概况-青禾镇"}},
		{"path as list", `<ul class="breadcrumb"><li><a href=a>首页</a></li><li><a href=b>果园</a></li></ul><p>文。</p>`, gongkai.Page{Breadcrumb: []string{"首页", "果园"}}},
		{"no date", `<p>发布日期：1970-01-01</p><p>时间：2031-02-30</p>`, gongkai.Page{}},
	} {
		if got := page(tt.body); !same(got, tt.want) {
			t.Errorf("%s:\ngot  %+v\nwant %+v", tt.name, got, tt.want)
		}
	}
}

func TestISODate(t *testing.T) {
	for in, want := range map[string]string{
		"2031-01-15 17:55": "2031-01-15", "2031/1/5": "2031-01-05", "2031.1.25": "2031-01-25", "2031 年 1 月 5 日": "2031-01-05",
		"２０３１年１月５日": "2031-01-05", "20310105": "2031-01-05", "二〇三一年一月五日": "2031-01-05", "二○三一年十二月三十一日": "2031-12-31",
		"二〇三一年十月二十日": "2031-10-20", "于2031-01-15发布": "2031-01-15", "": "", "2031-13-01": "", "2031-2-29": "", "1970-01-01": "",
		"2031年1月": "", "12345678901": "", "2031": "", "一年": "", "2031--01-01": "",
	} {
		if got := isoDate(in); got != want {
			t.Errorf("isoDate(%q) = %q, want %q", in, got, want)
		}
	}
}
