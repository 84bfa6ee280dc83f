// The jobs that there are.

export const jobNames = ['daily-round', 'pull', 'match', 'deliver', 'monthly-report', 'dunning', 'reports', 'sample'] as const
export type JobName = (typeof jobNames)[number]

export const isJobName = (text: string): text is JobName => (jobNames as readonly string[]).includes(text)
