package docx

import (
	"strings"
	"unicode/utf8"

	"gongkai"
	"gongkai/extract/part"
)

const (
	titleBlocks = 12  // among which a title must be printed
	titleRunes  = 100 // the longest title
	titleShort  = 6   // a shorter one says nothing
)

// title returns the title in the document's properties, but only where the
// document's first lines print it: offices type over last year's file, and its
// properties still hold last year's title, or another agency's.
func (r *reader) title(blocks []gongkai.Block) (string, error) {
	name := "docProps/core.xml"
	if t := r.top.kind["core-properties"]; t != "" {
		name = t
	}
	data, err := r.pkg.Read(name)
	if err != nil || data == nil {
		return "", err
	}
	var title []byte
	c := part.NewCursor(name, data, spaces)
	for t := c.Next(); t != part.EOF; t = c.Next() {
		if t == part.Start && string(c.Name) == "title" && title == nil {
			for t = c.Next(); t == part.Text; t = c.Next() {
				title = c.Append(title)
			}
		}
	}
	if c.Err() != nil {
		return "", c.Err()
	}
	s := strings.TrimSpace(string(title))
	if n := utf8.RuneCountInString(s); n < titleShort || n > titleRunes {
		return "", nil
	}
	var head strings.Builder
	for i, n := 0, 0; i < len(blocks) && n < titleBlocks; i++ {
		if blocks[i].Kind != gongkai.TableBlock && blocks[i].Zone == gongkai.Article {
			head.WriteString(blocks[i].Text)
			n++
		}
	}
	if !strings.Contains(squeeze(head.String()), squeeze(s)) {
		return "", nil
	}
	return s, nil
}

// squeeze removes all blanks: titles are spread and broken to look well.
func squeeze(s string) string { return strings.Join(strings.Fields(s), "") }
