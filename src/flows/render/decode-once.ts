// Reading the tables by which a font shapes text takes longer than setting a letter: each is read once and kept while the program runs.

type Table = { readonly tag: string }
/** The part of a font reader that is relied on; `_decodeTable` is asked once for each table of each font that is opened. */
type Font = { readonly postscriptName: string; _decodeTable?: (table: Table) => unknown }

/** How glyphs are chosen and placed; nothing changes these tables once they are read. Those of which a printed file takes its part are not kept. */
const shaping = new Set(['GSUB', 'GPOS', 'GDEF', 'cmap'])

/** From now on all fonts of this kind share what was read of a font of the same name. A reader that works otherwise is left alone. */
export function decodeOnce(fonts: Font): void {
  const decode = fonts._decodeTable
  if (decode === undefined) return
  const kept = new Map<string, unknown>()
  fonts._decodeTable = function (this: Font, table: Table): unknown {
    if (!shaping.has(table.tag)) return decode.call(this, table)
    const key = `${this.postscriptName} ${table.tag}`
    const known = kept.get(key)
    if (known !== undefined) return known
    const read = decode.call(this, table)
    kept.set(key, read)
    return read
  }
}
