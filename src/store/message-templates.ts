// Templates of a company by version; what it has not changed is the text that comes with the house.
import { type MessageKind, messageKinds, type Tone, tones } from '#domain/dunning/message-kind'
import type { Id } from '#values/id'
import { type Language, languages } from '#values/language'
import type { Executor, Tx } from './database.ts'

export type TemplatePlace = { readonly kind: MessageKind; readonly tone: Tone; readonly language: Language }

/** `reminder:firm:pl`: the name by which policies and people mean a template. */
export const templateIdOf = (place: TemplatePlace): string => `${place.kind}:${place.tone}:${place.language}`

/** Null for a name that is no place of a template. */
export function placeOf(templateId: string): TemplatePlace | null {
  const [kind, tone, language] = templateId.split(':')
  const found = {
    kind: messageKinds.find((each) => each === kind),
    tone: tones.find((each) => each === tone),
    language: languages.find((each) => each === language),
  }
  return found.kind === undefined || found.tone === undefined || found.language === undefined
    ? null
    : { kind: found.kind, tone: found.tone, language: found.language }
}

export type TemplateVersion = {
  readonly templateId: string
  readonly version: number
  readonly texts: { readonly subject: string; readonly title: string; readonly body: string; readonly sms: string }
  readonly ready: boolean
  readonly madeByName: string | null
  readonly madeAt: Date
}

const versionsOf = (executor: Executor, companyId: Id) =>
  executor
    .selectFrom('message_templates')
    .select(['template_id', 'version', 'subject', 'title', 'body', 'sms', 'ready', 'made_by_name', 'made_at'])
    .where('company_id', '=', companyId)
    .orderBy('version', 'desc')

const toVersion = (row: Awaited<ReturnType<ReturnType<typeof versionsOf>['execute']>>[number]): TemplateVersion => ({
  templateId: row.template_id,
  version: row.version,
  texts: { subject: row.subject, title: row.title, body: row.body, sms: row.sms },
  ready: row.ready,
  madeByName: row.made_by_name,
  madeAt: row.made_at,
})

/** The newest first. */
export const listTemplateVersions = async (executor: Executor, companyId: Id, templateId: string): Promise<readonly TemplateVersion[]> =>
  (await versionsOf(executor, companyId).where('template_id', '=', templateId).execute()).map(toVersion)

/** The company's own text that holds now; null where it holds to the ready one. */
export async function findOwnTemplate(executor: Executor, companyId: Id, templateId: string): Promise<TemplateVersion | null> {
  const row = await versionsOf(executor, companyId).where('template_id', '=', templateId).limit(1).executeTakeFirst()
  return row === undefined || row.ready ? null : toVersion(row)
}

/** Of every template that the company ever changed, the version that holds now. */
export async function listCurrentTemplates(executor: Executor, companyId: Id): Promise<ReadonlyMap<string, TemplateVersion>> {
  const newest = new Map<string, TemplateVersion>()
  for (const row of await versionsOf(executor, companyId).execute())
    if (!newest.has(row.template_id)) newest.set(row.template_id, toVersion(row))
  return newest
}

/** Adds a version; false when somebody else has saved one since `seen`. */
export async function addTemplateVersion(
  tx: Tx,
  companyId: Id,
  place: TemplatePlace,
  version: Pick<TemplateVersion, 'texts' | 'ready'> & { readonly seen: number },
  by: { readonly actor: string; readonly name: string | null; readonly at: Date },
): Promise<boolean> {
  const templateId = templateIdOf(place)
  const known = (await versionsOf(tx, companyId).where('template_id', '=', templateId).limit(1).executeTakeFirst())?.version ?? 0
  if (known !== version.seen) return false
  const written = await tx
    .insertInto('message_templates')
    .values({
      company_id: companyId,
      template_id: templateId,
      version: known + 1,
      ...place,
      ...version.texts,
      ready: version.ready,
      made_by: by.actor,
      made_by_name: by.name,
      made_at: by.at,
    })
    .onConflict((conflict) => conflict.columns(['company_id', 'template_id', 'version']).doNothing())
    .returning('version')
    .executeTakeFirst()
  return written !== undefined
}
