// Backups that this installation keeps on its own machine.
import * as z from 'zod'
import { company } from './companies.ts'
import { defineRoute } from './route.ts'
import { instant } from './scalars.ts'

const backupFile = z.object({ name: z.string(), madeAt: instant, bytes: z.number() })

export const listBackups = defineRoute({
  id: 'backups.list',
  method: 'GET',
  path: '/api/companies/{companyId}/backups',
  access: 'company.change',
  summary: 'Backups of this installation, where they lie and when the next is made',
  params: company,
  output: z.object({
    folder: z.string(),
    files: z.array(backupFile),
    nextAt: instant.nullable(),
    failure: z.object({ code: z.string(), at: instant }).nullable(),
  }),
})
export const makeBackup = defineRoute({
  id: 'backups.make',
  method: 'POST',
  path: '/api/companies/{companyId}/backups',
  access: 'company.change',
  peopleOnly: true,
  summary: 'Makes a backup of the whole installation now',
  params: company,
  output: backupFile,
  failures: ['backup.under-way', 'backup.not-written'],
})
