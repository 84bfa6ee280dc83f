// A shaped report as the screens read it: long tables cut, ids as the API writes them.

import type { viewReport } from '#contract/reports'
import type { Output } from '#contract/route'
import type { Block, ReportDocument } from '#ports/report'
import { writeId } from '#values/id'

type View = Output<typeof viewReport>
type PlainView = Exclude<View['blocks'][number], { kind: 'side-by-side' }>

const rowsShown = 200

function plain(block: Exclude<Block, { kind: 'side-by-side' }>): PlainView {
  if (block.kind === 'figures') return { kind: 'figures', items: block.items.map((item) => ({ ...item, ...behindOf(item) })) } as PlainView
  if (block.kind !== 'table') return structuredClone(block) as unknown as PlainView
  const { refs, behind, cellsBehind, shares, rows, ...rest } = block
  return {
    ...rest,
    rows: rows.slice(0, rowsShown),
    more: Math.max(0, rows.length - rowsShown),
    ...(refs === undefined
      ? {}
      : { refs: refs.slice(0, rowsShown).map((ref) => (ref === null ? null : { kind: ref.kind, id: writeId(ref.kind, ref.id) })) }),
    ...(behind === undefined ? {} : { behind: behind.slice(0, rowsShown) }),
    ...(cellsBehind === undefined ? {} : { cellsBehind: cellsBehind.slice(0, rowsShown) }),
    ...(shares === undefined ? {} : { shares }),
  } as unknown as PlainView
}

const behindOf = (item: { readonly behind?: unknown }) => (item.behind === undefined ? {} : { behind: item.behind })

const leaf = (block: Block): PlainView => (block.kind === 'side-by-side' ? leaf(block.left) : plain(block))

export const documentView = (document: ReportDocument): View => ({
  title: document.title,
  subtitle: document.subtitle,
  asOf: document.asOf,
  filters: [...document.filters],
  blocks: document.blocks.map((block) =>
    block.kind === 'side-by-side' ? { kind: 'side-by-side' as const, left: leaf(block.left), right: leaf(block.right) } : plain(block),
  ),
})
