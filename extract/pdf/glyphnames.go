package pdf

import "strings"

// glyphNames holds the names of the Adobe Glyph List that fonts for reports use.
var glyphNames = func() map[string]string {
	m := map[string]string{}
	for c := 'A'; c <= 'Z'; c++ {
		m[string(c)], m[string(c+32)] = string(c), string(c+32)
	}
	f := strings.Fields(`space ␠ exclam ! quotedbl " numbersign # dollar $ percent % ampersand & quotesingle ' parenleft (
		parenright ) asterisk * plus + comma , hyphen - minus − period . slash / zero 0 one 1 two 2 three 3 four 4 five 5
		six 6 seven 7 eight 8 nine 9 colon : semicolon ; less < equal = greater > question ? at @ bracketleft [
		backslash \ bracketright ] asciicircum ^ underscore _ grave ` + "`" + ` braceleft { bar | braceright } asciitilde ~
		quoteleft ‘ quoteright ’ quotedblleft “ quotedblright ” quotesinglbase ‚ quotedblbase „ guilsinglleft ‹
		guilsinglright › guillemotleft « guillemotright » endash – emdash — bullet • ellipsis … periodcentered ·
		middot · dagger † daggerdbl ‡ section § paragraph ¶ copyright © registered ® trademark ™ degree ° plusminus ±
		multiply × divide ÷ onehalf ½ onequarter ¼ threequarters ¾ onesuperior ¹ twosuperior ² threesuperior ³
		cent ¢ sterling £ yen ¥ Euro € currency ¤ florin ƒ fraction ⁄ perthousand ‰ ordfeminine ª ordmasculine º
		exclamdown ¡ questiondown ¿ logicalnot ¬ macron ¯ mu µ fi fi fl fl ff ff ffi ffi ffl ffl germandbls ß ae æ AE Æ
		oe œ OE Œ oslash ø Oslash Ø dotlessi ı lslash ł Lslash Ł eth ð Eth Ð thorn þ Thorn Þ nbspace ␠ sfthyphen -
		adieresis ä odieresis ö udieresis ü Adieresis Ä Odieresis Ö Udieresis Ü aacute á eacute é iacute í oacute ó
		uacute ú agrave à egrave è igrave ì ograve ò ugrave ù acircumflex â ecircumflex ê icircumflex î ocircumflex ô
		ucircumflex û atilde ã ntilde ñ otilde õ aring å ccedilla ç Aring Å Eacute É Ccedilla Ç Ntilde Ñ
		notequal ≠ lessequal ≤ greaterequal ≥ infinity ∞ summation ∑ radical √ approxequal ≈`)
	for i := 0; i+1 < len(f); i += 2 {
		m[f[i]] = f[i+1]
	}
	m["space"], m["nbspace"] = " ", " "
	return m
}()
