// What the roof hands to the HTTP face beside the shell: signing in, the job queue, what this installation is.
import type { JobName } from '#domain/schedule/job-name'
import type { BackupPlace } from '#flows/keep-backups'
import type { Id } from '#values/id'
import type { SignIn } from './sign-in/sign-in.ts'

export type JobOrder = {
  readonly companyId: Id
  readonly job: JobName
  readonly connectionId?: Id
  readonly trigger: 'person' | 'webhook' | 'file'
}

export type Doors = {
  readonly signIn: SignIn
  /** Puts a job into the queue unless the same one waits or runs; answers with its run. */
  readonly enqueueJob: (order: JobOrder) => Promise<Id>
  /** Fills a company with the sample firm; answers with the run that does it. */
  readonly loadSample: (companyId: Id) => Promise<Id>
  readonly demo: boolean
  /** In the demo everybody is this person. */
  readonly demoAccount: { readonly name: string; readonly email: string; readonly password: string } | null
  readonly version: string
  readonly maxUploadBytes: number
  readonly backups: BackupPlace
}
