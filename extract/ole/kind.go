package ole

import "strings"

// A Kind is what the streams of a compound file say that it is.
type Kind uint8

// The kinds of compound file. Documents of WPS Office are Word, Workbook or
// Slides: .wps, .et and .dps have the streams of .doc, .xls and .ppt.
const (
	Unknown   Kind = iota
	Word           // Word 6 to 2003, WPS Writer
	Workbook       // Excel 97 to 2003, WPS Spreadsheets
	Book           // Excel 5 and 95
	Slides         // PowerPoint, WPS Presentation
	Encrypted      // an Office document of 2007 or later under a password
	Works          // Microsoft Works, whose word processor used .wps, too
	Mail           // an Outlook message
	Drawing        // Visio
)

// signs are the streams that tell a kind, in the order in which they count: an
// Excel file that both 95 and 97 can read has a Book beside its Workbook, and
// only the outermost storage is looked at, for a document may embed others.
var signs = []struct {
	stream string
	kind   Kind
}{
	{"EncryptedPackage", Encrypted},
	{"WordDocument", Word},
	{"Workbook", Workbook},
	{"Book", Book},
	{"PowerPoint Document", Slides},
	{"PP97_DUALSTORAGE", Slides},
	{"MatOST", Works},
	{"MM", Works},
	{"VisioDocument", Drawing},
	{"__properties_version1.0", Mail},
}

var kindNames = [...]string{
	Unknown:   "an OLE2 file of unknown kind",
	Word:      "a Word document (DOC or WPS)",
	Workbook:  "an Excel workbook (XLS or ET)",
	Book:      "an Excel 5 or 95 workbook (XLS)",
	Slides:    "a presentation (PPT or DPS)",
	Encrypted: "an Office document under a password",
	Works:     "a Microsoft Works document (WPS)",
	Mail:      "an Outlook message (MSG)",
	Drawing:   "a Visio drawing (VSD)",
}

// String names the kind for a person.
func (k Kind) String() string { return kindNames[k] }

// Kind tells what the file is.
func (f *File) Kind() Kind {
	for _, s := range signs {
		if f.plain != nil {
			if _, ok := f.plain.find(s.stream, false); ok {
				return s.kind
			}
			continue
		}
		for _, e := range f.reader.File {
			if len(e.Path) == 0 && e != f.reader.File[0] && strings.EqualFold(fullName(e), s.stream) {
				return s.kind
			}
		}
	}
	return Unknown
}
