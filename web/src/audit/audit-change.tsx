// What a record of the audit log changed, in words: amounts as amounts, ids as the things they stand for; the record itself is a click away.
import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/route'
import type { listAudit } from '#contract/work'
import type { Currency } from '#values/currency'
import { Facts } from '../ui/facts.tsx'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './audit.module.css'

export type AuditRow = Output<typeof listAudit>['rows'][number]
export type AuditNames = Output<typeof listAudit>['names']

const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function AuditChange({ change, names }: { readonly change: AuditRow['change']; readonly names: AuditNames }) {
  const { t, i18n } = useTranslation('audit-screen')
  const format = useFormat()
  const fieldOf = (name: string) => (i18n.exists(`audit-screen:field.${name}`) ? say(i18n, `audit-screen:field.${name}`) : name)

  /** Null for what says nothing to a person, such as an id of a record that has no name. */
  const tell = (value: unknown, field: string): string | null => {
    if (value === null || value === undefined || value === '') return '–'
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no')
    if (typeof value === 'number') return field === 'probability' ? format.probability(value) : format.number(value, 2)
    if (isId(value)) return names[value]?.name ?? null
    if (typeof value === 'string' && names[value] !== undefined) return names[value].name
    if (typeof value === 'string') return field === 'probability' ? format.probability(Number(value)) : value
    const parts = Array.isArray(value) ? value.map((each) => tell(each, field)) : isGroup(value) ? [group(value)] : []
    return parts.filter((part) => part !== null).join('; ') || '–'
  }
  const group = (value: Readonly<Record<string, unknown>>): string => {
    if (typeof value['minor'] === 'string' && typeof value['currency'] === 'string')
      return format.money({ minor: BigInt(value['minor']), currency: value['currency'] as Currency })
    return Object.entries(value)
      .map(([name, inner]) => [name, inner, tell(inner, name)] as const)
      .flatMap(([name, inner, said]) => (said === null ? [] : [isId(inner) || isGroup(inner) ? said : `${fieldOf(name)}: ${said}`]))
      .join(', ')
  }
  const rows = Object.entries(change).flatMap(([name, value]) => {
    const said = tell(value, name)
    return said === null ? [] : [[fieldOf(name), said] as const]
  })
  return (
    <>
      {rows.length === 0 ? null : <Facts rows={rows} />}
      <details className={classes.technical}>
        <summary>{t('sheet.technical')}</summary>
        <pre className={classes.nested} tabIndex={0}>
          {JSON.stringify(change, null, 2)}
        </pre>
      </details>
    </>
  )
}
