// Package doc reads Word documents of 1997 to 2003 ([MS-DOC]), as Word and WPS
// Writer made them: .doc and .wps. Tables come out as grids with the spans that
// the page shows, and the numbers that Word prints before paragraphs as text.
package doc

import (
	"gongkai"
	"gongkai/extract/ole"
)

// MediaType is what a document read here proved to be.
const MediaType = "application/msword"

// Read returns the blocks of a document as it stands with all changes accepted:
// the text with its tables, text boxes behind it, and as furniture headers,
// footers and notes. Comments are left out. Every error is a
// *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	file, err := ole.Open(data)
	if err != nil {
		return nil, err
	}
	return ReadFile(file, src)
}

// ReadFile is [Read] for a file that is open, of which no stream has been read.
func ReadFile(file *ole.File, src gongkai.Source) (*gongkai.Document, error) {
	f, err := open(file)
	if err != nil {
		return nil, err
	}
	r := &reader{fib: f, scratch: scratches.Get().(*scratch)}
	defer r.scratch.giveBack()
	if err := r.load(); err != nil {
		return nil, err
	}
	for _, s := range stories(f) {
		if err := r.story(s); err != nil {
			return nil, err
		}
	}
	src.MediaType = MediaType
	return &gongkai.Document{Source: src, Blocks: append([]gongkai.Block(nil), r.blocks...)}, nil
}

// A reader holds a document's structures while its text is walked.
type reader struct {
	*fib
	*scratch
	text  *text
	hides bool // a style hides the text of its paragraphs
	// changed is what each list that pieces refer to makes of characters.
	changed []character
	lists   *lists
	texts   texts
	out     output
}

func (r *reader) load() (err error) {
	if r.text, err = pieces(r.fib, r.units); err != nil {
		return err
	}
	r.units = r.text.units
	if r.papx, err = paragraphRuns(r.fib, r.papx); err != nil {
		return err
	}
	r.styles = stylesheet(r.part(partStyles), r.styles)
	if r.looks, err = characterRuns(r.fib, r.styles, r.looks); err != nil {
		return err
	}
	r.pieceLooks()
	r.lists = readLists(r.fib)
	r.out.scratch = r.scratch
	return nil
}

// open finds the streams of a document and refuses what can't be read.
func open(file *ole.File) (*fib, error) {
	if k := file.Kind(); k != ole.Word {
		if k == ole.Encrypted {
			return nil, encrypted()
		}
		return nil, &gongkai.ReadError{Reason: gongkai.ReasonUnsupported, Detail: k.String() + ", not a Word document"}
	}
	word, err := file.Stream("WordDocument")
	if err != nil {
		return nil, err
	}
	f, err := readFib(word)
	if err != nil {
		return nil, err
	}
	name := "0Table"
	if f.flags&flagTable1 != 0 {
		name = "1Table"
	}
	if f.table, err = file.Stream(name); err != nil {
		return nil, err
	}
	f.data, _ = file.Stream("Data") // most documents have none
	return f, nil
}

func encrypted() *gongkai.ReadError {
	return &gongkai.ReadError{
		Reason: gongkai.ReasonEncrypted,
		Detail: "a Word document under a password; save it without one",
	}
}

func corrupt(detail string) *gongkai.ReadError {
	return &gongkai.ReadError{
		Reason: gongkai.ReasonCorrupt,
		Detail: "a damaged Word document: " + detail + "; fetch it again",
	}
}
