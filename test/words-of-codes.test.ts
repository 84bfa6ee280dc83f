// Every code that the program writes for people to read later has its words in both languages.
import { describe, expect, test } from 'vitest'
import { deliveries } from '#contract/outbox'
import { readWords } from '#contract/read-words'
import { reasonCodes } from '#domain/dunning/gates'
import { messageKinds, tones } from '#domain/dunning/message-kind'
import { taskKinds } from '#domain/follow-up/task-kinds'
import { eventTypes } from '#ports/outgoing-event'
import { outboxKinds, outboxStates } from '#store/outbox'
import { isCode, isTest, projectFiles, textOf } from '#test/support/source-files'

const words = readWords()
const sources = projectFiles('src').filter((file) => isCode(file) && !isTest(file))

/** The word under a path of keys, some of which have dots of their own. */
function wordAt(tree: unknown, path: string): unknown {
  if (typeof tree !== 'object' || tree === null) return undefined
  const node = tree as Readonly<Record<string, unknown>>
  if (path in node) return node[path]
  for (const key of Object.keys(node)) {
    const found = path.startsWith(`${key}.`) ? wordAt(node[key], path.slice(key.length + 1)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}
const silent = (namespace: string, group: string, codes: Iterable<string>): string[] =>
  (['pl', 'en'] as const).flatMap((language) =>
    [...new Set(codes)]
      .filter((code) => {
        const tree = (words[language] as Readonly<Record<string, unknown>>)[namespace]
        return [code, `${code}_other`].every((each) => typeof wordAt(tree, `${group}.${each}`) !== 'string')
      })
      .map((code) => `${language}: ${namespace}:${group}.${code}`),
  )

describe('the audit log', () => {
  const writers = sources.filter((file) => /\b(?:appendAudit|audit[A-Z]\w*)\b/.test(textOf(file)) && /^src\/(?:flows|app)\//.test(file))
  const kinds = ['promise', 'dispute', 'instalments', 'pause', 'insolvency']
  /** Actions that are put together, and what comes out of them. */
  const made: Readonly<Record<string, readonly string[]>> = {
    'customer.${agreement.kind}-recorded': kinds.map((kind) => `customer.${kind}-recorded`),
    'customer.${agreement.kind}-${outcome}': ['promise', 'instalments'].flatMap((kind) =>
      ['kept', 'broken'].map((outcome) => `customer.${kind}-${outcome}`),
    ),
  }
  /** Dotted codes in quotes in the files that write it, but for failures, which the neighbouring test asks for, and events for other programs and causes. */
  const written = writers.flatMap((file) => {
    const text = textOf(file)
      .replace(/\/\*\*[\s\S]*?\*\/|^import .*$|^\s*\/\/.*$/gm, '')
      .replace(/\b(?:new Failure|isFailure|const refusal)\b[^\n]*/g, '')
    const quoted = [...text.matchAll(/'([a-z][a-z-]*\.[a-z][a-z-]*)'/g)].map((match) => match[1] ?? '')
    const pieced = [...text.matchAll(/action: `([^`]+)`/g)].flatMap((match) => made[match[1] ?? ''] ?? [`? ${match[1]}`])
    return [...quoted, ...pieced]
  })
  const events = new Set<string>([...eventTypes, 'customers.merged', 'customers.parted'])
  const actions = written.filter((code) => !events.has(code))

  test('is written by many flows', () => expect(writers.length).toBeGreaterThan(40))
  test('has words for every action', () => {
    expect(silent('audit-screen', 'action', actions)).toEqual([])
  })
})

describe('the outbox', () => {
  const delivery = sources.filter(
    (file) =>
      /^src\/flows\/(?:deliver\/|outbox-decisions|overtake-pending|plan-effects|look-into-unknown)/.test(file) ||
      /^src\/(?:store\/outbox|domain\/dunning\/recheck|ports\/channel)/.test(file),
  )
  const inText = (pattern: RegExp): string[] =>
    delivery.flatMap((file) => [...textOf(file).matchAll(pattern)].map((match) => match[1] ?? ''))
  /** Refusals of a webhook's signature and shapes of events never reach a row. */
  const elsewhere = new Set(['bad-signature', 'malformed', 'unexpected-shape', 'retry'])
  const reasons = [
    ...reasonCodes,
    ...inText(/reason: '([a-z-]+)'/g),
    ...inText(/reason: (?:'[a-z-]+' \| )+'([a-z-]+)'/g),
    ...inText(/\b(?:end\('[a-z-]+'|wait\(tx, row|cancelMessages\([^']*), '([a-z-]+)'/g),
    ...[...textOf('src/ports/channel.ts').matchAll(/RefusalReason =([^\n]+)/g)].flatMap((match) =>
      [...(match[1] ?? '').matchAll(/'([a-z-]+)'/g)].map((each) => each[1] ?? ''),
    ),
  ].filter((reason) => !elsewhere.has(reason))
  const templates = [...textOf('src/flows/deliver/message-content.ts').matchAll(/template: z\.literal\('([^']+)'\)/g)].map(
    (match) => match[1] ?? '',
  )

  test('has words for its kinds, states, templates and reports of delivery', () => {
    expect(templates.length).toBeGreaterThan(5)
    expect([
      ...silent('outbox-screen', 'kind', outboxKinds),
      ...silent('outbox-screen', 'state', outboxStates),
      ...silent('outbox-screen', 'template', templates),
      ...silent('outbox-screen', 'delivery', deliveries),
    ]).toEqual([])
  })
  test('has words for every reason that keeps a message back or ends it', () => {
    expect(new Set(reasons).size).toBeGreaterThan(30)
    expect(silent('outbox-screen', 'reason', reasons)).toEqual([])
  })
})

test('messages have words for their kinds and tones, tasks for theirs, policies for all that may be wrong with them', () => {
  const problems = [...textOf('src/domain/dunning/policy-problems.ts').matchAll(/'((?:policy|step)\.[a-z-]+)'/g)].map(
    (match) => match[1] ?? '',
  )
  expect(problems.length).toBeGreaterThan(15)
  expect([
    ...silent('templates', 'kinds', messageKinds),
    ...silent('templates', 'tones', tones),
    ...silent('tasks', 'kind', taskKinds),
    ...silent('dunning-screen', 'problem', problems),
  ]).toEqual([])
})
