// Reads the manual's Markdown into blocks: headings, paragraphs, lists, tables, code, pictures. No more than the manual uses; nothing of it becomes HTML text.

export type Inline =
  | { readonly kind: 'text' | 'code' | 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly to: string }
  | { readonly kind: 'picture'; readonly source: string; readonly words: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string; readonly anchor: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'table'; readonly head: readonly (readonly Inline[])[]; readonly rows: readonly (readonly (readonly Inline[])[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'picture'; readonly source: string; readonly words: string }

const inlinePattern = /`([^`]+)`|\*\*([^*]+)\*\*|(!?)\[([^\]]+)\]\(([^)\s]+)\)/g

export function inline(text: string): readonly Inline[] {
  const parts: Inline[] = []
  let at = 0
  for (const match of text.matchAll(inlinePattern)) {
    if (match.index > at) parts.push({ kind: 'text', text: text.slice(at, match.index) })
    const [whole, code, strong, picture, words, to] = match
    if (code !== undefined) parts.push({ kind: 'code', text: code })
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong })
    else if (picture === '!') parts.push({ kind: 'picture', source: to ?? '', words: words ?? '' })
    else parts.push({ kind: 'link', text: (words ?? '').replaceAll('`', ''), to: to ?? '' })
    at = match.index + whole.length
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}

/** `Co Skarbnik bierze pod uwagę` → `co-skarbnik-bierze-pod-uwagę`, as the links of the manual write it. */
export const anchorOf = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s+/g, '-')

/** Cells of a line `| a | b |`; a bar written as `\|` stays in its cell. */
const cellsOf = (line: string): readonly (readonly Inline[])[] =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split(/(?<!\\)\|/)
    .map((cell) => inline(cell.trim().replaceAll('\\|', '|')))

const itemPattern = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/

/** Whole blocks, read from the first of `lines`; answers how many lines they took. */
function read(lines: readonly string[]): { readonly block: Block; readonly taken: number } | null {
  const [first = ''] = lines
  const heading = /^(#{1,4})\s+(.*)$/.exec(first)
  if (heading !== null) {
    const text = (heading[2] ?? '').replaceAll('`', '')
    return { block: { kind: 'heading', level: heading[1]?.length ?? 1, text, anchor: anchorOf(text) }, taken: 1 }
  }
  if (first.startsWith('```')) {
    const end = lines.findIndex((line, at) => at > 0 && line.startsWith('```'))
    const last = end < 0 ? lines.length : end
    return { block: { kind: 'code', text: lines.slice(1, last).join('\n') }, taken: last + 1 }
  }
  const picture = /^!\[([^\]]*)\]\(([^)\s]+)\)\s*$/.exec(first)
  if (picture !== null) return { block: { kind: 'picture', words: picture[1] ?? '', source: picture[2] ?? '' }, taken: 1 }
  if (first.startsWith('|') && /^\|[\s:|-]+\|?\s*$/.test(lines[1] ?? '')) {
    const end = lines.findIndex((line) => !line.startsWith('|'))
    const rows = lines.slice(0, end < 0 ? lines.length : end)
    return { block: { kind: 'table', head: cellsOf(first), rows: rows.slice(2).map(cellsOf) }, taken: rows.length }
  }
  const item = itemPattern.exec(first)
  if (item !== null) return readList(lines, item[1] !== undefined)
  return null
}

/** Items, each with the lines that go on below it. */
function readList(lines: readonly string[], ordered: boolean): { readonly block: Block; readonly taken: number } {
  const items: string[] = []
  let taken = 0
  for (const line of lines) {
    const next = itemPattern.exec(line)
    if (next !== null) items.push(next[2] ?? '')
    else if (line.trim() !== '' && /^\s/.test(line)) items.push(`${items.pop() ?? ''} ${line.trim()}`)
    else break
    taken++
  }
  return { block: { kind: 'list', ordered, items: items.map(inline) }, taken }
}

export function readMarkdown(source: string): readonly Block[] {
  const lines = source.replace(/<!--[\s\S]*?-->/g, '').split('\n')
  const blocks: Block[] = []
  let plain: string[] = []
  const flush = () => {
    if (plain.length > 0) blocks.push({ kind: 'paragraph', content: inline(plain.join(' ')) })
    plain = []
  }
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? ''
    const found = read(lines.slice(at))
    if (found !== null || line.trim() === '') flush()
    else plain.push(line.replace(/^>\s?/, '').trim())
    if (found !== null) blocks.push(found.block)
    at += found?.taken ?? 1
  }
  flush()
  return blocks
}
