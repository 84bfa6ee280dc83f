// Text of strangers in a spreadsheet: what would be read as a formula is kept as text.

/** Signs that start a formula in Excel, LibreOffice or Google Sheets, full-width ones among them; also after blanks, quotes and separators. */
const starts = /^[\s"';,|\u00A0\u200B\uFEFF]*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

/** The text with an apostrophe in front where it would be run (OWASP, CSV injection); line breaks become blanks, other control characters go. */
export function plainCell(text: string): string {
  const runs = starts.test(text) || /^[\t\r\n]/.test(text)
  const tidy = text.replace(/[\r\n\t]+/g, ' ').replace(/\p{Cc}/gu, '')
  return runs ? `'${tidy}` : tidy
}
