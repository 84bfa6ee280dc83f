// XML that is made to cost memory is refused before it does.
import { expect, test } from 'vitest'
import { readXml } from './read-xml.ts'

test('an attribute of 100 MB is refused in little memory and time', async () => {
  const piece = Buffer.alloc(1024 * 1024, 'x')
  const source = {
    head: Buffer.from('<A b="'),
    size: 100 * 1024 * 1024,
    async *stream() {
      yield Buffer.from('<A b="')
      for (let i = 0; i < 100; i++) yield piece
    },
  }
  const before = process.memoryUsage.rss()
  await expect(async () => {
    for await (const _ of readXml(source, () => false));
  }).rejects.toThrow('file.xml-oversized')
  expect(process.memoryUsage.rss() - before).toBeLessThan(256 * 1024 * 1024)
}, 5_000)
