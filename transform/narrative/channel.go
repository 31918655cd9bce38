package narrative

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"gongkai/canon"
	"gongkai/transform/search"
)

// Items made public are told by the channel that is named last before their
// number, or are the total where none is.
var (
	itemMeasures = []string{"条", "篇", "期", "份", "件", "次", "条次", "件次", "篇次", "期次", "个", "项"}
	published    = compile(`公开|发布|推送|更新|公示|张贴|编发|刊登|刊载|刊发|出版|编印|公布|展示|滚动|推文|信息|发文|上传|制作|文章`)
	noItems      = compile(`转载(国务院|中国|上级|省|市)|申请(公开)?[^#@,公]{0,8}#|粉丝|阅读|访问|点击|关注|订阅|栏目|留言|建议|咨询|回复|办件|账号(共|共有|有|数|数量|总数|达|为|:|@个,)*#|(开设|开通|注册|新增|关停|备案)[^#@,]*账号|浏览|整改|错|投诉|转发|评论|检查|报送|采用|稿件刊|群众|机构职能|撤|其他应|更新#次`)
	whole        = compile(`(主动公开|公开|发布|公布)(各类|各项|公开|的|政府|政务|事项|数据|向社会)*信息(共|共计|总计|合计|总数|总量|数量|条数|数|达到|达|:|为|是|\(条\)|\(\)|有)*#|主动公开[^#@,]{0,9}信息(总数|总量|条数)(为|:|达)*#|(公开|发布|公布)[^#@,]{0,25}等(各类|各项|各方面)?(政府|政务|公开)?信息` + fill + `#|(信息公开|信息主动公开)(总数|总量|总条数|数量|条数|总数量)` + fill + `#|(主动公开|公开|发布|公布|上传|编发)(各类|各项|公开|的|政府|政务|事项|数据|向社会)*信息` + fill + `#|主动公开[^#@,]{0,9}信息[^#@,]{0,15},(全年|今年|本年度?)?(共|累计)?公开#`)
	wholeBehind  = compile(`(公开|发布|公布)(了)?#(条|篇|件|条次)(各类|各项|政务|政府|公开)*信息`)
	summed       = regexp.MustCompile(`,(公开)?(信息)?(总数|总量|总计|合计|共计)(达到|达|为|:)?#$`)
	elsewhere    = compile(`申请|复议|诉讼|建议|提案|工单|培训|解读`)
	filled       = regexp.MustCompile("^" + fill + "#$")
	reached      = regexp.MustCompile(`^(条|篇|件),?(达|达到|增至|降至|升至|降到|升到|增加到|减少到|上升到|下降到|增加至|减少至|上升至|下降至)#$`)
	oneOf        = regexp.MustCompile(`^#(条|篇|件)、[^#@,]{0,8}信息@`)
	through      = regexp.MustCompile(`(通过|利用|依托|借助|运用|经由)`)
	everyWay     = regexp.MustCompile(`(多种|各种|各类|各|多个|不同|多)(渠道|途径|方式|平台|形式|载体)`)
	asked        = regexp.MustCompile(`申请[^,]*$`)
	share        = regexp.MustCompile(`^#[^#@,;]{0,3},占[^#@,;0-9]{0,9}([1-9]?\d|\d+\.\d+)%`)
	andMore      = regexp.MustCompile(`等(多种|各种|各类|多个)?(形式|渠道|方式|平台|途径|载体|媒介)`)
	followers    = compile(`粉丝|关注|订阅|访问量|浏览量|点击量`)
	sameAgain    = regexp.MustCompile(`^(条|篇|件)?(,|、)?其?中?(本年度?|今年|\d{4}年度?)?(新增(发布|公开|推送)?|发布|公开|推送)#|^(条|篇|件)、[^,]{0,8}信息#`)
	ofThis       = regexp.MustCompile(`^(条|篇|件|个)?[,、(](其中)?,?(今年|本年度?|年内|当年|全年|本年内|\d{4}年度?)(新增|共|新)*(主动)?(发布|公开|推送|更新)(各类|政府|政务)*(信息|消息|图文|微博|博文|文章|内容)?#`)
	listMeasures = regexp.MustCompile(`^[^#@,、和及与]{0,3}([、,和及与][#@][^#@,、和及与]{0,3})*`)
)

