// Keeps the stand-in vendors of sample companies running: started when a sample is loaded, started again with the house.
import type { Progress } from '#flows/progress'
import type { Shell } from '#flows/shell'
import { listSampleVendors } from '#store/sample-vendors'
import type { Id } from '#values/id'
import { loadSample } from './load-sample.ts'
import { sampleBooks } from './sample-books.ts'
import type { MakeAccount } from './sample-people.ts'
import { seedOf, startVendors, type Vendors } from './vendors.ts'

export type SampleVendorsDoor = {
  load(companyId: Id, progress?: Progress): Promise<Readonly<Record<string, number>>>
  resume(): Promise<void>
  stop(): Promise<void>
  /** The vendors of a company, for tests. */
  readonly running: ReadonlyMap<Id, Vendors>
}

/** After a restart the vendors know the books as they were on the day they were loaded; what was written back to them is gone, as they are no real vendors. */
export function sampleVendors(shell: Shell, standIns: Set<string>, makeAccount: MakeAccount): SampleVendorsDoor {
  const running = new Map<Id, Vendors>()
  return {
    running,
    load: async (companyId, progress) => {
      const { vendors, counts } = await loadSample(shell, {
        companyId,
        standIns,
        makeAccount,
        ...(progress === undefined ? {} : { progress }),
      })
      running.set(companyId, vendors)
      return counts
    },
    resume: async () => {
      for (const saved of await listSampleVendors(shell.database)) {
        for (const id of saved.connectionIds) standIns.add(id)
        const { firm, payments } = sampleBooks(saved.today, 42, saved.perMonth)
        try {
          running.set(
            saved.companyId,
            await startVendors(seedOf(firm, { invoices: firm.invoices, payments: payments.gateway }, shell.clock), saved.ports),
          )
        } catch (error) {
          // Another program has taken a port: the connections show as failing, the data is all there.
          shell.log.warn(
            { companyId: saved.companyId, error: error instanceof Error ? error.message : String(error) },
            'stand-in vendors not started',
          )
        }
      }
    },
    stop: async () => {
      await Promise.all([...running.values()].map((vendors) => vendors.stop()))
    },
  }
}
