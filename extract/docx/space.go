package docx

import "gongkai/extract/part"

// The namespaces that carry text or its properties. Elements of others (DrawingML,
// VML) are passed through, for a text box may stand in them; their own text, as
// that of charts, is not the document's.
const (
	wordprocessing part.Space = iota + 1
	math
	compatibility
	relationships
	dublinCore
)

// spaces has the transitional and the strict form of each.
var spaces = map[string]part.Space{
	"http://schemas.openxmlformats.org/wordprocessingml/2006/main": wordprocessing,
	"http://purl.oclc.org/ooxml/wordprocessingml/main":             wordprocessing,
	"http://schemas.openxmlformats.org/officeDocument/2006/math":   math,
	"http://purl.oclc.org/ooxml/officeDocument/math":               math,
	"http://schemas.openxmlformats.org/markup-compatibility/2006":  compatibility,
	"http://schemas.openxmlformats.org/package/2006/relationships": relationships,
	"http://purl.org/dc/elements/1.1/":                             dublinCore,
}
