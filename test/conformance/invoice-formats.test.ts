// Every invoice format keeps the port's promise: it knows its own files and no other's, and whatever the bytes, it reads, rejects or refuses.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { discoverShelves } from '#app/discover'
import type { InvoiceFile, InvoiceFormat } from '#ports/invoice-format'
import { bytesSource } from '#ports/reading/byte-source'
import { brokenBytes, changes } from '#test/support/broken-bytes'
import { cpuMs } from '#test/support/cpu-time'
import { invoiceSamples } from '#test/support/invoice-samples'
import { parseDay } from '#values/day'
import { isFailure } from '#values/failure'

const formats = (await discoverShelves()).formats.filter((format): format is InvoiceFormat => format.produces === 'invoices')
const samplesOf = (format: InvoiceFormat): readonly Uint8Array[] => invoiceSamples[format.id] ?? []

/** `FUZZ_SEED=… FUZZ_RUNS=…` repeat or widen a run. */
const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121)
const numRuns = Number(process.env['FUZZ_RUNS'] ?? 200)
/** The issue's limit is 2 s a megabyte; small files get the same 2 s, so that a busy machine does not fail the run. */
const millisecondsAllowed = (bytes: number): number => 2_000 * Math.max(1, bytes / 2 ** 20)

type Outcome = { readonly files: readonly InvoiceFile[]; readonly refusedWith: string | null }

async function outcomeOf(format: InvoiceFormat, bytes: Uint8Array): Promise<Outcome> {
  const files: InvoiceFile[] = []
  try {
    for await (const file of format.read(bytesSource(bytes, 700), {})) files.push(file)
    return { files, refusedWith: null }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { files, refusedWith: error.code }
  }
}

/** What is wrong with an outcome; empty when it keeps the promise of the port. */
function faultsOf({ files, refusedWith }: Outcome): string[] {
  const faults: string[] = []
  const demand = (right: boolean, fault: string): void => {
    if (!right) faults.push(fault)
  }
  demand(files.length > 0 || refusedWith !== null, 'neither read nor refused')
  for (const { invoices, rejected } of files) {
    for (const invoice of invoices) {
      const { number, total, type, issueOn, dueOn, saleOn, net, settledAtSource } = invoice
      demand(number.trim() !== '', 'a number of blanks')
      demand(
        [issueOn, dueOn, saleOn].every((on) => on === undefined || parseDay(on) === on),
        `${number}: no day`,
      )
      demand(typeof total.minor === 'bigint', `${number}: no total`)
      demand(type !== 'credit-note' || total.minor <= 0n, `${number}: a credit note above zero`)
      demand(
        [net, settledAtSource].every((amount) => amount === undefined || amount.currency === total.currency),
        `${number}: two currencies`,
      )
      demand(
        Object.values(invoice).every((value: unknown) => value !== undefined),
        `${number}: an empty key`,
      )
    }
    for (const { code } of rejected) demand(/^[a-z]+\.[a-z0-9-]+$/.test(code), `no code: ${code}`)
  }
  return faults
}

test('every invoice format has a sample here, and every sample a format', () => {
  expect(formats.map((format) => format.id).sort()).toEqual(Object.keys(invoiceSamples).sort())
})

describe.each(formats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('knows its own files best, and reads them without a rejection', async () => {
    for (const sample of samplesOf(format)) {
      const scores = formats.map((other) => [other.id, other.recognise(bytesSource(sample).head)] as const).toSorted((a, b) => b[1] - a[1])
      expect(scores[0]?.[0]).toBe(id)
      const { files } = await outcomeOf(format, sample)
      expect(files.flatMap((file) => file.rejected)).toEqual([])
      expect(files.flatMap((file) => file.invoices).length).toBeGreaterThan(0)
    }
  })

  test(`T105 reads, rejects or refuses broken files, and nothing else (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...samplesOf(format)), changes, async (sample, list) => {
        const bytes = brokenBytes(sample, list)
        const score = format.recognise(bytesSource(bytes).head)
        expect(score >= 0 && score <= 1).toBe(true)
        const started = cpuMs()
        expect(faultsOf(await outcomeOf(format, bytes))).toEqual([])
        expect(cpuMs() - started).toBeLessThan(millisecondsAllowed(bytes.length))
      }),
      { seed, numRuns },
    )
  }, 120_000)

  test(`T105 any bytes at all are read, rejected or refused (seed ${seed})`, async () => {
    expect.hasAssertions()
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), async (bytes) => {
        expect(format.recognise(bytesSource(bytes).head)).toBeLessThanOrEqual(1)
        expect(faultsOf(await outcomeOf(format, bytes))).toEqual([])
      }),
      { seed, numRuns: Math.ceil(numRuns / 4) },
    )
  }, 60_000)
})

const xmlFormats = formats.filter((format) =>
  samplesOf(format).some((sample) => Buffer.from(sample).toString('latin1').startsWith('<?xml')),
)

describe.each(xmlFormats.map((format) => [format.id, format] as const))('T100 hostile XML in %s', (_, format) => {
  const text = Buffer.from(samplesOf(format)[0] ?? new Uint8Array(0)).toString('utf8')
  const body = text.replace(/^<\?xml[^>]*\?>\s*/, '')
  const root = /<([A-Za-z]+)/.exec(body)?.[1] ?? 'x'
  const laughs = Array.from({ length: 9 }, (_unused, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join('')
  test.each<readonly [string, string | Uint8Array, string]>([
    [
      'an external entity',
      `<?xml version="1.0"?><!DOCTYPE ${root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body}`,
      'file.xml-dtd-refused',
    ],
    ['a document type from the network', `<!DOCTYPE ${root} SYSTEM "http://localhost:1/x.dtd">${body}`, 'file.xml-dtd-refused'],
    ['a billion laughs', `<!DOCTYPE ${root} [<!ENTITY l0 "ha">${laughs}]>${body}`, 'file.xml-dtd-refused'],
    [
      'the same in UTF-16',
      Buffer.from(`\uFEFF<!DOCTYPE ${root} [<!ENTITY x SYSTEM "file:///etc/passwd">]>${body}`, 'utf16le'),
      'file.xml-dtd-refused',
    ],
    ['ten thousand elements deep', body.replace('>', `>${'<a>'.repeat(10_000)}`), 'file.xml-too-deep'],
    ['an attribute of 40 MB', body.replace('>', ` a="${'x'.repeat(40 * 2 ** 20)}">`), 'file.xml-oversized'],
    ['UTF-7', `<?xml version="1.0" encoding="UTF-7"?>${body}`, 'file.encoding-unsupported'],
  ])(
    '%s is refused',
    async (_name, file, code) => {
      const started = cpuMs()
      const { refusedWith, files } = await outcomeOf(format, typeof file === 'string' ? Buffer.from(file) : file)
      expect(
        refusedWith ??
          files
            .flatMap((one) => one.rejected)
            .map((rejection) => rejection.code)
            .join(),
      ).toBe(code)
      expect(cpuMs() - started).toBeLessThan(5_000)
    },
    20_000,
  )
})