// counted reports whether what stands before a number without a measure, and its
// mark, says that it counts.
func counted(seg string) bool {
	before := strings.TrimSuffix(seg, "#")
	return slices.ContainsFunc([]string{"数", "量", "总计", "为", ":"}, func(w string) bool { return strings.HasSuffix(before, w) })
}

// channel returns the items.* kind of the i-th number of a sentence, or nil. w is
// its window, and in what was found in it.
func (p *sentence) channel(i int, w *window, in search.Found) *canon.ClaimKind {
	if k, ok := p.items[i]; ok {
		return k
	}
	if p.items == nil {
		p.items = map[int]*canon.ClaimKind{}
	}
	p.items[i] = p.channelOf(i, w, in)
	return p.items[i]
}

func (p *sentence) channelOf(i int, w *window, in search.Found) *canon.ClaimKind {
	n, s, at := &p.numbers[i], w.text, w.at
	if i+1 < len(p.numbers) && p.issues(i) {
		return nil // the items stand second
	}
	if n.measure != "" && !slices.Contains(itemMeasures, n.measure) {
		return nil
	}
	if i > 0 && p.afterAll(i, w) {
		prev := p.around(i - 1)
		p.inMarked = scan(prev.text, p.inMarked)
		return p.channel(i-1, &prev, p.inMarked)
	}
	if id := p.respectively(w); id != "" {
		return kindOf("items." + id)
	}
	from := strings.LastIndexByte(s[:at], '@') + 1
	if i > 0 && p.issues(i-1) {
		from = strings.LastIndexByte(s[:from-1], '@') + 1
	}
	seg := s[from : at+1]
	if n.measure == "" && !counted(seg) || noItems.In(s[from:clauseEnd(s, at)], in) {
		return nil
	}
	if j := strings.LastIndexByte(seg, ':'); j >= 0 && other(seg[j+1:]) {
		return nil // 网站公开信息:部门文件#条、工作动态@条
	}
	if i > 0 && reached.MatchString(seg) {
		// 网站公开信息较上年增加120条，达到980条
		prev := p.around(i - 1)
		seg = prev.text[strings.LastIndexByte(prev.text[:prev.at], '@')+1 : prev.at+1]
		p.inMarked = scan(prev.text, p.inMarked)
		if !deltas.MatchString(seg) || noItems.MatchString(seg) {
			return nil
		}
	}
	named, rest := channels(seg[strings.LastIndexByte(seg, ',')+1:])
	if len(named) == 0 {
		named, rest = channels(seg)
	}
	if len(named) == 0 && i > 0 && published.MatchString(seg) {
		// 公众号粉丝1.5万人，发布消息688条; 网站访问量230万次，发布稿件1527篇
		prev := p.around(i - 1)
		if s := prev.text[strings.LastIndexByte(prev.text[:prev.at], '@')+1 : clauseEnd(prev.text, prev.at)]; followers.MatchString(s) || p.numbers[i-1].measure == "期" {
			if named, _ = channels(s); slices.Contains(named, "gazette") {
				return nil // 出版公报4期，刊登文件62件: its issues are counted
			}
		}
	}
	switch {
	case len(named) > 0 && andMore.MatchString(rest):
		return nil // 通过公示栏等形式: more channels than are named
	case len(named) == 1 && named[0] != "other":
		if published.MatchString(rest) || named[0] == "gazette" && n.measure == "期" || p.listedItem(i, rest) {
			return kindOf("items." + named[0])
		}
	case len(named) == 0 && (whole.In(seg, in) || wholeBehind.In(s, in) || summed.MatchString(seg) && !elsewhere.MatchString(s[:at])) && !asked.MatchString(seg) && (!through.MatchString(seg) || everyWay.MatchString(seg)) && !oneOf.MatchString(s[at:]) && n.measure != "次" && n.measure != "期" && n.measure != "个" && n.measure != "份":
		return kindOf("items.total")
	case len(named) == 0 && i > 0 && sameAgain.MatchString(seg):
		prev := p.around(i - 1)
		p.inMarked = scan(prev.text, p.inMarked)
		return p.channel(i-1, &prev, p.inMarked)
	}
	return nil
}

