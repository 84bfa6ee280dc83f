// The list of what a ZIP archive holds, read from its central directory and judged before a byte is unpacked.
import { Failure, type FailureFacts } from '#values/failure'

export type ZipEntry = {
  readonly name: string
  readonly method: 0 | 8
  readonly packed: Uint8Array
  readonly unpackedSize: number
  readonly crc: number
}

/** Far above any honest workbook of 100,000 rows (some 60 MB unpacked), far below what hurts the machine. */
export const zipLimits = {
  packedBytes: 100 * 2 ** 20,
  entries: 2_000,
  unpackedBytes: 512 * 2 ** 20,
  ratio: 250,
  ratioFromBytes: 4 * 2 ** 20,
} as const

const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const localSignature = 0x04034b50
const symbolicLink = 0xa

const refuse = (reason: string, facts: FailureFacts = {}): never => {
  throw new Failure(`xlsx.${reason}`, facts)
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - 0xffff); at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return refuse('damaged')
}

function checkName(name: string, attributes: number): void {
  const steps = name.split(/[/\\]/)
  if (name.includes('\0') || /^([/\\]|[a-zA-Z]:)/.test(name) || steps.includes('..')) refuse('unsafe-name', { name: name.slice(0, 100) })
  if (attributes >>> 28 === symbolicLink) refuse('unsafe-name', { name: name.slice(0, 100) })
  if (/\.(zip|xls[xmb]|docx|pptx|jar|gz|7z|rar)$/i.test(name) && !/^(xl|word|ppt)\/embeddings\//i.test(name))
    refuse('nested-archive', { name: name.slice(0, 100) })
}

/** The bytes of one entry by its local header, whose sizes are not believed. */
function packedBytes(bytes: Uint8Array, view: DataView, offset: number, size: number): Uint8Array {
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature) return refuse('damaged')
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true)
  if (start + size > bytes.length) return refuse('damaged')
  return bytes.subarray(start, start + size)
}

function checkSizes(entries: readonly ZipEntry[]): void {
  let total = 0
  for (const { name, packed, unpackedSize } of entries) {
    total += unpackedSize
    if (unpackedSize > zipLimits.ratioFromBytes && unpackedSize > packed.length * zipLimits.ratio)
      refuse('bomb', { name: name.slice(0, 100) })
  }
  if (total > zipLimits.unpackedBytes) refuse('too-large', { bytes: total })
}

/** Two entries that share bytes are how small archives unpack to petabytes. */
function checkOverlaps(entries: readonly ZipEntry[]): void {
  const ranges = entries
    .filter((entry) => entry.packed.length > 0)
    .map(({ packed }) => [packed.byteOffset, packed.byteOffset + packed.length] as const)
  ranges.sort((a, b) => a[0] - b[0])
  let end = -1
  for (const [start, stop] of ranges) {
    if (start < end) refuse('bomb')
    end = stop
  }
}

/**
 * The entries of an archive. Throws a Failure `xlsx.damaged`, `.encrypted`, `.too-large`, `.too-many-entries`, `.bomb`,
 * `.unsafe-name`, `.nested-archive` or `.unknown-packing` when it is not one that an honest spreadsheet program writes.
 */
export function zipDirectory(bytes: Uint8Array): readonly ZipEntry[] {
  if (bytes.length > zipLimits.packedBytes) refuse('too-large', { bytes: bytes.length })
  if (bytes.length < 22) refuse('damaged')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOfDirectory(view)
  const count = view.getUint16(end + 10, true)
  if (count > zipLimits.entries) refuse('too-many-entries', { entries: count })
  if (view.getUint16(end + 8, true) !== count || view.getUint32(end + 16, true) === 0xffffffff) refuse('damaged')

  const entries: ZipEntry[] = []
  let at = view.getUint32(end + 16, true)
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== entrySignature) refuse('damaged')
    const nameLength = view.getUint16(at + 28, true)
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength))
    if ((view.getUint16(at + 8, true) & 0x41) !== 0) refuse('encrypted')
    checkName(name, view.getUint32(at + 38, true))
    const method = view.getUint16(at + 10, true)
    if (method !== 0 && method !== 8) return refuse('unknown-packing', { method })
    const packed = packedBytes(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true))
    entries.push({ name, method, packed, unpackedSize: view.getUint32(at + 24, true), crc: view.getUint32(at + 16, true) })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  checkSizes(entries)
  checkOverlaps(entries)
  return entries
}
