import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { seenMail } from './seen-mail.ts'

const layout = readFileSync(new URL('../../../src/flows/messages/layout.html.liquid', import.meta.url), 'utf8')

test('the layout of our mails, shown light, has no dark look left that a dark browser could choose; shown dark, it is dark in a light one', () => {
  expect(layout).toContain('@media (prefers-color-scheme: dark)')
  const [light, dark] = [seenMail(layout, 'light'), seenMail(layout, 'dark')]
  for (const seen of [light, dark]) expect(seen).not.toContain('prefers-color-scheme')
  expect(light).toContain('@media not all {')
  expect(light).toContain('<meta name="color-scheme" content="light">')
  expect(dark).toContain('@media all {')
  expect(dark).toContain('<meta name="supported-color-schemes" content="dark">')
  // The narrow look stays what the width of the frame makes it.
  expect(light).toContain('@media (max-width: 620px)')
})