// other reports whether a text between a colon and a number names something else
// than a channel or a way to publish.
func other(s string) bool {
	named, rest := channels(s)
	return len(named) == 0 && !published.MatchString(rest) && !filled.MatchString(rest)
}

// afterAll reports whether a number is the year's, of what the number before it
// counts since the start: 网站开通以来累计发布信息2.6万条，年内发布信息1890条.
func (p *sentence) afterAll(i int, w *window) bool {
	from := strings.LastIndexByte(w.text[:w.at], '@')
	if from < 0 || !ofThis.MatchString(w.text[from+1:w.at+1]) {
		return false
	}
	clause := w.text[strings.LastIndexAny(w.text[:from], ",;@")+1 : from]
	return strings.Contains(clause, "累计") || strings.Contains(clause, "以来")
}

// listedItem reports whether a number with nothing but its channel goes on a list
// of channels: 公开信息625条:网站470条;微信公众号118条.
func (p *sentence) listedItem(i int, rest string) bool {
	m := p.numbers[i].measure
	if i == 0 && !p.listed || i > 0 && p.items[i-1] == nil {
		return false
	}
	return (m == "条" || m == "篇" || m == "条次") && utf8.RuneCountInString(rest) <= longestListed && !elsewhere.MatchString(rest)
}

// longestListed is the length in characters of what may stand beside a channel's
// name in a list: its ordinal, its owner, the mark of the number.
const longestListed = 10

// issues reports whether the i-th number counts issues of which the next counts
// the items: 201期602条, 121期、365条.
func (p *sentence) issues(i int) bool {
	n, next := &p.numbers[i], &p.numbers[i+1]
	switch next.start - n.end {
	case 0:
		return true
	case 1:
		return n.measure == "期" && (next.measure == "条" || next.measure == "篇") && strings.ContainsRune("、,", p.runes[n.end])
	}
	return false
}

// A word that names a channel.
type word struct{ id, text string }

// channelNames are the words of all channels, the longest first.
type channelNames struct {
	list   []word
	second [256]bool // what their second bytes may be
}

var channelWords = sync.OnceValue(func() *channelNames {
	n := &channelNames{}
	for _, c := range canon.Claims().Channels {
		for _, w := range c.Words {
			n.list = append(n.list, word{c.ID, w})
			n.second[w[1]] = true
		}
	}
	slices.SortStableFunc(n.list, func(a, b word) int { return len(b.text) - len(a.text) })
	return n
})

// starts is a quick look whether a text may begin with a channel's name.
func (n *channelNames) starts(s string) bool {
	return len(s) > 1 && utf8.RuneStart(s[0]) && n.second[s[1]]
}

// channels returns the channels named in a text, in order and each once, and the
// text without their names.
func channels(s string) (named []string, rest string) {
	words := channelWords()
	var b []byte
next:
	for i := 0; i < len(s); {
		if words.starts(s[i:]) {
			for _, w := range words.list {
				if strings.HasPrefix(s[i:], w.text) {
					if b == nil {
						b = append(make([]byte, 0, len(s)), s[:i]...)
					}
					if !slices.Contains(named, w.id) {
						named = append(named, w.id)
					}
					i += len(w.text)
					continue next
				}
			}
		}
		if b != nil {
			b = append(b, s[i])
		}
		i++
	}
	if b == nil {
		return nil, s
	}
	return named, string(b)
}

// respectively reads 网站、微信分别发布信息@条、#条: as many channels before as
// numbers behind. It returns the channel of #, or "".
func (p *sentence) respectively(w *window) string {
	const word = "分别"
	s, at := w.text, w.at
	i := strings.LastIndex(s[:at], word)
	if i < 0 || w.head || w.tail {
		return ""
	}
	named, _ := channels(s[:i])
	first := strings.IndexAny(s[i:], "#@")
	list := s[i+first : i+first+len(listMeasures.FindString(s[i+first+1:]))+1]
	if at >= i+first+len(list) || strings.Count(list, "#")+strings.Count(list, "@") != len(named) || slices.Contains(named, "other") || !published.MatchString(s[i:i+first]) {
		return ""
	}
	return named[strings.Count(s[i:at], "@")]
}
