package docx

import (
	"strings"

	"gongkai/extract/part"
	"gongkai/extract/story"
)

// levels is the number of levels of a list.
const levels = 9

// lists are the numberings of a document, and how far each has counted.
type lists struct {
	nums      map[string]*num
	abstracts map[string]*abstract
	byStyle   map[string]string // numbering style to its num
}

// A num is what paragraphs refer to: an abstract list, with changes.
type num struct {
	abstract string
	start    [levels]int // -1 where it says nothing
	level    [levels]*level
	begun    bool
}

// An abstract list counts for all the nums that refer to it: lists made of one
// another go on counting.
type abstract struct {
	level     [levels]level
	styleLink string // numbering style that has the levels
	count     [levels]int
	counting  [levels]bool
}

type level struct {
	start   int
	system  story.System
	bullet  bool
	text    string // "第%1章"
	suffix  string // "tab", "space" or "nothing"
	style   string // of paragraphs that have this level by their style
	restart int    // after which level it begins again, from 1; 0 never; -1 any above
	legal   bool   // all numbers in it in figures
}

func (r *reader) readLists(name string) (*lists, error) {
	l := &lists{nums: map[string]*num{}, abstracts: map[string]*abstract{}, byStyle: map[string]string{}}
	data, err := r.pkg.Read(name)
	if err != nil || data == nil {
		return l, err
	}
	c := part.NewCursor(name, data, spaces)
	for t := c.Next(); t != part.EOF; t = c.Next() {
		if t != part.Start {
			continue
		}
		switch string(c.Name) {
		case "abstractNum":
			id := c.Attr("abstractNumId")
			l.abstracts[id] = readAbstract(c)
		case "num":
			id := c.Attr("numId")
			l.nums[id] = readNum(c)
		}
	}
	for id, st := range r.styles.byID {
		l.byStyle[id] = st.numID
	}
	return l, c.Err()
}

func readAbstract(c *part.Cursor) *abstract {
	a := &abstract{}
	for i := range a.level {
		a.level[i] = level{restart: -1}
	}
	for depth := 1; depth > 0; {
		switch c.Next() {
		case part.EOF:
			return a
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(c.Name) {
			case "numStyleLink":
				a.styleLink = c.Attr("val")
			case "lvl":
				if i := number(c.Attr("ilvl"), -1); i >= 0 && i < levels {
					a.level[i] = readLevel(c)
				} else {
					c.Skip()
				}
				depth--
			}
		}
	}
	return a
}

func readNum(c *part.Cursor) *num {
	n := &num{}
	for i := range n.start {
		n.start[i] = -1
	}
	at := -1
	for depth := 1; depth > 0; {
		switch c.Next() {
		case part.EOF:
			return n
		case part.End:
			depth--
		case part.Start:
			depth++
			switch string(c.Name) {
			case "abstractNumId":
				n.abstract = c.Attr("val")
			case "lvlOverride":
				if at = number(c.Attr("ilvl"), -1); at >= levels {
					at = -1
				}
			case "startOverride":
				if at >= 0 {
					n.start[at] = number(c.Attr("val"), -1)
				}
			case "lvl":
				lvl := readLevel(c)
				depth--
				if at >= 0 {
					n.level[at] = &lvl
				}
			}
		}
	}
	return n
}

func readLevel(c *part.Cursor) level {
	l := level{restart: -1}
	for depth := 1; depth > 0; {
		switch c.Next() {
		case part.EOF:
			return l
		case part.End:
			depth--
		case part.Start:
			depth++
			switch v := c.Attr("val"); string(c.Name) {
			case "start":
				l.start = number(v, 0)
			case "numFmt":
				l.system, l.bullet = systems[v], v == "bullet"
			case "lvlText":
				l.text = v
			case "suff":
				l.suffix = v
			case "pStyle":
				l.style = v
			case "lvlRestart":
				l.restart = number(v, -1)
			case "isLgl":
				l.legal = isOn(v)
			}
		}
	}
	if l.bullet {
		l.text = strings.Map(sign, l.text)
	}
	return l
}

// sign makes a bullet from a sign font something that can be read.
func sign(r rune) rune {
	if r >= 0xE000 && r <= 0xF8FF {
		return '•'
	}
	return r
}

// systems has Word's names of number formats; others are decimal, as in Word.
// WPS and Word number 一、 with the Japanese and the Taiwanese system, too.
var systems = map[string]story.System{
	"none": story.Silent, "decimalZero": story.DecimalZero, "ordinal": story.Ordinal,
	"decimalFullWidth": story.FullWidth, "decimalFullWidth2": story.FullWidth,
	"upperRoman": story.UpperRoman, "lowerRoman": story.LowerRoman,
	"upperLetter": story.UpperLetter, "lowerLetter": story.LowerLetter,
	"chineseCounting": story.Chinese, "chineseCountingThousand": story.Chinese,
	"japaneseCounting": story.Chinese, "taiwaneseCounting": story.Chinese, "taiwaneseCountingThousand": story.Chinese,
	"chineseLegalSimplified": story.ChineseLegal, "ideographLegalTraditional": story.ChineseLegal, "japaneseLegal": story.ChineseLegal,
	"ideographDigital": story.ChineseDigits, "japaneseDigitalTenThousand": story.ChineseDigits, "taiwaneseDigital": story.ChineseDigits,
	"ideographTraditional": story.Stems, "ideographZodiac": story.Branches,
	"decimalEnclosedCircle": story.Circled, "decimalEnclosedCircleChinese": story.Circled,
	"ideographEnclosedCircle": story.CircledHan, "decimalEnclosedParen": story.Parenthesised, "decimalEnclosedFullstop": story.Stopped,
}
