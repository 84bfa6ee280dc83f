// Templates of messages: their texts by version, and how they look with a customer's data.
import * as z from 'zod'
import { media, messageKinds, tones } from '#domain/dunning/message-kind'
import { languages } from '#values/language'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { id, instant } from './scalars.ts'

/** For the screens, which know the contract alone. */
export { messageKinds, tones }
export type MessageKind = (typeof messageKinds)[number]
export type Tone = (typeof tones)[number]

const texts = z.object({
  subject: z.string().max(500),
  title: z.string().max(500),
  body: z.string().max(20_000),
  sms: z.string().max(2_000),
})
const place = z.object({ templateId: z.string(), kind: z.enum(messageKinds), tone: z.enum(tones), language: z.enum(languages) })

const templateRow = place.extend({
  subject: z.string(),
  own: z.boolean(),
  version: z.number().int(),
  madeByName: z.string().nullable(),
  madeAt: instant.nullable(),
})

const templateDetail = place.extend({
  texts,
  ready: texts,
  own: z.boolean(),
  /** The newest version that was seen; given back when saving, so that nobody writes over another. */
  seen: z.number().int(),
  versions: z.array(z.object({ version: z.number().int(), ready: z.boolean(), madeByName: z.string().nullable(), madeAt: instant, texts })),
  variables: z.array(z.object({ name: z.string(), kind: z.enum(['text', 'optional', 'count', 'list', 'block']) })),
})

const failure = z.object({ code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) })
/** What would go; a letter comes as a PDF in base64, pictures of the mail stand in its HTML. */
export const preview = z.object({
  subject: z.string().nullable(),
  html: z.string().nullable(),
  text: z.string().nullable(),
  pdf: z.string().nullable(),
  sms: z.object({ encoding: z.enum(['gsm-7', 'ucs-2']), length: z.number(), parts: z.number(), because: z.array(z.string()) }).nullable(),
  files: z.array(z.object({ name: z.string(), size: z.number() })),
  lints: z.array(z.string()),
  failure: failure.nullable(),
})

const one = company.extend({ templateId: z.string().max(80) })

export const listTemplates = defineRoute({
  id: 'templates.list',
  method: 'GET',
  path: '/api/companies/{companyId}/templates',
  access: 'messages.read',
  summary: 'All templates of messages: kinds, tones and languages',
  params: company,
  output: z.object({ rows: z.array(templateRow) }),
})
export const readTemplate = defineRoute({
  id: 'templates.read',
  method: 'GET',
  path: '/api/companies/{companyId}/templates/{templateId}',
  access: 'messages.read',
  summary: 'One template with its versions and the variables that it may name',
  params: one,
  output: templateDetail,
})
export const saveTemplate = defineRoute({
  id: 'templates.save',
  method: 'PUT',
  path: '/api/companies/{companyId}/templates/{templateId}',
  access: 'company.change',
  summary: 'Saves a new version of a template',
  params: one,
  body: z.object({ texts, seen: z.number().int() }),
  output: templateDetail,
  failures: ['template.unreadable', 'template.unknown-variable', 'template.too-long', 'template.outdated'],
})
export const resetTemplate = defineRoute({
  id: 'templates.reset',
  method: 'POST',
  path: '/api/companies/{companyId}/templates/{templateId}/reset',
  access: 'company.change',
  summary: 'Goes back to the text that comes with the program',
  params: one,
  body: z.object({ seen: z.number().int() }),
  output: templateDetail,
  failures: ['template.outdated'],
})
export const previewTemplate = defineRoute({
  id: 'templates.preview',
  method: 'POST',
  path: '/api/companies/{companyId}/templates/{templateId}/preview',
  access: 'messages.read',
  summary: 'A template with the data of a customer, as it would go',
  params: one,
  body: z.object({ texts: texts.nullable(), customerId: id('customer'), medium: z.enum(media) }),
  output: preview,
})
export const testTemplate = defineRoute({
  id: 'templates.test',
  method: 'POST',
  path: '/api/companies/{companyId}/templates/{templateId}/test',
  access: 'company.change',
  summary: 'Sends the mail with a customer’s data to the person who asks',
  params: one,
  body: z.object({ texts: texts.nullable(), customerId: id('customer') }),
  output: z.object({ to: z.string() }),
  failures: ['message.no-own-address'],
  peopleOnly: true,
})
