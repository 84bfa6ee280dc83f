// Reports from the books: every one of the shelf, as of a day gone by, an own one, a scheduled one in the mailbox, copies, and what was left out.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { usualParameters } from '#domain/reporting/wanted-report'
import { system } from '#flows/actor'
import { deliverOutbox } from '#flows/deliver-outbox'
import { cancelOrder, fulfilOrder, orderReport } from '#flows/reports/order-report'
import { removeOwnReport, saveOwnReport } from '#flows/reports/own-reports'
import { planReport, removeSchedule, sendReportNow } from '#flows/reports/report-schedules'
import { shapeReport } from '#flows/reports/shape-report'
import { workOff } from '#jobs/work-off'
import type { Block, Report } from '#ports/report'
import { saveMember } from '#store/members'
import { listOwnReports } from '#store/own-reports'
import { getReportOrder, insertReportOrder } from '#store/report-orders'
import { listReportSchedules } from '#store/report-schedules'
import { type RoundWorld, roundInvoice, roundPayment, roundWorld } from '#test/support/round-world'
import { testActor } from '#test/support/shell'
import { PLN } from '#values/currency'
import { money } from '#values/money'

const zl = (amount: number) => money(BigInt(Math.round(amount * 100)), PLN)
let world: RoundWorld
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skarbnik-reports-'))
  world = await roundWorld({
    invoices: [
      roundInvoice('FV 1/08/2026', 0, '2026-08-03', 1230),
      roundInvoice('FV 2/08/2026', 1, '2026-08-10', 2460),
      roundInvoice('FV 3/09/2026', 1, '2026-09-21', 615),
      roundInvoice('FV 4/09/2026', 2, '2026-09-29', 984),
    ],
    payments: [roundPayment('pay_1', '2026-10-01', 1230, 'FV 1/08/2026')],
  })
  await world.connect('fakturownia', ['invoices'])
  await world.connect('stripe', ['payments'])
  await world.connect('smtp', ['email'])
  world.clock.set(new Date('2026-10-01T06:00:30Z'))
  await workOff(world.shell)
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})

const shaped = (report: string, parameters: Partial<typeof usualParameters> = {}) =>
  shapeReport(world.shell, {
    companyId: world.companyId,
    wanted: { kind: 'shelf', report, parameters: { ...usualParameters, ...parameters } },
  })
const tables = (blocks: readonly Block[]): readonly Extract<Block, { kind: 'table' }>[] =>
  blocks.flatMap((block) => (block.kind === 'table' ? [block] : block.kind === 'side-by-side' ? tables([block.left, block.right]) : []))
const firstColumn = (table: Extract<Block, { kind: 'table' }> | undefined) => table?.rows.map(([cell]) => cell)

