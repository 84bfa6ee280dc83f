// What waits for a person, most pressing first.
import { Link, type LinkProps } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listBlocks } from '#contract/credit-blocks'
import { countTasks } from '#contract/follow-up'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { KeyCap } from '../ui/key-cap.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Panel } from '../ui/panel.tsx'
import { Shape, type ShapeName } from '../ui/shape.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './dashboard.module.css'
import type { DashboardData } from './dashboard-tiles.tsx'

type Kind = DashboardData['toDo'][number]['kind'] | 'blocks' | 'tasks'

const looks: Readonly<
  Record<
    Kind,
    {
      readonly shape: ShapeName
      readonly tone: string
      readonly to: Extract<
        LinkProps['to'],
        | '/$company/payments/review'
        | '/$company/imports'
        | '/$company/messages'
        | '/$company/integrations'
        | '/$company/blocks'
        | '/$company/tasks'
      >
      readonly search: Readonly<Record<string, string>>
    }
  >
> = {
  'review-certain': { shape: 'tick', tone: 'tone-accent', to: '/$company/payments/review', search: {} },
  review: { shape: 'dashed', tone: 'tone-accent', to: '/$company/payments/review', search: {} },
  blocks: { shape: 'octagon', tone: 'tone-bad', to: '/$company/blocks', search: { view: 'proposed' } },
  'rejected-records': { shape: 'triangle', tone: 'tone-bad', to: '/$company/imports', search: { view: 'rejected' } },
  'unbalanced-statements': { shape: 'half', tone: 'tone-warn', to: '/$company/imports', search: {} },
  'unknown-messages': { shape: 'question', tone: 'tone-warn', to: '/$company/messages', search: { view: 'unknown' } },
  approvals: { shape: 'half', tone: 'tone-warn', to: '/$company/messages', search: { view: 'awaiting-approval' } },
  'connection-errors': { shape: 'triangle', tone: 'tone-bad', to: '/$company/integrations', search: {} },
  tasks: { shape: 'ring', tone: 'third', to: '/$company/tasks', search: {} },
}

/** What the figures of the Pulpit do not count. The screen waits for it: a row that came later would push what stands below. */
export function useDecisions() {
  const { can, params } = useCompany()
  const blocks = useRead(listBlocks, { params, query: { view: 'active', limit: 1 } }, { enabled: can('customers.read') })
  const tasks = useRead(countTasks, { params }, { enabled: can('customers.read'), keep: true })
  return { blocks: blocks.data, tasks: tasks.data, isLoading: blocks.isLoading || tasks.isLoading }
}

export function ToDoPanel({ data: { toDo } }: { readonly data: DashboardData }) {
  const { t } = useTranslation('dashboard')
  const { path } = useCompany()
  const format = useFormat()
  const { blocks, tasks } = useDecisions()
  const waiting = [
    ...toDo,
    { kind: 'blocks' as const, count: blocks?.counts.proposed ?? 0, amount: null },
    { kind: 'tasks' as const, count: tasks?.all ?? 0, amount: null },
  ].filter((each) => each.count > 0)
  return (
    <Panel
      title={t('todo.title')}
      aside={
        <span className="row tight">
          <KeyCap>G</KeyCap>
          <KeyCap>R</KeyCap>
        </span>
      }
    >
      {waiting.length === 0 ? (
        <EmptyState shape="tick" tone="ok" title={t('todo.none')}>
          {t('todo.noneBody')}
        </EmptyState>
      ) : (
        waiting.map(({ kind, count, amount }) => {
          const { shape, tone, to, search } = looks[kind]
          return (
            <Link key={kind} to={to} params={path} search={search} className={classes.todo}>
              <span className={tone}>
                <Shape name={shape} />
              </span>
              <span className="s strong cut">{t(`todo.${kind}`)}</span>
              <span className="num s">
                <b>{format.number(count)}</b>
                {amount === null ? null : (
                  <span className="xs third" style={{ display: 'block' }}>
                    {format.money(amount)}
                  </span>
                )}
              </span>
              <span className="xs third cut">{t(`todo.note.${kind}`)}</span>
            </Link>
          )
        })
      )}
    </Panel>
  )
}
