// What has to be done: one's own and everybody's, by day; done with one key, put off or given to somebody.
import { Menu, TextInput } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeTask, countTasks, listTasks, writeTask } from '#contract/follow-up'
import type { Output } from '#contract/route'
import { addDays, type Day, parseDay } from '#values/day'
import { writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel } from '../ui/panel.tsx'
import { say } from '../ui/say.ts'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { toast } from '../ui/toasts.tsx'
import { useCursor } from '../ui/use-cursor.ts'
import { useFormat } from '../ui/use-format.ts'
import { useKeys } from '../ui/use-keys.ts'
import { MendLink } from './mend-link.tsx'
import classes from './tasks.module.css'

type Task = Output<typeof listTasks>['rows'][number]
type Change = Parameters<ReturnType<typeof useChange<typeof changeTask>>['mutate']>[0]['body']

const route = getRouteApi('/$company/tasks')
const views = ['mine', 'all', 'later', 'done'] as const
const queryOf = { mine: { whose: 'mine' }, all: { whose: 'all' }, later: { state: 'later' }, done: { state: 'done' } } as const

export function TasksScreen() {
  const { t } = useTranslation('tasks')
  const { params, path, can } = useCompany()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const waiting = useRead(countTasks, { params }).data
  // Where nothing is one's own, what waits for anybody is shown first.
  const first = waiting?.mine === 0 && waiting.all > 0 ? 'all' : 'mine'
  const view = views.find((each) => each === search.view) ?? first
  const list = useRead(listTasks, { params, query: queryOf[view] }, { keep: true })
  const change = useChange(changeTask, ['tasks'])
  const [adding, setAdding] = useState(false)
  const rows = list.data?.rows ?? []
  const may = can('customers.follow-up')
  useNamedPlace(null, t('title'))
  const alter = (task: Task, to: Change, back: Change, said: string) =>
    change.mutate(
      { params: { ...params, taskId: task.taskId }, body: to },
      { onSuccess: () => toast(said, { undo: () => change.mutate({ params: { ...params, taskId: task.taskId }, body: back }) }) },
    )
  const finish = (task: Task) =>
    task.doneAt === null
      ? alter(task, { done: true }, { done: false }, t('said.done'))
      : alter(task, { done: false }, { done: true }, t('said.reopened'))
  /** What the task is about, the nearest first. */
  const openSubject = ({ invoiceId, paymentId, customerId }: Task) => {
    if (invoiceId !== null)
      void navigate({ to: '/$company/invoices', params: path, search: { view: 'all', open: writeId('invoice', invoiceId) } })
    else if (paymentId !== null) void navigate({ to: '/$company/payments', params: path, search: { open: writeId('payment', paymentId) } })
    else if (customerId !== null)
      void navigate({ to: '/$company/customers/$customer', params: { ...path, customer: writeId('customer', customerId) } })
  }
  const { cursor, setCursor } = useCursor({
    count: rows.length,
    openAt: null,
    onMove: () => undefined,
    onOpen: (at) => {
      const task = rows[at]
      if (task !== undefined) openSubject(task)
    },
    onSelect: (at) => {
      const task = rows[at]
      if (task !== undefined && may) finish(task)
    },
    onExtend: () => undefined,
    onClear: undefined,
  })
  useKeys({ n: may ? () => setAdding(true) : undefined })
  const counts = list.data?.counts
  return (
    <Page>
      <PageHead
        title={t('title')}
        actions={
          may ? (
            <Button onClick={() => setAdding(true)} aria-expanded={adding}>
              {t('add')}
            </Button>
          ) : undefined
        }
      />
      <Tabs
        label={t('views')}
        open={view}
        items={views.map((id) => ({
          id,
          word: t(`view.${id}`),
          count: id === 'done' ? undefined : counts?.[id],
          link: { to: '/$company/tasks', params: path, search: { view: id } },
        }))}
      />
      {adding ? <AddTask people={list.data?.people ?? []} onDone={() => setAdding(false)} /> : null}
      {change.isError ? <FailureBanner error={change.error} /> : null}
      {list.isError && list.data === undefined ? (
        <FailurePlace error={list.error} onRetry={() => void list.refetch()} />
      ) : list.data === undefined ? (
        <SkeletonRows rows={8} />
      ) : (
        <Panel label={t('title')}>
          {rows.length === 0 ? (
            <EmptyState shape="tick" tone="ok" title={t(`empty.${view}`)}>
              {t('empty.body')}
            </EmptyState>
          ) : (
            <ul>
              {rows.map((task, at) => (
                <TaskLine
                  key={task.taskId}
                  task={task}
                  on={at === cursor}
                  onPoint={() => setCursor(at)}
                  may={may}
                  people={list.data.people}
                  onFinish={() => finish(task)}
                  onChange={(to, back, said) => alter(task, to, back, said)}
                />
              ))}
            </ul>
          )}
        </Panel>
      )}
    </Page>
  )
}