describe('the shelf', () => {
  test('every report is shaped, with every word in its place, of full books and of a day before them', async () => {
    const shelf = [...world.shell.shelves.reports.values()] as unknown as readonly Report[]
    const ids = shelf.filter((report) => report.group !== undefined).map(({ id }) => id)
    expect(ids.length).toBeGreaterThanOrEqual(18)
    for (const id of ids)
      for (const day of ['today', '2026-01-01']) {
        const document = await shaped(id, { day })
        expect([
          id,
          JSON.stringify(document, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)).match(
            /report-(shelf|fields)\.[\w.-]+/g,
          ),
        ]).toEqual([id, null])
        expect(document.blocks.length).toBeGreaterThan(0)
      }
  })

  test('a day before the first invoice has no data and says which day has', async () => {
    const { blocks } = await shaped('receivables', { day: '2026-01-01' })
    expect(blocks[0]).toEqual({
      kind: 'text',
      lead: 'Brak danych na ten dzień.',
      text: 'Najwcześniejszy dzień, z którego są dane: 3.08.2026.',
    })
  })

  test('receivables as of the end of September still hold the invoice that was paid on 1 October', async () => {
    const [now] = tables((await shaped('receivables')).blocks)
    const [then] = tables((await shaped('receivables', { day: '2026-09-30' })).blocks)
    expect(firstColumn(now)).toEqual(['FV 2/08/2026', 'FV 3/09/2026', 'FV 4/09/2026'])
    expect(now?.totals?.at(-1)).toEqual(zl(4059))
    expect(firstColumn(then)).toEqual(['FV 1/08/2026', 'FV 2/08/2026', 'FV 3/09/2026', 'FV 4/09/2026'])
    expect(then?.totals?.at(-1)).toEqual(zl(5289))
  })

  test('ageing puts 38 days into 31–60 of both schemes, and what is not due into none of the late ones', async () => {
    const [management, statutory] = tables((await shaped('ageing')).blocks)
    expect(management?.rows.map((row) => row[2])).toEqual([zl(1599), zl(0), zl(2460), zl(0), zl(0)])
    expect(statutory?.rows.map((row) => row[2])).toEqual([zl(1599), zl(0), zl(0), zl(2460), zl(0), zl(0)])
  })

  test('interest runs on the open invoice for 38 days and on the paid one for 45, at 13.75 %', async () => {
    const [open, settled] = tables((await shaped('interest')).blocks)
    expect(open?.rows.map((row) => [row[0], row[4], row[6], row[7]])).toEqual([['FV 2/08/2026', 38, zl(35.22), null]])
    // Due on Monday, 17 August; 45 days to 1 October: 1230 × 13.75 % × 45 ÷ 365.
    expect(settled?.rows.map((row) => [row[0], row[4], row[6]])).toEqual([['FV 1/08/2026', 45, zl(20.85)]])
  })

  test('the register of matches gives the reasons in sentences', async () => {
    const [register] = tables((await shaped('matches')).blocks)
    expect(register?.rows).toHaveLength(1)
    expect(register?.rows[0]?.[3]).toContain('FV 1/08/2026')
    expect(register?.rows[0]?.[3]).not.toContain('because')
  })
})

const definition = {
  subject: 'invoices' as const,
  columns: ['number', 'customer', 'dueOn', 'open'],
  filters: [{ field: 'status', operator: 'is' as const, value: 'overdue' }],
  groupBy: null,
  order: null,
  chart: null,
}

describe('an own report', () => {
  test('is saved, shared, changed by its maker alone, removed and brought back', async () => {
    const by = { companyId: world.companyId, actor: testActor, role: 'accounting' as const }
    const saved = await saveOwnReport(world.shell, {
      ...by,
      ownReportId: null,
      name: 'Zaległe',
      definition,
      sharedRoles: ['viewer'],
      sharedUserIds: [],
    })
    const stranger = { ...by, actor: { kind: 'person' as const, id: 'other', name: 'Inny' } }
    const change = { ownReportId: saved.ownReportId, name: 'Inna nazwa', definition, sharedRoles: [], sharedUserIds: [] }
    await expect(saveOwnReport(world.shell, { ...stranger, ...change })).rejects.toMatchObject({ code: 'report.own-of-others' })
    await removeOwnReport(world.shell, { ...by, ownReportId: saved.ownReportId, back: false })
    expect(await listOwnReports(world.shell.database, world.companyId)).toEqual([])
    await removeOwnReport(world.shell, { ...by, ownReportId: saved.ownReportId, back: true })
    expect((await listOwnReports(world.shell.database, world.companyId)).map(({ name, sharedRoles }) => [name, sharedRoles])).toEqual([
      ['Zaległe', ['viewer']],
    ])
  })

  test('its file is made at once when it is short, and what is cancelled is not made', async () => {
    const wanted = { kind: 'own' as const, definition, day: 'today' }
    const order = await orderReport(world.shell, {
      companyId: world.companyId,
      actor: testActor,
      wanted,
      format: 'xlsx',
      name: 'Zaległe',
      language: 'pl',
    })
    expect(order).toMatchObject({ state: 'done', format: 'xlsx' })
    const id = await insertReportOrder(
      world.shell.database,
      world.companyId,
      { name: 'x', report: wanted, format: 'csv', createdBy: 'x' },
      world.clock.now(),
    )
    await cancelOrder(world.shell, { companyId: world.companyId, reportOrderId: id })
    await fulfilOrder(world.shell, await getReportOrder(world.shell.database, world.companyId, id), null, system)
    expect(await getReportOrder(world.shell.database, world.companyId, id)).toMatchObject({ state: 'cancelled', fileId: null })
  })
})

