// Physical lines of an MT940 or MT942 file into tags; wrappers of SWIFT, Dutch and Polish banks are passed over.

export type Tag = { readonly code: string; readonly lines: readonly string[] /** Line in the file, from 1. */; readonly at: number }

/** `end` stands for the close of a message; `interim` says that its envelope is of type 942. */
export type TagEvent = Tag | { readonly code: 'end'; readonly interim: boolean }

/** Inside :86: a text may begin with a colon, so only these open a tag. */
const tagStart = /^:(20|21|25P|25|28C|28|60[FM]|61|62[FM]|64|65|86|13D|13|34F|90[DC]|NS) ?:/
const messageEnd = /^[-\u00AD](?:\}.*|XXX.*)?\s*$/
/** `{1:F01…}{2:…}{4:`, `ABNANL2A`, `940`, `940 00`, `0000 01INGBNL2AXXXX00001`, `:940:`. */
const envelope = /^(?:\{\d:|:94[02]:|94[02](?: 00)?\s*$|[A-Z]{4}[A-Z]{2}[A-Z\d]{2}(?:[A-Z\d]{3})?\s*$|0000 01[A-Z]{4})/

/** Splits text that comes in pieces; every call gives the tags that are complete. */
export class TagReader {
  #rest = ''
  #lineNumber = 0
  #code: string | null = null
  #lines: string[] = []
  #startedAt = 0
  /** What the last envelope says: an interim report (MT942) or not. */
  #interim = false

  feed(piece: string): TagEvent[] {
    const text = this.#rest + piece
    // A carriage return at the end may be half of a CRLF.
    const cut = Math.max(text.lastIndexOf('\n') + 1, text.endsWith('\r') ? 0 : text.lastIndexOf('\r') + 1)
    this.#rest = text.slice(cut)
    const out: TagEvent[] = []
    if (cut > 0) for (const line of splitLines(text.slice(0, cut))) this.#line(line, out)
    return out
  }

  end(): TagEvent[] {
    const out: TagEvent[] = []
    for (const line of splitLines(this.#rest)) this.#line(line, out)
    this.#rest = ''
    this.#flush(out)
    out.push({ code: 'end', interim: this.#interim })
    return out
  }

  #line(raw: string, out: TagEvent[]): void {
    this.#lineNumber++
    const line = raw.includes('\0') || raw.charCodeAt(0) < 0x20 || raw.endsWith('\u0003') ? withoutControls(raw) : raw
    if (line.startsWith(':')) {
      const match = tagStart.exec(line)
      if (match !== null) {
        this.#flush(out)
        this.#code = match[1] ?? ''
        this.#lines = [line.slice(match[0].length)]
        this.#startedAt = this.#lineNumber
        return
      }
    }
    const isInDetails = this.#code === '86' || this.#code === '61' || this.#code === 'NS'
    if (messageEnd.test(line) || ((!isInDetails || line.startsWith(':94') || line.startsWith('{')) && envelope.test(line))) {
      this.#envelope(line)
      this.#flush(out)
      out.push({ code: 'end', interim: this.#interim })
      return
    }
    if (this.#code !== null) this.#lines.push(line)
  }

  #envelope(line: string): void {
    const block = /\{2:[IO](\d{3})/.exec(line)?.[1] ?? /^:?(94[02])/.exec(line)?.[1]
    if (block !== undefined) this.#interim = block === '942'
  }

  #flush(out: TagEvent[]): void {
    if (this.#code === null) return
    while (this.#lines.length > 1 && this.#lines.at(-1)?.trim() === '') this.#lines.pop()
    out.push({ code: this.#code, lines: this.#lines, at: this.#startedAt })
    this.#code = null
    this.#lines = []
  }
}

const splitLines = (text: string): string[] => {
  const lines = text.includes('\r') ? text.split(/\r\n|\n|\r/) : text.split('\n')
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** Without the marks that banks put around a block (0x01 … 0x03) and stray NULs. */
const withoutControls = (line: string): string =>
  Array.from(line)
    .filter((char) => char >= ' ' || char === '\t')
    .join('')
