// The read command: JSON lines as the contract says, exit codes, and files that cannot be read beside those that can.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { recogniseFile } from '#flows/recognise-file'
import { bytesSource } from '#ports/reading/byte-source'
import type { StatementFormat } from '#ports/statement-format'
import { statementPagesOf } from '#test/support/made-format'
import { readCommand } from './read.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const file = async (name: string, content: string): Promise<string> => {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

class Kept extends Writable {
  text = ''
  override _write(chunk: Buffer, _: BufferEncoding, done: () => void): void {
    this.text += chunk.toString()
    done()
  }
}

async function run(
  args: readonly string[],
  formats: readonly StatementFormat[] = [statementPagesOf('made')],
): Promise<{ code: number; out: string; err: string }> {
  const [stdout, stderr] = [new Kept(), new Kept()]
  const code = await readCommand(args, { stdout, stderr, language: 'en' }, formats)
  return { code, out: stdout.text, err: stderr.text }
}

const statement = z.looseObject({
  kind: z.literal('statement'),
  file: z.string(),
  format: z.string(),
  currency: z.string(),
  balanced: z.boolean().nullable(),
  lines: z.array(
    z.looseObject({
      bookedOn: z.string(),
      amount: z.string(),
      currency: z.string(),
      title: z.string(),
      status: z.enum(['booked', 'pending']),
    }),
  ),
  rejected: z.array(z.object({ at: z.string().optional(), why: z.string(), code: z.string() })),
})
const parsed = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((text) => statement.parse(JSON.parse(text)))

test('a statement in several parts is one object a line, with its balances and its check', async () => {
  const { code, out, err } = await run([await file('a.made', 'MADE parts')])
  expect([code, err]).toEqual([0, ''])
  expect(parsed(out)).toMatchObject([
    {
      openingBalance: '0.00',
      closingBalance: '3.50',
      balanced: true,
      rejected: [],
      lines: [
        { amount: '1.00', original: { amount: '4.00', currency: 'EUR' }, charges: '0.10' },
        { amount: '-0.50', notAPayment: 'fee' },
        { amount: '3.00' },
      ],
    },
  ])
})

test('rejected lines and a failed check end with 1, and the reason is a sentence', async () => {
  const rejected = await run([await file('b.made', 'MADE rejected')])
  expect(rejected.code).toBe(1)
  expect(parsed(rejected.out)[0]?.rejected).toEqual([{ at: '7', why: '"soon" is no date.', code: 'line.no-day' }])
  expect((await run([await file('c.made', 'MADE unbalanced')])).code).toBe(1)
})

test('a file of no known format ends with 2 and one sentence; beside a readable one with 1', async () => {
  const unknown = await file('d\u202Ecsv.txt', 'nothing that anyone knows')
  const alone = await run([unknown])
  expect([alone.code, alone.out]).toEqual([2, ''])
  expect(alone.err).toContain('I do not know this format')
  expect(alone.err).not.toContain('\u202E')
  expect((await run([unknown, await file('e.made', 'MADE parts')])).code).toBe(1)
  expect((await run([await file('empty', '')])).err).toContain('The file is empty.')
  expect((await run([join(folder, 'absent')])).code).toBe(2)
})

test('a reader that fails half way leaves whole JSON, the lines it had and the reason', async () => {
  const { code, out } = await run([await file('f.made', 'MADE broken')])
  expect(code).toBe(1)
  expect(parsed(out)).toMatchObject([{ lines: [{ amount: '1.00' }], rejected: [{ code: 'file.xml-too-deep' }] }])
})

test('wrong use ends with 2 and tells the use', async () => {
  expect(await run([])).toMatchObject({ code: 2, err: 'usage: read FILE… [--json]\n' })
  expect((await run(['--xml', 'a'])).code).toBe(2)
})

test('the surest format reads a file, none reads what all doubt', () => {
  const format = statementPagesOf('made')
  const sure = (id: string, value: number): StatementFormat => ({
    id,
    name: id,
    produces: 'statements',
    recognise: () => value,
    read: () => format.read(bytesSource(Buffer.from('MADE')), {}),
  })
  const source = bytesSource(Buffer.from('x'))
  expect(recogniseFile(source, [sure('a', 0.3), sure('b', 0.9), sure('c', 0.9)]).id).toBe('b')
  expect(() => recogniseFile(source, [sure('a', 0.1)])).toThrow('file.unknown-format')
})
