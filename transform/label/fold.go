// Package label brings printed labels into one form and finds what they stand
// for: offices type them full-width and half-width, with blanks for layout,
// with and without quotation marks, notes and ordinals.
package label

import (
	"strings"
	"unicode"
)

// Fold makes characters comparable: full-width forms become half-width,
// radicals become ideographs, zero-width characters go, a few traditional and
// variant characters become the usual ones. Blanks and punctuation stay. It is
// not NFKC, which would turn "12①" into "121".
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = FoldRune(r); r != 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// FoldRune folds one character; 0 means that it is to be dropped.
func FoldRune(r rune) rune {
	if r < 0x80 {
		return r
	}
	switch {
	case r == 0x200B || r == 0x200C || r == 0x200D || r == 0x2060 || r == 0xFEFF || r == 0x00AD:
		return 0 // zero-width characters that editors leave behind
	case r >= 0xFF01 && r <= 0xFF5E:
		return r - 0xFF01 + '!' // ASCII in full width
	case r == 0xFFE5:
		return '¥'
	case r >= 0x2E80 && r <= 0x2FDF:
		if f, ok := radicals[r]; ok {
			return f
		}
	}
	if !isVariant(r) {
		return r
	}
	return variants[r]
}

// isVariant is a quick look whether a character is in the table of variants.
func isVariant(r rune) bool {
	return r < 0x10000 && variantBits[r>>6]&(1<<(r&63)) != 0
}

var variantBits = func() (bits [0x10000 / 64]uint64) {
	for r := range variants {
		bits[r>>6] |= 1 << (r & 63)
	}
	return bits
}()

// IsBlank reports whether a character is white space in these documents.
func IsBlank(r rune) bool {
	if r > 0x3000 {
		return r == 0xFEFF // most are ideographs
	}
	return r == ' ' || unicode.IsSpace(r) || r >= 0x2000 && r <= 0x200B
}

// Strip folds a text and removes all blanks: 自⏎然⏎人 becomes 自然人.
func Strip(s string) string {
	if stripped(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	from := 0 // of a stretch that stays as it is; -1 where it begins at the next character
	for i, r := range s {
		if from < 0 {
			from = i
		}
		if stays(r) {
			continue
		}
		b.WriteString(s[from:i])
		from = -1
		if IsBlank(r) {
			continue
		}
		if r = FoldRune(r); r != 0 {
			b.WriteRune(r)
		}
	}
	if from >= 0 {
		b.WriteString(s[from:])
	}
	return b.String()
}

// Longer reports whether a text has more than n characters when it is stripped.
func Longer(s string, n int) bool {
	if len(s) <= n {
		return false
	}
	for _, r := range s {
		if stays(r) || !IsBlank(r) && FoldRune(r) != 0 {
			if n--; n < 0 {
				return true
			}
		}
	}
	return false
}

// stays is a quick look whether a character is neither folded nor removed, as
// most are.
func stays(r rune) bool { return r < 0x80 && r > ' ' && r != 0x7f || usual(r) }

// usual is a quick look whether a character is an ideograph that stays as it is.
func usual(r rune) bool { return r >= 0x4E00 && r < 0xA000 && !isVariant(r) }

// stripped reports whether nothing is to be folded or removed.
func stripped(s string) bool {
	for _, r := range s {
		if stays(r) {
			continue
		}
		if IsBlank(r) || FoldRune(r) != r {
			return false
		}
	}
	return true
}

// Digits reports whether a text is digits and nothing else, as most cells are.
func Digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// Key is the form in which labels are compared: folded, without blanks, quotes
// and punctuation, with the usual word for 其它.
func Key(s string) string {
	s = Strip(s)
	if strings.IndexFunc(s, isPunct) >= 0 {
		var b strings.Builder
		b.Grow(len(s))
		for _, r := range s {
			if !isPunct(r) {
				b.WriteRune(r)
			}
		}
		s = b.String()
	}
	return strings.ReplaceAll(stripPinyin(s), "其它", "其他")
}

// CutKey is Key without what stands in brackets: 规章（设区的市应提供） becomes
// 规章. Unclosed brackets cut to the end.
func CutKey(s string) string { return Key(CutNotes(s)) }

// CutNotes removes bracketed notes from a text.
func CutNotes(s string) string {
	if strings.IndexFunc(s, isBracket) < 0 {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '（', '[', '〔', '【':
			depth++
			continue
		case ')', '）', ']', '〕', '】':
			if depth > 0 {
				depth--
			}
			continue
		}
		if depth == 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func isBracket(r rune) bool {
	switch r {
	case '(', '（', '[', '〔', '【', ')', '）', ']', '〕', '】':
		return true
	}
	return false
}

func isPunct(r rune) bool {
	if r >= 0x4E00 && r < 0xA000 {
		return false // ideographs
	}
	switch r {
	case '“', '”', '"', '\'', '‘', '’', '「', '」', '『', '』', '、', ',', '。', '.', ';', ':', '·', '/', '\\', '∕', '(', ')', '[', ']', '*', '_', '-', '—', '|', '《', '》', '<', '>', '!', '?', '#', '﹑', '．':
		return true
	}
	return false
}

// stripPinyin removes pinyin that hijacked mirrors put behind characters:
// 辦(ban)公(gong). Brackets are gone already, so it is a run of small letters
// between ideographs.
func stripPinyin(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 'a' && r <= 'z' }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if r < 'a' || r > 'z' {
			b.WriteRune(r)
		}
	}
	return b.String()
}
