// Templates of messages and the letterhead.
import * as letters from '#contract/letters'
import * as contract from '#contract/templates'
import { addInterestRate, changeLetterSettings, changeLogo, mostLogoBytes } from '#flows/change-letter-settings'
import { previewTemplate, resetTemplate, saveTemplate, sendTemplateTest } from '#flows/change-templates'
import { listTemplates, readLetterSettings, readTemplate } from '#flows/read-templates'
import { Failure } from '#values/failure'
import { implement } from './implement.ts'
import { previewView } from './letter-previews.ts'
import { withReceivedFile } from './received-file.ts'

export const templateRoutes = [
  implement(contract.listTemplates, ({ shell, company }) => listTemplates(shell, company.companyId)),
  implement(contract.readTemplate, ({ shell, company, input }) => readTemplate(shell, company.companyId, input.params.templateId)),
  implement(contract.saveTemplate, async ({ shell, company, actor, input }) => {
    const { templateId } = input.params
    await saveTemplate(shell, { companyId: company.companyId, actor, templateId, ...input.body })
    return readTemplate(shell, company.companyId, templateId)
  }),
  implement(contract.resetTemplate, async ({ shell, company, actor, input }) => {
    const { templateId } = input.params
    await resetTemplate(shell, { companyId: company.companyId, actor, templateId, seen: input.body.seen })
    return readTemplate(shell, company.companyId, templateId)
  }),
  implement(contract.previewTemplate, async ({ shell, company, input }) =>
    previewView(await previewTemplate(shell, { companyId: company.companyId, templateId: input.params.templateId, ...input.body })),
  ),
  implement(contract.testTemplate, async ({ shell, company, caller, input, doors }) => {
    const { companyId } = company
    if (caller.kind !== 'person') throw new Failure('message.no-own-address')
    const address = caller.email
    const { texts, customerId } = input.body
    await sendTemplateTest(shell, {
      companyId,
      templateId: input.params.templateId,
      texts,
      customerId,
      medium: 'email',
      to: { address, name: caller.name },
    })
    await doors.enqueueJob({ companyId, job: 'deliver', trigger: 'person' })
    return { to: address }
  }),
  implement(letters.readLetterSettings, ({ shell, company }) => readLetterSettings(shell, company.companyId)),
  implement(letters.saveLetterSettings, async ({ shell, company, actor, input }) => {
    const { bigName, bigSeat, ...rest } = input.body
    const big = bigName === null || bigSeat === null ? null : { name: bigName, seat: bigSeat }
    await changeLetterSettings(shell, { companyId: company.companyId, actor, settings: { ...rest, big } })
    return readLetterSettings(shell, company.companyId)
  }),
  implement(letters.saveLogo, async ({ shell, company, actor, file }) => {
    const bytes = await withReceivedFile(file?.bytes ?? null, async (source) => {
      if (source.size > mostLogoBytes) throw new Failure('logo.unreadable')
      const parts: Uint8Array[] = []
      for await (const part of source.stream()) parts.push(Uint8Array.from(part))
      return new Uint8Array(Buffer.concat(parts))
    })
    await changeLogo(shell, { companyId: company.companyId, actor, bytes })
    return readLetterSettings(shell, company.companyId)
  }),
  implement(letters.removeLogo, async ({ shell, company, actor }) => {
    await changeLogo(shell, { companyId: company.companyId, actor, bytes: null })
    return readLetterSettings(shell, company.companyId)
  }),
  implement(letters.addRate, async ({ shell, company, actor, input }) => {
    await addInterestRate(shell, { companyId: company.companyId, actor, rate: input.body })
    return readLetterSettings(shell, company.companyId)
  }),
]
