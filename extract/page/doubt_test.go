package page

import (
	"strings"
	"testing"

	"gongkai"
)

// laid is a text and where it stands, from 1000 down on the second page.
type laid struct {
	x, y float64
	text string
}

// TestDoubt holds that a table without rules is read where all of its columns and
// rows are told, and else given up: its lines belong to no column, marked by "?".
func TestDoubt(t *testing.T) {
	head := []laid{{40, 100, "事项"}, {140, 100, "信函"}, {220, 100, "窗口"}, {400, 100, "网上"}}
	for _, c := range []struct {
		name string
		rows []laid
		want string
	}{
		{"told", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {220, 120, "42"}, {400, 120, "53"}}, "事项|信函|窗口|网上|\n甲类|31|42|53|\n"},
		{"blanks", []laid{{40, 120, "甲类"}, {400, 120, "53"}}, "事项|信函|窗口|网上|\n甲类|||53|\n"},
		{"a column without a title beside a blank one", []laid{{40, 120, "甲类"}, {180, 120, "42"}, {400, 120, "53"}}, "事项 信函 窗口 网上\n甲类 42 53\n"},
		{"numbers beside their titles, one of them", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {220, 120, "42"}, {430, 120, "53"}}, "事项 信函 窗口 网上\n甲类 31 42 53\n"},
		{"numbers beside their titles, all of them", []laid{{40, 120, "甲类"}, {170, 120, "31"}, {250, 120, "42"}, {430, 120, "53"}}, "事项 信函 窗口 网上\n甲类 31 42 53\n"},
		{"and some on the other side", []laid{{40, 120, "甲类"}, {170, 120, "31"}, {250, 120, "42"}, {385, 120, "53"}}, "事项 信函 窗口 网上\n甲类 31 42 53\n"},
		{"a number that a title only touches", []laid{{40, 120, "甲类"}, {159.5, 120, "31"}, {220, 120, "42"}, {400, 120, "53"}}, "事项 信函 窗口 网上\n甲类 31 42 53\n"},
		{"a number on a line of its own", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {220, 114, "42"}, {400, 120, "53"}, {40, 140, "乙类"}, {180, 140, "64"}}, "事项 信函 窗口 网上\n42|?\n甲类 31 53|?\n乙类 64|?\n"},
		{"a label that goes on beside the numbers", []laid{{40, 120, "甲类文件"}, {40, 131, "续页"}, {140, 131, "31"}, {220, 131, "42"}, {400, 131, "53"}}, "事项 信函 窗口 网上\n甲类文件\n续页 31 42 53\n"},
		{"a row of blanks well above another", []laid{{40, 120, "甲类文件"}, {40, 150, "乙类"}, {140, 150, "31"}, {220, 150, "42"}, {400, 150, "53"}}, "事项|信函|窗口|网上|\n甲类文件||||\n乙类|31|42|53|\n"},
		{"a row of blanks close above a new entry", []laid{{40, 120, "1.甲类"}, {40, 133, "2.乙类"}, {140, 133, "31"}, {220, 133, "42"}, {400, 133, "53"}}, "事项|信函|窗口|网上|\n1.甲类||||\n2.乙类|31|42|53|\n"},
		{"a number that reaches beyond the text", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {220, 120, "42"}, {402, 120, "53535353"}}, "事项 信函 窗口 网上\n甲类 31 42 53535353\n"},
		{"a column without a title among others", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {180, 120, "42"}, {220, 120, "53"}, {400, 120, "64"}}, "事项 信函 窗口 网上\n甲类 31 42 53 64\n"},
		{"two beside their titles, to the same side", []laid{{40, 120, "甲类"}, {170, 120, "31"}, {220, 120, "42"}, {430, 120, "53"}}, "事项|信函|窗口|网上|\n甲类|31|42|53|\n"},
		{"two beside their titles, to either side", []laid{{40, 120, "甲类"}, {170, 120, "31"}, {220, 120, "42"}, {385, 120, "53"}}, "事项 信函 窗口 网上\n甲类 31 42 53\n"},
		{"three rows with a column without a title", []laid{{40, 120, "甲类"}, {180, 120, "42"}, {400, 120, "53"}, {40, 140, "乙类"}, {180, 140, "64"}, {400, 140, "75"}, {40, 160, "丙类"}, {180, 160, "86"}, {400, 160, "97"}}, "事项 信函 窗口 网上\n甲类 42 53\n乙类 64 75\n丙类 86 97\n"},
		{"what stands below a row's last number", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {220, 120, "42"}, {400, 120, "53"}, {415, 140, "乙"}}, "事项|信函|窗口|网上|\n甲类|31|42|53|\n乙\n"},
		{"a label torn by the page's end, the head again", []laid{{40, 780, "1.甲类文"}, {140, 780, "31"}, {220, 780, "42"}, {400, 780, "53"}, {40, 1040, "事项"}, {140, 1040, "信函"}, {220, 1040, "窗口"}, {400, 1040, "网上"}, {40, 1060, "件续"}, {40, 1080, "2.乙类"}, {140, 1080, "64"}, {220, 1080, "75"}, {400, 1080, "86"}}, "事项|信函|窗口|网上|\n1.甲类文件续|31|42|53|\n2.乙类|64|75|86|\n"},
		{"titles on two rows, each blank beside the other", []laid{{140, 112, "甲"}, {180, 112, "乙"}, {40, 130, "1.甲类"}, {140, 130, "31"}, {220, 130, "42"}, {400, 130, "53"}, {40, 150, "2.乙类"}, {140, 150, "64"}, {180, 150, "75"}, {400, 150, "86"}}, "事项|信函|信函|窗口|网上|\n事项|甲|乙|窗口|网上|\n1.甲类|31||42|53|\n2.乙类|64|75||86|\n"},
		{"a number wider than its title beside a blank column", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {385, 120, "53535353"}}, "事项 信函 窗口 网上\n甲类 31 53535353\n"},
		{"and beside another number", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {220, 120, "42"}, {385, 120, "53535353"}}, "事项|信函|窗口|网上|\n甲类|31|42|53535353|\n"},
		{"digits that stand unevenly", []laid{{40, 120, "甲类"}, {140, 120, "31"}, {220, 120, "42"}, {400, 120, "53"}, {411.5, 120, "7"}}, "事项 信函 窗口 网上\n甲类 31 42 537\n"},
		{"a title under the last one of the row above", []laid{{40, 120, "事项"}, {140, 109, "类别"}, {140, 120, "信函"}, {220, 120, "窗口"}, {400, 120, "网上"}, {40, 140, "甲类"}, {140, 140, "31"}, {220, 140, "42"}, {400, 140, "53"}}, "事项 信函 窗口 网上\n类别\n事项 信函 窗口 网上\n甲类 31 42 53\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := []Page{{Width: 480, Height: 840}, {Width: 480, Height: 840}}
			pages[0].put(40, 40, 10, strings.Repeat("文", 40))
			for _, l := range append(append([]laid{}, head...), c.rows...) {
				pages[int(l.y)/1000].put(l.x, float64(int(l.y)%1000), 10, l.text)
			}
			blocks, err := Blocks(pages)
			if err != nil {
				t.Fatal(err)
			}
			var got strings.Builder
			for _, b := range blocks {
				if b.Kind != gongkai.TableBlock {
					got.WriteString(b.Text + "\n")
					continue
				}
				for _, row := range b.Table.Grid {
					for _, k := range row {
						got.WriteString(k.Text + "|")
					}
					if b.Table.Layout == gongkai.Unsettled {
						got.WriteString("?")
					}
					got.WriteString("\n")
				}
			}
			if got := strings.TrimLeft(got.String(), "文\n"); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
		})
	}
}
