// PDF Generator API: reports by the templates of a firm that has them there.
import * as z from 'zod'
import { type ConnectionReport, type ConnectorContext, defineConnector } from '#ports/connector'
import { ConnectorFailure } from '#ports/connector-failure'
import { flag, secret, text, url } from '#ports/settings'
import { call } from './api.ts'
import { fillTemplate } from './fill-template.ts'

const templatesSchema = z.object({ response: z.array(z.object({ id: z.number().int(), name: z.string() })) })

async function test(context: ConnectorContext): Promise<ConnectionReport> {
  const read = templatesSchema.safeParse((await call(context, '/templates', { query: { per_page: 100 } })).json())
  if (!read.success) throw new ConnectorFailure('invalid-response', { reason: 'unexpected-shape', path: '/templates' })
  const named = read.data.response.map(({ id, name }) => `${name} (${id})`)
  return {
    account: String(context.settings['workspace'] ?? ''),
    facts: [{ label: { pl: 'Szablony', en: 'Templates' }, value: named.slice(0, 20).join(', ') || '—' }],
  }
}

export default defineConnector({
  id: 'pdf-generator-api',
  name: 'PDF Generator API',
  group: 'sheets',
  kinds: ['templates'],
  about: {
    pl: 'Składa raporty według Twoich szablonów. Dane raportu trafiają na serwery w USA.',
    en: 'Draws reports by your own templates. The data of the report leave for servers in the USA.',
  },
  docsUrl: 'https://docs.pdfgeneratorapi.com/v4',
  settings: {
    apiKey: text('Klucz API', 'API key', {
      hint: { pl: 'Account Settings › API credentials.', en: 'Account Settings › API credentials.' },
    }),
    apiSecret: secret('Sekret API', 'API secret', {
      hint: { pl: 'Podpisuje każde żądanie; sam nigdzie nie jest wysyłany.', en: 'Signs every request; is itself sent nowhere.' },
    }),
    workspace: text('Przestrzeń robocza', 'Workspace', {
      example: 'biuro@firma.pl',
      hint: {
        pl: 'Identyfikator przestrzeni; dla głównej jest nim adres e-mail konta.',
        en: 'Identifier of the workspace; of the main one it is the e-mail address of the account.',
      },
    }),
    testing: flag('Tryb próbny', 'Trial mode', {
      optional: true,
      hint: {
        pl: 'Dokumenty są bezpłatne i mają znak „PREVIEW”.',
        en: 'Documents are free and carry the mark “PREVIEW”.',
      },
    }),
    baseUrl: url('Adres API', 'API address', {
      optional: true,
      hint: {
        pl: 'Zostaw puste; potrzebny tylko do prób na serwerze zastępczym.',
        en: 'Leave empty; only needed for trials on a stand-in server.',
      },
    }),
  },
  // By address: two a second and sixty a minute.
  rateLimit: { requests: 1, perMs: 1000, burst: 2 },
  test,
  recordId: () => null,
  fillTemplate,
})
