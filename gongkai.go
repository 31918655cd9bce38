// Package gongkai holds the nouns of Gongkai (公开): what a document is, what a
// report is, and how every input ends.
//
// A reader turns bytes into a [Document] and knows nothing of disclosure
// reports. A transformer turns a Document into [Report]s and knows nothing of
// file formats. A loader writes Reports and knows no Chinese. Nothing else
// crosses the walls between them.
package gongkai

// Version is the program's version, as printed by `gongkai --version` and
// recorded with every run.
const Version = "0.1.0"
