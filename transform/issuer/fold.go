package issuer

import "strings"

// fold returns a text as names are compared: without blanks and marks of
// markdown, digits, letters and brackets at half width, traditional characters
// of the words that occur in agencies' names simplified (奉新縣高新技術產業園區).
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		switch {
		case r <= ' ' || r == '\u00a0' || r == '\u3000' || r >= '\u2000' && r <= '\u200f' || r == '\ufeff' || r == '*' || r == '#' || r == '`':
		case r >= '！' && r <= '～': // full width of ASCII
			b.WriteRune(r - '！' + '!')
		case r < 0x80:
			b.WriteRune(r)
		case r == '〔' || r == '【' || r == '［':
			b.WriteByte('(')
		case r == '〕' || r == '】' || r == '］':
			b.WriteByte(')')
		default:
			if t, ok := simplified[r]; ok {
				r = t
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// simplified covers agencies' names and the words of titles, not the language.
var simplified = func() map[rune]rune {
	from := []rune("縣區鄉鎮業產術園開發處辦廳總務監測環衛財統計農資門東廣貴蘇雲陝寧遼龍關領會員團責經濟質檢驗體場商貿運輸務規劃國際與項級見準備審計將專應急災點隊網絡報導標開設創徵項糧儲備醫療險殘聯電視聞軍屬營婦學號鹽長馬鄭華陽漢潭興灣島嶺橋慶濱齊魯膠萊濰棗藍無錫鎮鹽揚錢諸餘溫臺麗義烏許")
	to := []rune("县区乡镇业产术园开发处办厅总务监测环卫财统计农资门东广贵苏云陕宁辽龙关领会员团责经济质检验体场商贸运输务规划国际与项级见准备审计将专应急灾点队网络报导标开设创征项粮储备医疗险残联电视闻军属营妇学号盐长马郑华阳汉潭兴湾岛岭桥庆滨齐鲁胶莱潍枣蓝无锡镇盐扬钱诸余温台丽义乌许")
	m := make(map[rune]rune, len(from))
	for i, r := range from {
		if r != to[i] {
			m[r] = to[i]
		}
	}
	return m
}()

// han reports whether a character is Chinese.
func han(r rune) bool { return r >= '\u4e00' && r <= '\u9fff' || r >= '\u3400' && r <= '\u4dbf' }

func trimAll(s string, suffixes ...string) string {
	for {
		before := s
		for _, x := range suffixes {
			s = strings.TrimSuffix(s, x)
		}
		if s == before {
			return s
		}
	}
}

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
