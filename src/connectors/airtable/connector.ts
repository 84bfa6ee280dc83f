// Airtable: tables of reports into a base.
import { type ConnectionReport, type ConnectorContext, defineConnector } from '#ports/connector'
import { secret, text, url } from '#ports/settings'
import { readTables, writeTable } from './write-table.ts'

async function test(context: ConnectorContext): Promise<ConnectionReport> {
  const tables = await readTables(context)
  return {
    account: String(context.settings['base'] ?? ''),
    facts: [{ label: { pl: 'Tabele', en: 'Tables' }, value: tables.map(({ name }) => name).join(', ') || '—' }],
  }
}

export default defineConnector({
  id: 'airtable',
  name: 'Airtable',
  group: 'sheets',
  kinds: ['tables'],
  about: { pl: 'Wpisuje raporty do tabeli w bazie Airtable.', en: 'Writes reports into a table of an Airtable base.' },
  docsUrl: 'https://airtable.com/create/tokens',
  settings: {
    token: secret('Token dostępu', 'Access token', {
      hint: {
        pl: 'Osobisty token (pat…) z prawami data.records:read, data.records:write, schema.bases:read i schema.bases:write.',
        en: 'A personal token (pat…) with data.records:read, data.records:write, schema.bases:read and schema.bases:write.',
      },
    }),
    base: text('Identyfikator bazy', 'Id of the base', { pattern: '^app[A-Za-z0-9]{4,}$', example: 'appAbC123' }),
    baseUrl: url('Adres API', 'API address', {
      optional: true,
      hint: {
        pl: 'Zostaw puste; potrzebny tylko do prób na serwerze zastępczym.',
        en: 'Leave empty; only needed for trials on a stand-in server.',
      },
    }),
  },
  rateLimit: { requests: 4, perMs: 1000, burst: 4 },
  test,
  recordId: () => null,
  writeTable,
})
