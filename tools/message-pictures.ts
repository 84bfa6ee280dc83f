// Takes the pictures of messages for the manual: each kind as a mail (desktop, phone, dark) and as a printed letter, of figures known to the tests.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type MessageKind, messageKinds, type Tone } from '#domain/dunning/message-kind'
import { readyTemplate } from '#flows/messages/ready-templates'
import { printedLetter, writtenMessage } from '#flows/messages/written-message'
import { launchBrowser } from '#test/support/browser'
import { sampleFacts } from '#test/support/message-facts'
import { smallPng } from './small-png.ts'

const folder = join(import.meta.dirname, '..', 'docs', 'guide', 'img', 'messages')
const toneOf: Partial<Record<MessageKind, Tone>> = { demand: 'firm', 'pre-court-demand': 'final' }
const printed = new Set<MessageKind>(['demand', 'pre-court-demand', 'interest-note', 'balance-confirmation', 'statement'])
const run = promisify(execFile)

const views = [
  { name: '', width: 680, dark: false },
  { name: '-phone', width: 390, dark: false },
  { name: '-dark', width: 680, dark: true },
] as const

await mkdir(folder, { recursive: true })
const scratch = await mkdtemp(join(tmpdir(), 'skarbnik-messages-'))
const browser = await launchBrowser()
try {
  for (const kind of messageKinds) {
    const tone = toneOf[kind] ?? 'neutral'
    const facts = sampleFacts({ kind, tone, medium: 'email', language: 'pl' })
    const message = await writtenMessage(facts, readyTemplate(kind, tone, 'pl'), [])
    const html = message.files.reduce(
      (text, file) =>
        file.inlineId === undefined
          ? text
          : text.replaceAll(`cid:${file.inlineId}`, `data:${file.contentType};base64,${Buffer.from(file.bytes).toString('base64')}`),
      message.html,
    )
    for (const view of views) {
      const page = await browser.newPage({ viewport: { width: view.width, height: 600 }, colorScheme: view.dark ? 'dark' : 'light' })
      await page.setContent(html, { waitUntil: 'load' })
      await writeFile(join(folder, `${kind}${view.name}.png`), smallPng(await page.screenshot({ fullPage: true })))
      await page.close()
    }
    if (printed.has(kind)) {
      const letter = await printedLetter(facts, readyTemplate(kind, tone, 'pl'))
      const file = join(scratch, `${kind}.pdf`)
      await writeFile(file, letter.bytes)
      await run('pdftoppm', ['-png', '-r', '80', file, join(folder, `${kind}-letter`)])
    }
    process.stdout.write(`${kind}\n`)
  }
} finally {
  await browser.close()
  await rm(scratch, { recursive: true, force: true })
}
