// Google Sheets: tables of reports into a sheet that people and Looker Studio read.
import { type ConnectionReport, type ConnectorContext, defineConnector } from '#ports/connector'
import { secret, text, url } from '#ports/settings'
import { token } from './api.ts'
import { readSpreadsheet, writeTable } from './write-table.ts'

async function test(context: ConnectorContext): Promise<ConnectionReport> {
  const { properties, sheets } = await readSpreadsheet(context, await token(context))
  return {
    account: properties.title,
    facts: [{ label: { pl: 'Karty', en: 'Sheets' }, value: sheets.map((sheet) => sheet.properties.title).join(', ') }],
  }
}

export default defineConnector({
  id: 'google-sheets',
  name: 'Arkusze Google',
  group: 'sheets',
  kinds: ['tables'],
  about: {
    pl: 'Wpisuje raporty do arkusza; z niego może czytać Looker Studio.',
    en: 'Writes reports into a spreadsheet, from which Looker Studio can read.',
  },
  docsUrl: 'https://developers.google.com/workspace/guides/create-credentials',
  settings: {
    serviceAccount: secret('Klucz konta usługi (JSON)', 'Key of the service account (JSON)', {
      hint: {
        pl: 'Cała treść pliku klucza. Arkusz udostępnij adresowi client_email z prawem edycji.',
        en: 'The whole text of the key file. Share the spreadsheet with its client_email as editor.',
      },
    }),
    spreadsheet: text('Adres arkusza', 'Address of the spreadsheet', {
      example: 'https://docs.google.com/spreadsheets/d/1AbC…/edit',
      hint: { pl: 'Adres z przeglądarki albo sam identyfikator.', en: 'The address in the browser, or the id alone.' },
    }),
    baseUrl: url('Adres API', 'API address', {
      optional: true,
      hint: {
        pl: 'Zostaw puste; potrzebny tylko do prób na serwerze zastępczym.',
        en: 'Leave empty; only needed for trials on a stand-in server.',
      },
    }),
  },
  rateLimit: { requests: 50, perMs: 60_000, burst: 20 },
  test,
  recordId: () => null,
  writeTable,
})