type LineProps = {
  readonly task: Task
  readonly on: boolean
  readonly may: boolean
  readonly people: readonly { readonly userId: string; readonly name: string }[]
  readonly onPoint: () => void
  readonly onFinish: () => void
  readonly onChange: (to: Change, back: Change, said: string) => void
}

function TaskLine({ task, on, may, people, onPoint, onFinish, onChange }: LineProps) {
  const { t, i18n } = useTranslation('tasks')
  const { path } = useCompany()
  const format = useFormat()
  const isLate = task.doneAt === null && task.dueOn < format.today
  const words = i18n.exists(`tasks:kind.${task.kind}`) ? say(i18n, `tasks:kind.${task.kind}`, task.facts) : task.kind
  const put = (until: Day) =>
    onChange({ snoozedUntil: until }, { snoozedUntil: task.snoozedUntil }, t('said.later', { day: format.day(until) }))
  const give = (userId: string | null, name: string) =>
    onChange({ assigneeUserId: userId }, { assigneeUserId: task.assigneeUserId }, t('said.given', { name }))
  return (
    <li className={`${classes.task} ${on ? classes.on : ''}`} onMouseDown={onPoint}>
      <input
        type="checkbox"
        className={classes.box}
        checked={task.doneAt !== null}
        disabled={!may}
        aria-label={t('finish', { task: words })}
        onChange={onFinish}
      />
      <div className={classes.what}>
        <span className={task.doneAt === null ? classes.words : 'third'} dir="auto">
          {words}
        </span>
        <span className="xs third">
          {task.customerId === null ? null : (
            <Link to="/$company/customers/$customer" params={{ ...path, customer: writeId('customer', task.customerId) }}>
              {task.customerName}
            </Link>
          )}
          {task.invoiceId === null ? null : (
            <>
              {' '}
              <Link to="/$company/invoices" params={path} search={{ view: 'all', open: writeId('invoice', task.invoiceId) }}>
                {task.invoiceNumber}
              </Link>
            </>
          )}
          {task.paymentId === null ? null : (
            <>
              {' '}
              <Link to="/$company/payments" params={path} search={{ open: writeId('payment', task.paymentId) }}>
                {t('payment')}
              </Link>
            </>
          )}
          <MendLink task={task} />
        </span>
      </div>
      <span className={`figures ${isLate ? 'tone-bad' : 'second'}`}>
        {task.doneAt === null
          ? format.day(task.snoozedUntil !== null && task.snoozedUntil > format.today ? task.snoozedUntil : task.dueOn)
          : format.moment(task.doneAt)}
      </span>
      <Menu position="bottom-end" disabled={!may}>
        <Menu.Target>
          <Button size="sm" look="plain">
            {(task.doneAt === null ? task.assigneeName : task.doneByName) ?? t('nobody')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('later')}</Menu.Label>
          {([1, 3, 7] as const).map((days) => (
            <Menu.Item key={days} onClick={() => put(addDays(format.today, days))}>
              {t('laterBy', { day: format.day(addDays(format.today, days)) })}
            </Menu.Item>
          ))}
          <Menu.Label>{t('give')}</Menu.Label>
          {people.map((person) => (
            <Menu.Item key={person.userId} onClick={() => give(person.userId, person.name)}>
              {person.name}
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => give(null, t('nobody'))}>{t('nobody')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  )
}

function AddTask({ people, onDone }: { readonly people: LineProps['people']; readonly onDone: () => void }) {
  const { t } = useTranslation('tasks')
  const shell = useTranslation('shell').t
  const { params } = useCompany()
  const format = useFormat()
  const write = useChange(writeTask, ['tasks'])
  const [text, setText] = useState('')
  const [on, setOn] = useState<string>(format.today)
  const day = parseDay(on)
  const [who, setWho] = useState<string>('')
  const submit = () => {
    if (day === null) return
    write.mutate(
      { params, body: { text: text.trim(), customerId: null, dueOn: day, assigneeUserId: who === '' ? null : who } },
      { onSuccess: onDone },
    )
  }
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      {write.isError ? <FailureBanner error={write.error} /> : null}
      <TextInput label={t('what')} value={text} autoFocus maxLength={500} onChange={(event) => setText(event.currentTarget.value)} />
      <div className={classes.fields}>
        <DayField label={t('due')} value={on} onChange={setOn} />
        <label className={classes.who}>
          <span>{t('who')}</span>
          <select value={who} onChange={(event) => setWho(event.currentTarget.value)}>
            <option value="">{t('nobody')}</option>
            {people.map((person) => (
              <option key={person.userId} value={person.userId}>
                {person.name}
              </option>
            ))}
          </select>
        </label>
        <Button type="submit" look="filled" busy={write.isPending} disabled={text.trim() === '' || day === null}>
          {shell('save')}
        </Button>
        <Button onClick={onDone}>{shell('cancel')}</Button>
      </div>
    </form>
  )
}
