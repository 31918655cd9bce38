package page

import (
	"regexp"
	"strconv"
	"strings"
)

// pageNumber matches a line that is nothing but a page's number: "- 4 -",
// "— 4 —", "第 4 页 共 8 页", "4 / 8", with the address before it as browsers print
// it. A bare number is told by its neighbours.
var (
	pageNumber = regexp.MustCompile(`^(?:[-—－–―─•·~～]+ ?\d{1,4} ?[-—－–―─•·~～]+|第 ?\d{1,4} ?页(?:[ ,，/(（]*共 ?\d{1,4} ?页[)）]?)?|\d{1,4} ?/ ?\d{1,4}|(?:https?|file)://\S+ ?\d{1,4} ?/ ?\d{1,4}|[Pp]age ?\d{1,4}(?: of \d{1,4})?)$`)
	bareNumber = regexp.MustCompile(`^\d{1,4}$`)
	digits     = regexp.MustCompile(`\d+`)
)

// markFurniture marks page numbers and the running heads and feet: lines in the
// page's margin that other pages have at the same height, numbers aside.
func markFurniture(sheets []sheet) {
	const margin = 0.12 // of the page's height
	type place struct {
		text string
		y    int
	}
	seen := map[place]int{}
	offset := map[int]int{} // bare number less page
	each := func(visit func(i int, it *item, key place)) {
		for i := range sheets {
			s := &sheets[i]
			for j := range s.items {
				it := &s.items[j]
				if it.table == nil && (it.Y1 < margin*s.height || it.Y0 > (1-margin)*s.height) {
					visit(i, it, place{digits.ReplaceAllString(it.line.text, "#"), int(it.midY()/3 + 0.5)})
				}
			}
		}
	}
	each(func(i int, it *item, key place) {
		seen[key]++
		if n, ok := number(it.line.text); ok {
			offset[n-i]++
		}
	})
	each(func(i int, it *item, key place) {
		text := strings.TrimSpace(it.line.text)
		n, bare := number(text)
		times := seen[key] + seen[place{key.text, key.y - 1}] + seen[place{key.text, key.y + 1}]
		it.furniture = pageNumber.MatchString(text) ||
			bare && (offset[n-i] > 1 || len(sheets) == 1 && n == 1) ||
			!bare && times > 1 && times*3 >= len(sheets)
	})
}

func number(s string) (int, bool) {
	if !bareNumber.MatchString(s) {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}
