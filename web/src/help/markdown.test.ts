import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { anchorOf, inline, readMarkdown } from './markdown.ts'

test('a page is read block by block', () => {
  const page = [
    '# Tytuł',
    '',
    'Pierwszy',
    'akapit.',
    '',
    '- raz',
    '- dwa',
    '  dalej',
    '',
    '| A | B |',
    '|---|---|',
    '| 1 | a \\| b |',
    '',
    '![Obraz](img/x.png)',
    '',
    '```',
    'kod',
    '```',
  ]
  expect(readMarkdown(page.join('\n')).map((block) => block.kind)).toEqual(['heading', 'paragraph', 'list', 'table', 'picture', 'code'])
  const [, paragraph, list, table] = readMarkdown(page.join('\n'))
  expect(paragraph).toEqual({ kind: 'paragraph', content: [{ kind: 'text', text: 'Pierwszy akapit.' }] })
  expect(list).toMatchObject({ ordered: false, items: [[{ text: 'raz' }], [{ text: 'dwa dalej' }]] })
  expect(table).toMatchObject({ rows: [[[{ text: '1' }], [{ text: 'a | b' }]]] })
})

test('code, bold and links stand out in a line, and what looks like HTML stays text', () => {
  expect(inline('Użyj `a` i **b**, [tu](importy.md) <b>x</b>')).toEqual([
    { kind: 'text', text: 'Użyj ' },
    { kind: 'code', text: 'a' },
    { kind: 'text', text: ' i ' },
    { kind: 'strong', text: 'b' },
    { kind: 'text', text: ', ' },
    { kind: 'link', text: 'tu', to: 'importy.md' },
    { kind: 'text', text: ' <b>x</b>' },
  ])
})

test('a heading is found by the link that the manual writes', () => {
  expect(anchorOf('Co Skarbnik bierze pod uwagę?')).toBe('co-skarbnik-bierze-pod-uwagę')
})

describe('the manual itself', () => {
  const folder = join(import.meta.dirname, '../../../docs/guide')
  const pages = readdirSync(folder).filter((name) => name.endsWith('.md'))
  test.each(pages)('%s opens with a title, and no mark of Markdown is left over in its text', (name) => {
    const blocks = readMarkdown(readFileSync(join(folder, name), 'utf8'))
    expect(blocks[0]).toMatchObject({ kind: 'heading', level: 1 })
    const texts = blocks.flatMap((block) => (block.kind === 'paragraph' ? block.content : block.kind === 'list' ? block.items.flat() : []))
    expect(texts.filter((part) => part.kind === 'text' && /^#{1,4} |^\|.*\|$|\]\(|\*\*/.test(part.text))).toEqual([])
  })
})

test('a picture in a cell of a table is a picture there, beside words that link', () => {
  expect(inline('![Wezwanie](img/messages/demand.png) i [opis](wiadomosci.md)')).toEqual([
    { kind: 'picture', source: 'img/messages/demand.png', words: 'Wezwanie' },
    { kind: 'text', text: ' i ' },
    { kind: 'link', text: 'opis', to: 'wiadomosci.md' },
  ])
})
