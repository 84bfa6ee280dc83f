// Long tables on paper, row by row: letters are looked up once, so that a hundred thousand rows take seconds and no memory to speak of.
import { setImmediate } from 'node:timers/promises'
import { isMoney } from '#domain/reporting/cell'
import type { Block, Cell } from '#ports/report'
import type { Language } from '#values/language'
import { cellText } from './cell-text.ts'
import { ink } from './pdf-ink.ts'

type Table = Extract<Block, { kind: 'table' }>

/** What the letters of a face are called in the file, and how wide they are in thousandths of the size. */
type Face = {
  readonly id: string
  encode(text: string, features?: readonly string[]): readonly [readonly string[], readonly { readonly advanceWidth: number }[]]
  ref(): unknown
}
/** The part of the PDF library that is drawn with here. */
export type Paper = {
  readonly page: { readonly width: number; readonly height: number; readonly fonts: Record<string, unknown> }
  addPage(options: object): unknown
  addContent(text: string): unknown
  provideFont(family: string, bold: boolean, italics: boolean): Face
}

export type PageFrame = {
  readonly width: number
  readonly height: number
  readonly margin: number
  readonly language: Language
  /** The line at the foot, and its right end by page. */
  readonly foot: string
  readonly pageOf: (page: number) => string
  readonly continued: string
}

const size = 8
const lineHeight = 9.2
/** Letters that fit a line of the widest column about; longer texts are broken into at most three lines. */
const lettersOfLine = 46
const mostLines = 3
const top = 42
const headHeight = 34
const bottom = 52
const gap = 5

/** Lines of every row of a table: as many as its longest text asks for, so that the count of pages is known before they are drawn. */
function linesOf(table: Table): number {
  let longest = 0
  for (const row of table.rows) for (const cell of row) if (typeof cell === 'string' && cell.length > longest) longest = cell.length
  return Math.min(mostLines, Math.max(1, Math.ceil(longest / lettersOfLine)))
}
const rowHeightOf = (table: Table): number => 4.2 + linesOf(table) * lineHeight
const rowsOnPage = (table: Table, frame: Pick<PageFrame, 'height'>): number =>
  Math.floor((frame.height - top - headHeight - bottom) / rowHeightOf(table))
const rowCount = (table: Table): number => table.rows.length + (table.totals === undefined ? 0 : 1)

/** Pages that a table takes. */
export const longTablePages = (table: Table, frame: Pick<PageFrame, 'height'>): number =>
  Math.max(1, Math.ceil(rowCount(table) / rowsOnPage(table, frame)))

/** Letters of one face: their codes and widths, each asked for once. Figures have one width. */
class Letters {
  readonly #known = new Map<string, { readonly code: string; readonly width: number }>()
  readonly face: Face

  constructor(face: Face) {
    this.face = face
  }

  of(letter: string): { readonly code: string; readonly width: number } {
    const known = this.#known.get(letter)
    if (known !== undefined) return known
    const [codes, positions] = this.face.encode(letter, ['tnum'])
    const made = { code: codes.join(''), width: positions.reduce((sum, position) => sum + position.advanceWidth, 0) }
    this.#known.set(letter, made)
    return made
  }

  /** The text in at most so many lines, broken at blanks; the last holds all the rest. */
  broken(text: string, points: number, room: number, lines: number): readonly string[] {
    if (lines === 1 || text.length < 12) return [text]
    const wide = (part: string) => [...part].reduce((sum, letter) => sum + this.of(letter).width, 0) * (points / 1_000)
    const made: string[] = []
    let line = ''
    for (const word of text.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (line !== '' && made.length < lines - 1 && wide(longer) > room) {
        made.push(line)
        line = word
      } else line = longer
    }
    return [...made, line]
  }

  /** The text as codes, cut with an ellipsis to `room` points; and how wide it is. */
  fit(text: string, points: number, room: number): { readonly codes: string; readonly width: number } {
    const scale = points / 1_000
    let codes = ''
    let width = 0
    const dots = this.of('…')
    let cutAt = { codes: '', width: 0 }
    for (const letter of text) {
      const { code, width: own } = this.of(letter)
      if ((width + own) * scale > room) return { codes: cutAt.codes + dots.code, width: (cutAt.width + dots.width) * scale }
      codes += code
      width += own
      if ((width + dots.width) * scale <= room) cutAt = { codes, width }
    }
    return { codes, width: width * scale }
  }
}

