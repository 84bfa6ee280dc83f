// A mail as one look of its reader shows it: light or dark by choice, whatever the browser of whoever looks at the preview prefers.

/** The frame's own colour scheme does not reach a sandboxed page, so the mail itself is told which of its two looks to take. */
export const seenMail = (html: string, look: 'light' | 'dark'): string =>
  html
    .replaceAll(/@media\s*\(\s*prefers-color-scheme:\s*dark\s*\)/g, look === 'dark' ? '@media all' : '@media not all')
    .replaceAll(/(<meta name="(?:color-scheme|supported-color-schemes)" content=")[^"]*"/g, `$1${look}"`)
