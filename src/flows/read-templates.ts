// What the screens of templates and the letterhead show.
import { getFile } from '#store/files'
import { rateTables } from '#store/interest-rates'
import { getLetterSettings } from '#store/letter-settings'
import { listCurrentTemplates, listTemplateVersions, templateIdOf } from '#store/message-templates'
import type { Id } from '#values/id'
import { everyTemplate, templatePlace } from './change-templates.ts'
import { readyTemplate } from './messages/ready-templates.ts'
import { templateVariables } from './messages/template-variables.ts'
import type { Shell } from './shell.ts'

/** One template with its versions. Failure `template.not-found`. */
export async function readTemplate(shell: Shell, companyId: Id, templateId: string) {
  const place = templatePlace(templateId)
  const versions = await listTemplateVersions(shell.database, companyId, templateId)
  const ready = readyTemplate(place.kind, place.tone, place.language)
  const [newest] = versions
  const own = newest !== undefined && !newest.ready
  return {
    templateId,
    ...place,
    texts: own ? newest.texts : ready,
    ready,
    own,
    seen: newest?.version ?? 0,
    versions: versions.map(({ version, ready: isReady, madeByName, madeAt, texts }) => ({
      version,
      ready: isReady,
      madeByName,
      madeAt,
      texts,
    })),
    variables: [...templateVariables],
  }
}

/** Letterhead, logo and rates. */
export async function readLetterSettings(shell: Shell, companyId: Id) {
  const { big, logoFileId, ...settings } = await getLetterSettings(shell.database, companyId)
  const logo = logoFileId === null ? null : await getFile(shell.database, companyId, logoFileId)
  const tables = await rateTables(shell.database, companyId)
  return {
    settings: { ...settings, bigName: big?.name ?? null, bigSeat: big?.seat ?? null },
    logo: logo === null ? null : `data:${logo.contentType};base64,${Buffer.from(logo.bytes).toString('base64')}`,
    rates: (['commercial', 'commercial-medical-public', 'civil'] as const).map((table) => ({
      table,
      knownThrough: tables[table].knownThrough,
      rows: tables[table].rows.slice(-8).toReversed(),
    })),
  }
}

/** All places of templates with what holds there. */
export async function listTemplates(shell: Shell, companyId: Id) {
  const current = await listCurrentTemplates(shell.database, companyId)
  return {
    rows: everyTemplate.map((place) => {
      const templateId = templateIdOf(place)
      const newest = current.get(templateId)
      const own = newest !== undefined && !newest.ready
      return {
        templateId,
        ...place,
        subject: own ? newest.texts.subject : readyTemplate(place.kind, place.tone, place.language).subject,
        own,
        version: newest?.version ?? 0,
        madeByName: newest?.madeByName ?? null,
        madeAt: newest?.madeAt ?? null,
      }
    }),
  }
}
