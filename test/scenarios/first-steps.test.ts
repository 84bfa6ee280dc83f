// The first steps of a company on a real database: kept one by one, and the sample firm taken out again.
import { beforeEach, expect, test } from 'vitest'
import { system } from '#flows/actor'
import { decideOnboardingStep } from '#flows/decide-onboarding-step'
import { importFile } from '#flows/import-file'
import { removeSample } from '#flows/remove-sample'
import { saveSampleVendors } from '#store/sample-vendors'
import { holdsSample, listOnboardingSteps, readBankFacts, readInvoiceFacts } from '#store/views/onboarding'
import { invoice, invoicesFile, line, plainFormats, statement, statementsFile, zl } from '#test/support/plain-files'
import { testActor, testCompany } from '#test/support/shell'
import { shellOfFile } from '#test/support/shell-of-file'
import { day } from '#values/day'
import type { Id } from '#values/id'

const { shell } = await shellOfFile({ formats: plainFormats })
let companyId: Id

beforeEach(async () => {
  companyId = await testCompany(shell, { automaticPosting: false })
})

const take = (into: Id, actor: typeof testActor) =>
  Promise.all([
    importFile(shell, {
      companyId: into,
      actor,
      source: 'file',
      fileName: 'faktury',
      bytes: invoicesFile([invoice('FV/1', '2026-11-01', 100), invoice('FV/2', '2026-11-02', 50)]),
    }),
    importFile(shell, {
      companyId: into,
      actor,
      source: 'file',
      fileName: 'wyciag',
      bytes: statementsFile(statement('2026-11-05', '2026-11-06', 0, [line('2026-11-06', 30, 'przelew')])),
    }),
  ])

const sampleOf = (of: Id) =>
  saveSampleVendors(shell.database, {
    companyId: of,
    ports: { fakturownia: 1, stripe: 2, bitrix24: 3, smtp: 4 },
    today: day('2026-11-20'),
    perMonth: 1,
    connectionIds: [],
  })

const rowsOf = async (table: 'invoices' | 'payments' | 'customers' | 'entries' | 'imports', of: Id): Promise<number> =>
  (await shell.database.selectFrom(table).select('company_id').where('company_id', '=', of).execute()).length

test('a step that was passed over can be done later; the last word stands', async () => {
  const decide = (step: 'company' | 'bank', state: 'done' | 'skipped') =>
    decideOnboardingStep(shell, { companyId, actor: testActor, step, state })
  await decide('company', 'done')
  await decide('bank', 'skipped')
  await decide('bank', 'done')
  expect((await listOnboardingSteps(shell.database, companyId)).toSorted((a, b) => (a.step < b.step ? -1 : 1))).toEqual([
    { step: 'bank', state: 'done' },
    { step: 'company', state: 'done' },
  ])
})

test('what came in is told by its count, sum and days', async () => {
  await take(companyId, testActor)
  expect(await readInvoiceFacts(shell.database, companyId)).toMatchObject({ count: 2, open: 2, openSums: [zl(150)], rejected: 0 })
  expect(await readBankFacts(shell.database, companyId)).toMatchObject({
    payments: 1,
    sums: [zl(30)],
    from: day('2026-11-06'),
    to: day('2026-11-06'),
    unbalanced: 0,
  })
})

test('the sample firm goes in one step and leaves the other company alone; where there is none, or own files beside it, nothing goes', async () => {
  const other = await testCompany(shell, { automaticPosting: false }, 'Inna sp. z o.o.')
  await take(other, testActor)
  await take(companyId, system)
  await expect(removeSample(shell, { companyId, actor: testActor })).rejects.toMatchObject({ code: 'sample.none' })
  await sampleOf(companyId)
  await sampleOf(other)
  expect(await holdsSample(shell.database, companyId)).toBe(true)
  expect((await removeSample(shell, { companyId, actor: testActor })).removed).toBeGreaterThan(5)
  expect(await holdsSample(shell.database, companyId)).toBe(false)
  for (const table of ['invoices', 'payments', 'customers', 'entries', 'imports'] as const)
    expect([table, await rowsOf(table, companyId)]).toEqual([table, 0])
  await expect(removeSample(shell, { companyId: other, actor: testActor })).rejects.toMatchObject({ code: 'sample.mixed' })
  expect([await rowsOf('invoices', other), await rowsOf('payments', other)]).toEqual([2, 1])
})
