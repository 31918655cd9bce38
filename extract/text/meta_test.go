package text

import (
	"testing"

	"gongkai"
)

func TestFurnitureAndPage(t *testing.T) {
	for _, c := range []struct {
		name, text string
		page       gongkai.Page
		furniture  int // number of blocks that are furniture
	}{
		{"bars between labels", "索 引 号 | A/2021-1 | 分 类 | 年报 | 发布机构 | 东港局 | 发文日期 | 2021年3月4日\n正文",
			gongkai.Page{IndexNumber: "A/2021-1", Publisher: "东港局", PublishedOn: "2021-03-04"}, 1},
		{"one line", "来源:东港局 时间:2022-02-22 字体:【大 中 小】\n正文", gongkai.Page{Origin: "东港局", PublishedOn: "2022-02-22"}, 1},
		{"published beats other dates", "生成日期：2022-01-02\n发布日期：2022-01-05 10:00\n正文", gongkai.Page{PublishedOn: "2022-01-05"}, 2},
		{"the first of two", "发布日期：2022-01-05\n发布日期：2023-01-05\n正文", gongkai.Page{PublishedOn: "2022-01-05"}, 2},
		{"impossible date", "发布日期：2022-13-05\n正文", gongkai.Page{}, 0},
		{"a sentence is no value", "来源：本报告的数据来自各科室的月报。\n正文", gongkai.Page{}, 0},
		{"below the article's start", "一、概况\n来源：东港局\n电话：1\n正文一\n正文二", gongkai.Page{Origin: "东港局"}, 1},
		{"unknown label", "项目：7\n0\n2020\n标题\n", gongkai.Page{}, 0},
		{"site code inside the imprint", "正文\n东ICP备2号 网站标识码：3301060009", gongkai.Page{SiteCode: "3301060009"}, 1},
		{"own telephone", "正文\n地址：港口路5号\n电话：6", gongkai.Page{}, 0},
		{"cells are never furniture", "0\n—\n--\n2020\n- 1\n微信\n首页\n", gongkai.Page{}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, err := Read(c.text, gongkai.Source{})
			if err != nil {
				t.Fatal(err)
			}
			furniture := 0
			for _, b := range d.Blocks {
				if b.Zone == gongkai.Furniture {
					furniture++
				}
			}
			p := d.Page
			if p.Title != c.page.Title || p.Origin != c.page.Origin || p.Publisher != c.page.Publisher || p.PublishedOn != c.page.PublishedOn ||
				p.IndexNumber != c.page.IndexNumber || p.SiteCode != c.page.SiteCode {
				t.Errorf("page %+v, want %+v", p, c.page)
			}
			if furniture != c.furniture {
				t.Errorf("%d blocks of furniture, want %d\n%s", furniture, c.furniture, dump(d))
			}
		})
	}
}

func TestURLOfTheSourceStays(t *testing.T) {
	const text = "原文链接: https://example.org/b\n"
	for given, want := range map[string]string{"": "https://example.org/b", "https://example.org/a": "https://example.org/a"} {
		d, err := Read(text, gongkai.Source{URL: given})
		if err != nil || d.Source.URL != want {
			t.Errorf("URL %q, given %q: want %q (%v)", d.Source.URL, given, want, err)
		}
	}
}