const rgb = (hex: string): string => [1, 3, 5].map((at) => (Number.parseInt(hex.slice(at, at + 2), 16) / 255).toFixed(3)).join(' ')
const short = (value: number): string => value.toFixed(2)

type Place = { readonly x: number; readonly width: number; readonly right: boolean }

function placesOf(table: Table, frame: PageFrame): readonly Place[] {
  const room = frame.width - 2 * frame.margin - gap * (table.columns.length - 1)
  const fixed = table.columns.reduce((sum, column) => sum + (column.width ?? 0), 0)
  const flexible = table.columns.filter((column) => column.width === undefined).length
  const share = flexible === 0 ? 0 : Math.max(40, (room - fixed) / flexible)
  const squeeze = Math.min(1, room / (fixed + share * flexible))
  let x = frame.margin
  return table.columns.map((column) => {
    const width = (column.width ?? share) * squeeze
    const place = { x, width, right: column.align === 'right' }
    x += width + gap
    return place
  })
}

/** Draws the table from a new page on; `firstPage` is its number. Calls `progress` with the rows done, which may throw to stop. */
export async function drawLongTable(
  paper: Paper,
  table: Table,
  frame: PageFrame,
  firstPage: number,
  progress: (rows: number) => Promise<void>,
): Promise<void> {
  const regular = new Letters(paper.provideFont('Inter', false, false))
  const bold = new Letters(paper.provideFont('Inter', true, false))
  const places = placesOf(table, frame)
  const text = (letters: Letters, written: string, at: Place & { readonly y: number }, points: number, colour: string): string => {
    const { codes, width } = letters.fit(written, points, at.width)
    const x = at.right ? at.x + at.width - width : at.x
    return `BT ${rgb(colour)} rg /${letters.face.id} ${points} Tf 1 0 0 -1 ${short(x)} ${short(at.y)} Tm <${codes}> Tj ET\n`
  }
  const whole = (y: number, right = false): Place & { readonly y: number } => ({
    x: frame.margin,
    width: frame.width - 2 * frame.margin,
    right,
    y,
  })
  const line = (y: number, colour: string, weight: number): string =>
    `${rgb(colour)} RG ${weight} w ${short(frame.margin)} ${short(y)} m ${short(frame.width - frame.margin)} ${short(y)} l S\n`
  const perPage = rowsOnPage(table, frame)
  const rowHeight = rowHeightOf(table)
  const lines = linesOf(table)
  const all = rowCount(table)
  for (let page = 0; page * perPage < Math.max(1, all); page++) {
    paper.addPage({ size: [frame.width, frame.height], margin: 0 })
    for (const { face } of [regular, bold]) paper.page.fonts[face.id] ??= face.ref()
    let drawn = text(bold, page === 0 ? table.title : `${table.title} ${frame.continued}`, whole(top + 8), 10, ink.text)
    drawn += line(top + 14, ink.text, 0.9)
    for (const [at, place] of places.entries())
      drawn += text(regular, table.columns[at]?.title ?? '', { ...place, y: top + 26 }, 7.2, ink.text3)
    for (let index = page * perPage; index < Math.min(all, (page + 1) * perPage); index++) {
      const row = table.rows[index]
      const cells = row ?? table.totals ?? []
      const y = top + headHeight + (index - page * perPage) * rowHeight
      drawn += line(y - 1, ink.line, 0.5)
      for (const [at, place] of places.entries()) {
        const cell: Cell = cells[at] ?? null
        if (cell === null && row === undefined) continue
        const colour = row === undefined || at === 0 || isMoney(cell) ? ink.text : ink.text2
        const letters = row === undefined ? bold : regular
        for (const [index, part] of letters.broken(cellText(frame.language, cell), size, place.width, lines).entries())
          drawn += text(letters, part, { ...place, y: y + 8.6 + index * lineHeight }, size, colour)
      }
    }
    drawn += line(frame.height - bottom + 14, ink.line, 0.6)
    drawn += text(regular, frame.foot, whole(frame.height - bottom + 27), 7.5, ink.text3)
    drawn += text(regular, frame.pageOf(firstPage + page), whole(frame.height - bottom + 27, true), 7.5, ink.text3)
    paper.addContent(drawn)
    await progress(Math.min(all, (page + 1) * perPage))
    // Others get their turn between pages.
    await setImmediate()
  }
}
