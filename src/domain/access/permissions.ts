// What each role may do: one matrix, from which the routes get their guard. What is not granted is refused.

export const roles = ['owner', 'administrator', 'accounting', 'collections', 'sales', 'viewer', 'auditor', 'integration'] as const
export type Role = (typeof roles)[number]

export const permissions = [
  'company.read',
  'company.change',
  'people.read',
  'people.manage',
  'tokens.manage',
  'connections.read',
  'connections.manage',
  'imports.read',
  'imports.create',
  'imports.undo',
  'invoices.read',
  'invoices.change',
  'invoices.write-off',
  'payments.read',
  'payments.match',
  'payments.record',
  'customers.read',
  'customers.change',
  'customers.follow-up',
  'customers.limits',
  'customers.block',
  'sales.check',
  'messages.read',
  'messages.approve',
  'dunning.manage',
  'reports.read',
  'reports.make',
  'jobs.read',
  'jobs.run',
  'audit.read',
] as const
export type Permission = (typeof permissions)[number]

/** `all` rows of the company, or the rows of `own` customers alone (their owner is the person). */
export type Grant = 'all' | 'own'

const everything = permissions
const reading = permissions.filter(
  (permission) => permission.endsWith('.read') && permission !== 'audit.read' && permission !== 'people.read',
)

const granted: Readonly<Record<Role, { readonly grant: Grant; readonly may: readonly Permission[] }>> = {
  owner: { grant: 'all', may: everything },
  administrator: { grant: 'all', may: everything },
  accounting: {
    grant: 'all',
    may: [
      ...reading,
      'people.read',
      'imports.create',
      'imports.undo',
      'invoices.change',
      'invoices.write-off',
      'payments.match',
      'payments.record',
      'customers.change',
      'customers.follow-up',
      'customers.block',
      'sales.check',
      'messages.approve',
      'reports.make',
      'jobs.run',
      'audit.read',
    ],
  },
  collections: {
    grant: 'all',
    may: [
      ...reading,
      'people.read',
      'invoices.change',
      'customers.change',
      'customers.follow-up',
      'customers.block',
      'sales.check',
      'messages.approve',
      'dunning.manage',
      'reports.make',
    ],
  },
  sales: {
    grant: 'own',
    may: ['company.read', 'invoices.read', 'payments.read', 'customers.read', 'customers.follow-up', 'messages.read', 'sales.check'],
  },
  viewer: { grant: 'all', may: ['company.read', 'invoices.read', 'payments.read', 'customers.read', 'reports.read'] },
  auditor: { grant: 'all', may: [...reading, 'people.read', 'audit.read'] },
  integration: {
    grant: 'all',
    may: ['company.read', 'imports.read', 'imports.create', 'invoices.read', 'payments.read', 'customers.read', 'sales.check', 'jobs.read'],
  },
}

/** How far a role may use a permission; null = not at all. */
export function grantOf(role: Role, permission: Permission): Grant | null {
  const { grant, may } = granted[role]
  return may.includes(permission) ? grant : null
}

export const isRole = (text: string): text is Role => (roles as readonly string[]).includes(text)

/** Only an owner makes or unmakes owners; an administrator manages everybody else. */
export const mayGiveRole = (giver: Role, role: Role): boolean =>
  grantOf(giver, 'people.manage') !== null && (role !== 'owner' || giver === 'owner')
