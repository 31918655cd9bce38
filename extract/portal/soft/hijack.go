package soft

import (
	"fmt"
	"regexp"
	"strings"

	"gongkai/extract/portal/web"
)

// Advertising that hijacked mirrors put in place of words: 关于 becomes the name
// of a betting site, a city's name becomes another. A report on crime speaks of
// gambling, but not in these words.
var (
	advert = regexp.MustCompile(`沙巴体育|开云体育|乐鱼体育|米兰体育|爱游戏体育|华体会|亚博(?:体育|娱乐|官网|网)|必威(?:体育|官网|亚洲)|万博(?:体育|官网|app)|竞博|bob体育|BOB体育|皇冠(?:体育|足球|现金网)|bet365|澳门(?:新葡京|威尼斯人|银河|金沙|永利|巴黎人)(?:娱乐|官网|网址|赌场|集团|线上|平台|\d{3,5})|新葡(?:京|萄京)(?:娱乐|官网|网址|\d{3,5})|威尼斯人(?:娱乐|官网|网址)|真人(?:百家乐|荷官|娱乐)|百家乐(?:平台|官网|技巧)|老虎机(?:平台|游戏|官网)|(?:博彩|娱乐城|赌场)(?:平台|官网|网站|网址|开户|注册)|(?:体育|棋牌|彩票|电竞|娱乐)(?:官方)?(?:官网|网址|投注|app下载|APP下载|登录入口|手机版下载|平台注册)|六合彩(?:开奖|资料|论坛)|时时彩(?:平台|计划)|(?:押|投)注(?:平台|官网)|壹号娱乐|168体育|九游(?:会|体育)|AG真人|ag真人|永利(?:皇宫|集团)\d*官网|世界杯(?:买球|投注)|菠菜`)
	// Characters that occur in traditional texts only, and their simplified forms.
	traditional = "開報務總結關於會議據統計監園區業縣鎮鄉機構處門單辦廳網讀圖條規預決舉調組織學動產認請對應實後發與為個問題電話時間長東車馬書畫體權職責執國際資訊號級層進達過運選還這點變環護農漁衛財稅貿經濟歷術類複製"
	simplified  = "开报务总结关于会议据统计监园区业县镇乡机构处门单办厅网读图条规预决举调组织学动产认请对应实后发与为个问题电话时间长东车马书画体权职责执国际资讯号级层进达过运选还这点变环护农渔卫财税贸经济历术类复制"
)

// hijacked finds copies of a portal's page on somebody else's host, and portals
// with somebody else's words in them.
func hijacked(v *view) (Finding, bool) {
	inTitle := advert.FindString(v.title)
	if inTitle != "" || len(advert.FindAllString(v.text, 2)) >= 2 {
		words := make([]string, 0, 3)
		if inTitle != "" {
			words = append(words, inTitle+" (title)")
		}
		words = append(words, advert.FindAllString(v.text, 3)...)
		return Finding{Reason: Hijacked, Evidence: strings.Join(words, ", ")}, true
	}
	if host := web.Host(v.doc.URL); mainland(host) {
		if t, s := script(v.text); t >= 30 && t > s*2 {
			return Finding{Reason: Hijacked, Evidence: fmt.Sprintf("%d traditional characters, %d simplified, on %s", t, s, host)}, true
		}
	}
	return Finding{}, false
}

// mainland reports hosts of the mainland's administration.
func mainland(host string) bool {
	name, _, _ := strings.Cut(host, ":")
	return name == "gov.cn" || strings.HasSuffix(name, ".gov.cn")
}

var onlyTraditional, onlySimplified = func() (t, s map[rune]bool) {
	t, s = map[rune]bool{}, map[rune]bool{}
	for _, r := range traditional {
		t[r] = true
	}
	for _, r := range simplified {
		s[r] = true
	}
	for r := range t { // some are written alike
		if s[r] {
			delete(t, r)
			delete(s, r)
		}
	}
	return t, s
}()

// script counts characters of one script only.
func script(text string) (t, s int) {
	for _, r := range text {
		switch {
		case onlyTraditional[r]:
			t++
		case onlySimplified[r]:
			s++
		}
	}
	return t, s
}
