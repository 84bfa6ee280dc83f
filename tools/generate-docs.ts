// Writes the tables of the manual that repeat what the plugins say of themselves; `--check` only tells whether they are current.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { discoverShelves } from '#app/discover'
import type { Format, Shelves } from '#flows/shell'
import type { SettingField, SettingFields } from '#ports/settings'

const guide = join(import.meta.dirname, '..', 'docs', 'guide')

const note = '<!-- Napisane przez tools/generate-docs.ts na podstawie wtyczek; zmiany wpisuj tam. -->'

const row = (...cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
const table = (head: readonly string[], rows: readonly string[]): string =>
  [row(...head), `|${head.map(() => '---').join('|')}|`, ...rows].join('\n')

function describe(field: SettingField): string {
  const parts = [
    field.kind === 'secret' ? 'tajne, zapisywane w postaci zaszyfrowanej' : '',
    field.kind === 'choice' ? field.options.map(({ label }) => label.pl).join(' / ') : '',
    field.hint?.pl.replace(/\.$/, '') ?? '',
    field.optional === true ? 'można pominąć' : '',
  ]
  return parts.filter((part) => part !== '').join('; ')
}

const settingsOf = (fields: SettingFields): string =>
  table(
    ['Ustawienie', 'Nazwa w API', 'Opis'],
    Object.entries(fields).map(([name, field]) => row(field.label.pl, `\`${name}\``, describe(field))),
  )

const kinds: Readonly<Record<string, string>> = {
  invoices: 'faktury',
  customers: 'kontrahenci',
  payments: 'wpłaty',
  statuses: 'odsyła statusy',
  'customer-standing': 'odsyła zadłużenie kontrahenta',
  'payment-links': 'linki do płatności',
}

function connectorsPage({ connectors }: Shelves): string {
  const systems = [...connectors.values()].map(({ name, kinds: can, about, docsUrl, settings }) =>
    [
      `## ${name}`,
      `${about.pl} Zakres: ${can.map((kind) => kinds[kind] ?? kind).join(', ')}. [Dokumentacja dostawcy](${docsUrl}).`,
      settingsOf(settings),
    ].join('\n\n'),
  )
  return [`# Połączenia\n\n${note}\n\nSystemy, z którymi Skarbnik wymienia dane.`, ...systems].join('\n\n')
}

function channelsPage({ channels }: Shelves): string {
  const ways = [...channels.values()].map(({ name, about, settings }) => [`## ${name}`, about.pl, settingsOf(settings)].join('\n\n'))
  return [`# Kanały wiadomości\n\n${note}\n\nDrogi, którymi wychodzą potwierdzenia, przypomnienia i raporty.`, ...ways].join('\n\n')
}

function formatsPage({ formats }: Shelves): string {
  const list = (produces: Format['produces']): string =>
    table(
      ['Format', 'Nazwa w API'],
      formats.filter((format) => format.produces === produces).map(({ id, name }) => row(name, `\`${id}\``)),
    )
  return [
    `# Pliki, które Skarbnik czyta\n\n${note}\n\nFormat rozpoznawany jest po treści pliku, nie po jego nazwie.`,
    `## Wyciągi i zestawienia wpłat\n\n${list('statements')}`,
    `## Faktury\n\n${list('invoices')}`,
  ].join('\n\n')
}

const shelves = await discoverShelves()
const pages = { 'connectors.md': connectorsPage(shelves), 'channels.md': channelsPage(shelves), 'formats.md': formatsPage(shelves) }
const checkOnly = process.argv.includes('--check')

for (const [name, content] of Object.entries(pages)) {
  const file = join(guide, name)
  const wanted = `${content}\n`
  if (existsSync(file) && readFileSync(file, 'utf8') === wanted) continue
  if (checkOnly) {
    process.stdout.write(`docs/guide/${name} is out of date: npm run generate\n`)
    process.exitCode = 1
  } else {
    writeFileSync(file, wanted)
    process.stdout.write(`docs/guide/${name}\n`)
  }
}
