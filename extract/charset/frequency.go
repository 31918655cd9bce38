package charset

import "unicode/utf8"

// common holds frequent characters of modern Chinese, simplified and
// traditional, with its punctuation and full-width digits.
const common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过" +
	"子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本" +
	"去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反明看原又利比或但质气第向道" +
	"此变条只没结解问意建月公无系情者最立代想已通并提直题党程展五六七八九果料员革位入常文总次品式活设及管特件长求" +
	"基资路级少图统接知较将组见计别期根论运农指几区强放决被做必先回则任取据处理府信息报告市县局务请申" +
	"這為個國時來們於對會發動過說產種後學經進著電裡實兩體機當點從業應開還間與關線內數無結問並題黨員總設長資級圖" +
	"將組見計別運農區強決則務縣報處請條質變樣現義論統較" +
	"，。、：；（）《》“”？！—…·〔〕【】　０１２３４５６７８９"

// isCommon has a bit for each character of the basic plane.
var isCommon = func() (set [1 << 10]uint64) {
	for _, r := range common {
		set[r>>6] |= 1 << (r & 63)
	}
	return set
}()

// A tally counts a text's characters beyond ASCII.
type tally struct{ wide, common, broken, runes int }

func measure(text string) (t tally) {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			t.runes++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		t.runes++
		switch {
		case r == utf8.RuneError || r >= 0x80 && r < 0xA0 || r >= 0xE000 && r < 0xF900:
			t.broken++ // private use: what GB18030 makes of bytes that mean nothing
			t.wide++
		default:
			t.wide++
			if r < 1<<16 && isCommon[r>>6]&(1<<(r&63)) != 0 {
				t.common++
			}
		}
	}
	return t
}

// share is the part of the wide characters that are common ones.
func (t tally) share() float64 {
	if t.wide == 0 {
		return 0
	}
	return float64(t.common) / float64(t.wide)
}

// sound reports that hardly anything is broken. One character always may be:
// a text cut in the middle of its last one.
func (t tally) sound() bool {
	return t.broken == 0 || t.broken == 1 && t.wide >= enough || float64(t.broken) <= brokenShare*float64(t.wide)
}

func (t tally) chinese() bool {
	return t.wide >= enough && t.share() >= looksChinese && float64(t.broken) <= 10*brokenShare*float64(t.wide)
}
