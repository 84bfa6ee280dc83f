// Names of files that people send, made safe to show, to store and to send back.

/** Controls, line ends and the marks that turn the direction of writing (`invoice\u202Efdp.exe`). */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu

/**
 * The last part of a path without anything unseen, at most 120 characters; `file` where nothing is left. Neither a folder
 * (`../`) nor a header (`\r\nContent-Type:`) can be made of it.
 */
export function plainFileName(name: string): string {
  const last = name.replace(unseen, '').split(/[/\\]/).at(-1) ?? ''
  const bare = last
    .replace(/["<>|:*?]/g, '_')
    .replace(/^[.\s]+/, '')
    .trim()
  return bare === '' ? 'file' : bare.slice(0, 120)
}

/** A path as text for a terminal: nothing in it moves the cursor or turns the line. */
export const printable = (path: string): string => path.replace(unseen, '\uFFFD')
