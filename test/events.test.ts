// What the manual says of events is what the house publishes: each type in the manual, each published by a flow, none beside.
import { expect, test } from 'vitest'
import { eventTypes, eventWords } from '#ports/outgoing-event'
import { isCode, isTest, projectFiles, textOf } from '#test/support/source-files'

const manual = textOf('docs/guide/events.md')
const flows = projectFiles().filter((file) => file.startsWith('src/flows/') && isCode(file) && !isTest(file))

test('the table of the manual names every type of event, and no other', () => {
  const rows = manual.split('\n').filter((line) => /^\| `[a-z]+\.[a-z-]+`/.test(line))
  const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z]+\.[a-z-]+)`/g)].map((match) => match[1]))
  expect(named.toSorted()).toEqual([...eventTypes].sort())
  expect(Object.keys(eventWords).sort()).toEqual([...eventTypes].sort())
})

test('every type is published by a flow', () => {
  const publishing = flows.filter((file) => /\bpublishEvents?\b/.test(textOf(file))).map(textOf)
  const published = eventTypes.filter((type) =>
    publishing.some((text) => new RegExp(`type: (?:[^,}\\n]* \\? )?(?:'[a-z.-]+' : )?'${type.replace('.', '\\.')}'`).test(text)),
  )
  expect(published).toEqual([...eventTypes])
})
