package gongkai

// A Document is what a reader makes of an input: where the bytes came from,
// what the page said about itself, and its content in reading order.
type Document struct {
	Source  Source
	Page    Page
	Blocks  []Block
	Scanned bool // its text was recognised in pictures: a number counts only where sums bear it out
}

// Source says where a document's bytes came from.
type Source struct {
	Path      string // file path; inside an archive "a.zip!dir/b.html"
	URL       string // where the bytes were fetched from, or ""
	FetchedAt string // when, as an archive says: ISO time, or ""
	Division  string // six digits: where the portal sits, as the operator says; a hint for names that are not unique
	SHA256    string // hex digest of the bytes as received
	Bytes     int64  // their number
	MediaType string // what the content proved to be: "text/html", "text/plain", …
	Encoding  string // "utf-8", "gb18030", "big5", "utf-16le", …; "" for binary formats
}

// Page is what a page says about itself, outside the article's text. Every
// field is as printed, except that dates are ISO; "" where nothing was said.
type Page struct {
	Title        string   // the article's title: heading, title element or meta tag
	WindowTitle  string   // <title>, often with the site's name behind it
	Origin       string   // 来源
	Publisher    string   // 发布机构
	PublishedOn  string   // 发布日期, 公开日期, …: "2021-01-15"
	IndexNumber  string   // 索引号
	SiteCode     string   // 网站标识码
	SiteName     string   // name of the portal
	Breadcrumb   []string // position on the site, outermost first
	Links        int      // number of links outside the article
	ArticleLinks int      // number of links inside the article
	Images       int      // number of pictures inside the article, 0 where the reader does not count them
}

// BlockKind tells what a block is.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	TableBlock
)

// Zone tells which part of a page a block stands in.
type Zone uint8

// The zones of a page. Furniture is navigation, header, footer and side bars:
// kept, because it names the portal, but never read as the report's text.
const (
	Article Zone = iota
	Furniture
)

// A Block is a heading, a paragraph or a table. Text keeps the source's
// characters; line breaks inside the block are '\n'.
type Block struct {
	Kind  BlockKind
	Zone  Zone
	Level int    // of a heading: 1 to 6; else 0
	Text  string // of a heading or paragraph
	Table *Table // of a table
	Line  int    // first line in the source, from 1; 0 where the format has none
	Page  int    // that it begins on, from 1; 0 where the format has none
}

// Tables returns the document's tables in reading order, whatever their zone.
// A table's number in a [Locator] is its index here, plus one.
func (d *Document) Tables() []*Table {
	var ts []*Table
	for i := range d.Blocks {
		if d.Blocks[i].Kind == TableBlock {
			ts = append(ts, d.Blocks[i].Table)
		}
	}
	return ts
}
