// One schedule: when it runs, when next, how it went last; its time can be changed in place.
import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSchedule } from '#contract/work'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Progress } from '../ui/meter.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { isTime, TimeField } from '../ui/time-field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import { useFormat } from '../ui/use-format.ts'
import { type Run, runLook, type Schedule, useJobWords } from './job-words.ts'
import classes from './jobs.module.css'

type Props = {
  readonly schedule: Schedule
  readonly connectionName: string | null
  readonly running: Run | undefined
  readonly onRun: (() => void) | undefined
  readonly busy: boolean
}

export function ScheduleRow({ schedule, connectionName, running, onRun, busy }: Props) {
  const { t } = useTranslation('jobs-screen')
  const shell = useTranslation('shell').t
  const { params, can } = useCompany()
  const format = useFormat()
  const words = useJobWords()
  const failure = useFailureWords()
  const change = useChange(changeSchedule, ['jobs'])
  const [time, setTime] = useState<string | null>(null)
  const last = schedule.lastRun
  const send = (body: { readonly at?: string; readonly enabled?: boolean }) =>
    change.mutate(
      { params: { ...params, scheduleId: schedule.scheduleId }, body },
      {
        onSuccess: () => {
          toast(t('saved'))
          setTime(null)
        },
        onError: (error) => toast(failure(error).title, { tone: 'bad' }),
      },
    )
  return (
    <div className={classes.schedule}>
      <span className={classes.name}>
        <b className="strong">
          {words.job(schedule.job)}
          {connectionName === null ? null : <span className="third"> {connectionName}</span>}
        </b>
        <span className="xs third" style={{ display: 'block' }}>
          {words.about(schedule.job)}
        </span>
      </span>
      {time === null ? (
        <span className="second">{words.rule(schedule.rule)}</span>
      ) : (
        <form
          className="row tight"
          onSubmit={(event) => {
            event.preventDefault()
            send({ at: time })
          }}
        >
          <TimeField bare label={t('time')} value={time} onChange={setTime} autoFocus />
          <Button type="submit" size="sm" look="filled" busy={change.isPending} disabled={!isTime(time)}>
            {shell('save')}
          </Button>
          <Button size="sm" look="plain" onClick={() => setTime(null)}>
            {shell('cancel')}
          </Button>
        </form>
      )}
      <span className={classes.state}>
        {running !== undefined ? (
          <>
            <Progress
              share={running.total === null || running.total === 0 ? null : running.done / running.total}
              label={words.job(schedule.job)}
            />
            <span className="xs third figures">
              {running.total === null
                ? (running.step ?? t(`state.${running.state}`))
                : t('progress', { done: format.number(running.done), total: format.number(running.total) })}
            </span>
          </>
        ) : last === null ? (
          <span className="third">{t('never')}</span>
        ) : (
          <>
            <StatusPill {...runLook[last.state]} bare>
              {format.moment(last.finishedAt ?? last.startedAt ?? last.scheduledFor)}
            </StatusPill>
            <span className="xs third cut">{last.failure !== null ? failure(last.failure).title : words.result(last.result)}</span>
          </>
        )}
      </span>
      <span className="third figures">
        {schedule.enabled ? (
          <>
            {t('next')}: {format.moment(schedule.nextRunAt)}
          </>
        ) : (
          t('disabled')
        )}
      </span>
      <span className="row tight end">
        {onRun === undefined ? null : (
          <Button size="sm" busy={busy && running !== undefined} disabled={running !== undefined} onClick={onRun}>
            {t('runNow')}
          </Button>
        )}
        {can('company.change') ? (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button size="sm" look="plain" icon aria-label={`${shell('more')}: ${words.job(schedule.job)}`}>
                <IconDots size={16} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {schedule.rule.at === null ? null : (
                <Menu.Item onClick={() => setTime(schedule.rule.at ?? '08:00')}>{t('changeTime')}</Menu.Item>
              )}
              <Menu.Item onClick={() => send({ enabled: !schedule.enabled })}>{t(schedule.enabled ? 'disable' : 'enable')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </span>
    </div>
  )
}
