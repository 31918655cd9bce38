package pdf

import "time"

const (
	// maxTime is how long a document may take. The real ones take 50 ms; a file of
	// 20 MB of broken objects can keep the object layer busy for minutes.
	maxTime = 2 * time.Second

	// maxDecoded is the bytes of all content streams, fonts' tables and object
	// streams, decoded. A page has some 50 KB. Flate makes 1 MB of 1 KB.
	maxDecoded = 64 << 20

	// maxStream is the bytes of one stream, decoded.
	maxStream = 32 << 20

	// maxObjects is the number of entries in the cross-reference table.
	maxObjects = 300_000

	// maxNesting is the depth of arrays and dictionaries, of the page tree, and of
	// saved graphics states.
	maxNesting = 64

	// maxForms is how deep forms may call forms.
	maxForms = 16

	// maxOperators is the number of operators, each use of a form counted: a form
	// that calls another ten times, ten levels deep, makes ten thousand million.
	maxOperators = 4_000_000

	// maxOperands is the number of operands before an operator, an array's
	// elements among them. What comes to more is no content stream.
	maxOperands = 1 << 16

	// maxCodes is the number of codes that a character map may define: all that
	// there are of two bytes, several times over.
	maxCodes = 1 << 19
)
