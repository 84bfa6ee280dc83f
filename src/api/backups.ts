// Backups: the list, and one more now.
import * as contract from '#contract/backups'
import { listBackups, makeBackupFor } from '#flows/keep-backups'
import { implement } from './implement.ts'

export const backupRoutes = [
  implement(contract.listBackups, async ({ shell, doors }) => {
    const { files, ...rest } = await listBackups(shell, doors.backups)
    return { ...rest, files: [...files] }
  }),
  implement(contract.makeBackup, ({ shell, doors, company, actor }) =>
    makeBackupFor(shell, doors.backups, { companyId: company.companyId, actor }),
  ),
]
