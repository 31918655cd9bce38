// Package sheet reads spreadsheets: XLSX (ECMA-376) and XLS of Excel 97 to 2003
// ([MS-XLS]), also as WPS Spreadsheets writes them. Numbers come out as their
// formats print them, formulas as the values that were last computed.
package sheet

import (
	"bytes"

	"gongkai"
	"gongkai/extract/limit"
	"gongkai/extract/ole"
)

// Media types of what is read here.
const (
	MediaTypeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	MediaTypeXLS  = "application/vnd.ms-excel"
)

// Read returns the sheets of a workbook that are shown, one after the other,
// each under its name as a heading where there are several. Hidden rows and
// columns are left out. Every error is a *gongkai.ReadError.
func Read(data []byte, src gongkai.Source) (*gongkai.Document, error) {
	if len(data) > limit.MaxBytes {
		return nil, limit.Exceeded("bytes", len(data), limit.MaxBytes)
	}
	var sheets []*page
	var err error
	if bytes.HasPrefix(data, []byte(ole.Magic)) {
		src.MediaType = MediaTypeXLS
		sheets, err = readXLS(data)
	} else {
		src.MediaType = MediaTypeXLSX
		sheets, err = readXLSX(data)
	}
	if err != nil {
		return nil, err
	}
	o := output{}
	filled := 0
	for _, p := range sheets {
		if len(p.cells) > 0 {
			filled++
		}
	}
	for _, p := range sheets {
		if filled > 1 && len(p.cells) > 0 {
			o.blocks = append(o.blocks, gongkai.Block{Kind: gongkai.Heading, Level: 1, Text: p.name})
		}
		if err := o.page(p); err != nil {
			return nil, err
		}
	}
	return &gongkai.Document{Source: src, Blocks: o.blocks}, nil
}

func encrypted() *gongkai.ReadError {
	return &gongkai.ReadError{
		Reason: gongkai.ReasonEncrypted,
		Detail: "a workbook under a password; save it without one",
	}
}

func corrupt(detail string, err error) *gongkai.ReadError {
	return &gongkai.ReadError{
		Reason: gongkai.ReasonCorrupt,
		Detail: "a damaged workbook: " + detail + "; fetch it again",
		Err:    err,
	}
}