describe('a schedule', () => {
  const plan = (more: object = {}) =>
    planReport(world.shell, {
      companyId: world.companyId,
      actor: testActor,
      reportScheduleId: null,
      name: 'Wiekowanie dla zarządu',
      report: { kind: 'shelf', report: 'ageing', parameters: usualParameters },
      format: 'pdf',
      rule: { kind: 'monthly', at: '07:30', dayOfMonth: 31 },
      recipients: [{ email: 'zarzad@jantar.example' }, { userId: 'gone' }],
      targets: [{ kind: 'folder', folder }],
      enabled: true,
      ...more,
    })
  const mails = () => world.vendors.mail.received.filter((mail) => mail.email.subject?.startsWith('Wiekowanie'))

  test('without anybody to send to is refused', async () => {
    await expect(plan({ recipients: [], targets: [] })).rejects.toMatchObject({ code: 'report-schedule.nobody' })
  })

  test('on the 31st goes on the last day of the month, with the file, a summary, a copy in the folder, and word of who has left', async () => {
    await saveMember(world.shell.database, world.companyId, { userId: 'somebody', role: 'viewer', createdAt: world.clock.now() })
    const schedule = await plan()
    expect(schedule.nextRunAt.toISOString()).toBe('2026-10-31T06:30:00.000Z')
    world.clock.set(new Date('2026-10-31T06:29:00Z'))
    await workOff(world.shell)
    expect(mails()).toHaveLength(0)
    world.clock.set(new Date('2026-10-31T06:31:00Z'))
    await workOff(world.shell)
    await workOff(world.shell)
    const [mail, ...others] = mails()
    expect(others).toEqual([])
    expect(mail?.to).toEqual(['zarzad@jantar.example'])
    expect(mail?.email.text).toContain('Pominięto osoby, których nie ma już w firmie: gone')
    const [pdf] = mail?.email.attachments ?? []
    expect(pdf).toMatchObject({ filename: 'wiekowanie-naleznosci-2026-10-31.pdf', mimeType: 'application/pdf' })
    expect(await readdir(folder)).toEqual(['wiekowanie-naleznosci-2026-10-31.pdf'])
    const copy = await readFile(join(folder, 'wiekowanie-naleznosci-2026-10-31.pdf'))
    expect(copy.equals(Buffer.from(pdf?.content as ArrayBuffer))).toBe(true)
    const [known] = await listReportSchedules(world.shell.database, world.companyId)
    expect(known?.nextRunAt.toISOString()).toBe('2026-11-30T06:30:00.000Z')
    expect(known?.lastOutcome).toMatchObject({ mailed: 1, skipped: [{ who: 'gone', why: 'left' }], targets: ['folder'] })
    const kept = await world.shell.database.selectFrom('reports').select(['kind', 'name', 'as_of']).where('kind', '=', 'schedule').execute()
    expect(kept).toEqual([{ kind: 'schedule', name: 'Wiekowanie dla zarządu', as_of: '2026-10-31' }])
  })

  test('is sent now beside its times; removed it is quiet, and it can be brought back', async () => {
    const [schedule] = await listReportSchedules(world.shell.database, world.companyId)
    const reportScheduleId = schedule?.reportScheduleId ?? ''
    const sent = await sendReportNow(world.shell, { companyId: world.companyId, reportScheduleId })
    expect(sent.nextRunAt.toISOString()).toBe('2026-11-30T06:30:00.000Z')
    expect(mails()).toHaveLength(2)
    const removal = { companyId: world.companyId, actor: testActor, reportScheduleId }
    await removeSchedule(world.shell, { ...removal, back: false })
    world.clock.set(new Date('2026-11-30T06:31:00Z'))
    await workOff(world.shell)
    expect(mails()).toHaveLength(2)
    await removeSchedule(world.shell, { ...removal, back: true })
    await workOff(world.shell)
    expect(mails()).toHaveLength(3)
    expect((await deliverOutbox(world.shell, { companyId: world.companyId })).counts).toEqual({})
  })
})
