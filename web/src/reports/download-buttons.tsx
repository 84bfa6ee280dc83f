// Files of a report: made at once when short, else with progress that can be stopped.
import { Progress } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { cancelOrder, downloadOrder, orderReport, readOrder } from '#contract/reports'
import type { Id } from '#values/id'
import { addressOf } from '../api-client.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { WantedReport } from './report-types.ts'
import classes from './reports.module.css'

const formats = ['pdf', 'xlsx', 'csv'] as const

function fetchFile(companyId: Id, reportOrderId: Id): void {
  const link = document.createElement('a')
  link.href = addressOf(downloadOrder, { params: { companyId, reportOrderId } })
  link.download = ''
  link.click()
}

export function DownloadButtons({ report, name }: { readonly report: WantedReport; readonly name: string }) {
  const { params } = useCompany()
  const order = useChange(orderReport, [])
  const [waiting, setWaiting] = useState<Id | null>(null)
  if (waiting !== null) return <Making reportOrderId={waiting} onEnd={() => setWaiting(null)} />
  return (
    <>
      {formats.map((format) => (
        <Button
          key={format}
          busy={order.isPending && order.variables.body.format === format}
          onClick={() =>
            order.mutate(
              { params, body: { report, format, name } },
              {
                onSuccess: (made) =>
                  made.state === 'done' ? fetchFile(params.companyId, made.reportOrderId) : setWaiting(made.reportOrderId),
              },
            )
          }
        >
          <IconDownload size={16} stroke={1.6} aria-hidden />
          {format.toUpperCase()}
        </Button>
      ))}
      {order.isError ? <FailureBanner error={order.error} /> : null}
    </>
  )
}

/** An order on its way, with what is done of it; at its end the file is fetched, or said why there is none. */
function Making({ reportOrderId, onEnd }: { readonly reportOrderId: Id; readonly onEnd: () => void }) {
  const { t } = useTranslation('reports-screen')
  const { params } = useCompany()
  const format = useFormat()
  const cancel = useChange(cancelOrder, ['reports'])
  const watched = useRead(readOrder, { params: { ...params, reportOrderId } }, { refetchMs: 700 })
  const state = watched.data?.state
  const end = useEffectEvent((ended: 'done' | 'cancelled' | 'failed') => {
    if (ended === 'done') fetchFile(params.companyId, reportOrderId)
    else toast(t(ended === 'cancelled' ? 'order.cancelled' : 'order.failed'), { tone: ended === 'cancelled' ? 'neutral' : 'bad' })
    onEnd()
  })
  useEffect(() => {
    if (state !== undefined && state !== 'waiting' && state !== 'working') end(state)
  }, [state])
  return (
    <span className={classes.progress} role="status">
      <Progress
        value={watched.data?.total == null ? 2 : (watched.data.done / watched.data.total) * 100}
        w={120}
        aria-label={t('order.making')}
      />
      <span className="s second figures">
        {watched.data?.total == null
          ? t('order.making')
          : t('order.rows', { done: format.number(watched.data.done), total: format.number(watched.data.total) })}
      </span>
      <Button size="sm" onClick={() => cancel.mutate({ params: { ...params, reportOrderId } })}>
        {t('order.cancel')}
      </Button>
    </span>
  )
}
