// Folding of Polish text for comparing and searching.

const letters: Readonly<Record<string, string>> = { Ł: 'L', Đ: 'D', Ø: 'O', Æ: 'AE', ß: 'SS', ẞ: 'SS', Þ: 'TH', Œ: 'OE' }

/** Capitals without diacritics: `Łódź` → `LODZ`. NFD alone would keep Ł. */
export const foldText = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[ŁĐØÆßẞÞŒ]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')

/** Letters and digits of the folded text alone. */
export const alphanumerics = (text: string): string => foldText(text).replace(/[^A-Z0-9]/g, '')

/** Folded text without blanks and the signs that stand between parts of a number; what titles are searched by. The database has the same as `search_key`. */
export const searchKey = (text: string): string => foldText(text).replace(/[ \t/\\\-.,;:_()[\]'"#*+&|]/g, '')
