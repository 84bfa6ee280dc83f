// A scheduled report drawn by a template of PDF Generator API: from the rows to the mail, and while the service is down.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSandbox, type PdfGeneratorSandbox } from '#connectors/pdf-generator-api/sandbox'
import { usualParameters } from '#domain/reporting/wanted-report'
import { connectSystem } from '#flows/connect-system'
import { deliverOutbox } from '#flows/deliver-outbox'
import { planReport, sendReportNow } from '#flows/reports/report-schedules'
import { workOff } from '#jobs/work-off'
import { seedOf } from '#test/conformance/stand-in'
import { type RoundWorld, roundInvoice, roundWorld } from '#test/support/round-world'
import { testActor } from '#test/support/shell'
import type { Id } from '#values/id'

let world: RoundWorld
let service: PdfGeneratorSandbox
let connectionId: Id
beforeAll(async () => {
  world = await roundWorld({ invoices: [roundInvoice('FV 2/08/2026', 1, '2026-08-10', 2460)], payments: [] })
  await world.connect('fakturownia', ['invoices'])
  await world.connect('smtp', ['email'])
  service = createSandbox(seedOf({}, world.clock))
  const { settings } = await service.start()
  connectionId = await connectSystem(world.shell, {
    companyId: world.companyId,
    actor: testActor,
    shelf: 'connector',
    pluginId: 'pdf-generator-api',
    name: 'Szablony',
    settings,
    kinds: ['templates'],
  })
  world.clock.set(new Date('2026-10-01T06:00:30Z'))
  await workOff(world.shell)
})
afterAll(async () => {
  await service?.stop()
  await world?.close()
})

const plan = (name: string, templateId = 19375) =>
  planReport(world.shell, {
    companyId: world.companyId,
    actor: testActor,
    reportScheduleId: null,
    name,
    report: { kind: 'shelf', report: 'receivables', parameters: usualParameters },
    format: 'pdf',
    rule: { kind: 'daily', at: '07:30' },
    recipients: [{ email: 'zarzad@jantar.example' }],
    targets: [{ kind: 'template', connectionId, templateId }],
    enabled: true,
  })
const mails = (name: string) => world.vendors.mail.received.filter((mail) => mail.email.subject?.includes(name))
const archive = (name: string) =>
  world.shell.database
    .selectFrom('reports')
    .select('name')
    .where('company_id', '=', world.companyId)
    .where('name', 'like', `${name}%`)
    .orderBy('created_at')
    .execute()
const wait = (minutes: number) => world.clock.set(new Date(world.clock.now().getTime() + minutes * 60_000))

test('the rows go to the template, the document comes back into the archive and goes in the mail, once', async () => {
  const { reportScheduleId } = await plan('Należności zarządu')
  await sendReportNow(world.shell, { companyId: world.companyId, reportScheduleId })
  expect(mails('Należności zarządu')).toEqual([])
  for (let round = 0; round < 3; round++) await deliverOutbox(world.shell, { companyId: world.companyId })
  await deliverOutbox(world.shell, { companyId: world.companyId })
  const [made] = service.generated
  expect(service.generated).toHaveLength(1)
  expect(made).toMatchObject({ templateId: 19375, data: { company: 'Jantar Elektro sp. z o.o.', asOf: '2026-10-01' } })
  const data = JSON.stringify(made?.data)
  expect(data).toContain('FV 2/08/2026')
  expect(data).toContain('"2460.00"')
  const [mail, second] = mails('Należności zarządu')
  expect(second).toBeUndefined()
  const [pdf] = mail?.email.attachments.filter((file) => file.mimeType === 'application/pdf') ?? []
  expect(Buffer.from(pdf?.content as ArrayBuffer).toString()).toContain('Wiekowanie z logo')
  expect((await archive('Należności zarządu')).map((row) => row.name)).toEqual(['Należności zarządu', 'Należności zarządu (Szablony)'])
})

test('while the service is down the mail waits, and comes when it is back', async () => {
  service.failNext({ kind: 500, on: 'POST', times: 6 })
  const { reportScheduleId } = await plan('Po awarii')
  await sendReportNow(world.shell, { companyId: world.companyId, reportScheduleId })
  await deliverOutbox(world.shell, { companyId: world.companyId })
  expect(mails('Po awarii')).toEqual([])
  for (let round = 0; round < 12 && mails('Po awarii').length === 0; round++) {
    wait(61)
    await deliverOutbox(world.shell, { companyId: world.companyId })
  }
  expect(mails('Po awarii')).toHaveLength(1)
})

test('a template that is not there is said with the row that waits', async () => {
  const { reportScheduleId } = await plan('Zły numer', 7)
  await sendReportNow(world.shell, { companyId: world.companyId, reportScheduleId })
  wait(61)
  await deliverOutbox(world.shell, { companyId: world.companyId })
  const [row] = await world.shell.database
    .selectFrom('outbox')
    .select(['state', 'reason', 'failure'])
    .where('company_id', '=', world.companyId)
    .where('kind', '=', 'report-copy')
    .orderBy('outbox_id', 'desc')
    .execute()
  expect(row).toMatchObject({
    state: 'planned',
    reason: 'connector.misconfigured',
    failure: { facts: { reason: 'template-missing', templateId: 7 } },
  })
})
