package html

import "golang.org/x/net/html/atom"

// kind is what an element does to the flow of text.
type kind uint8

const (
	inline kind = iota
	blockLevel
	heading
	table
	lineBreak
	dropped // shows no text of the page's own
)

// kindOf follows the standard's default style sheet. Unknown elements are
// inline there: <o:p>, <st1:date>, <ucapcontent>.
func kindOf(n *node) kind {
	switch n.DataAtom {
	case atom.Span, atom.Font, atom.A, atom.B, atom.Strong, atom.I, atom.U, atom.Em, 0:
		return inline
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Dl, atom.Dt, atom.Dd, atom.Section, atom.Article,
		atom.Header, atom.Footer, atom.Nav, atom.Aside, atom.Main, atom.Html, atom.Body, atom.Form,
		atom.Fieldset, atom.Legend, atom.Blockquote, atom.Pre, atom.Address, atom.Center, atom.Hr,
		atom.Figure, atom.Figcaption, atom.Details, atom.Summary, atom.Hgroup, atom.Menu, atom.Dir,
		atom.Caption, atom.Colgroup, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th,
		atom.Head, atom.Plaintext, atom.Listing, atom.Xmp, atom.Frameset, atom.Marquee:
		return blockLevel
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return heading
	case atom.Table:
		return table
	case atom.Br:
		return lineBreak
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Textarea, atom.Input, atom.Select,
		atom.Iframe, atom.Object, atom.Embed, atom.Svg, atom.Canvas, atom.Audio, atom.Video, atom.Meta,
		atom.Link, atom.Title, atom.Noframes, atom.Noembed, atom.Datalist, atom.Button, atom.Map,
		atom.Img, atom.Col, atom.Base, atom.Param, atom.Dialog,
		atom.Del, atom.S, atom.Strike: // struck out
		return dropped
	}
	return inline
}
