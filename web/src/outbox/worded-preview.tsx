// Each of several messages as the words being written would make it, one after the other.
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { previewWording } from '#contract/outbox'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import type { Draft } from './alike-drafts.ts'
import { SentPreview } from './sent-preview.tsx'

const waitMs = 500

export function WordedPreview({
  drafts,
  subject,
  text,
}: {
  readonly drafts: readonly Draft[]
  readonly subject: string
  readonly text: string
}) {
  const { t } = useTranslation('outbox-screen')
  const { params } = useCompany()
  const failure = useFailureWords()
  const [at, setAt] = useState(0)
  const { mutate, data, error, variables } = useChange(previewWording, [])
  const { companyId } = params
  const draft = drafts[at]
  const shown = useRef<string>(undefined)
  const outboxId = draft?.outboxId
  useEffect(() => {
    if (outboxId === undefined || text.trim() === '') return
    // Another message is shown at once; while somebody writes, once he pauses.
    const pause = shown.current === outboxId ? waitMs : 0
    shown.current = outboxId
    const timer = setTimeout(() => mutate({ params: { companyId, outboxId }, body: { wording: { subject, text } } }), pause)
    return () => clearTimeout(timer)
  }, [mutate, companyId, outboxId, subject, text])
  return (
    <>
      <div className="row tight">
        <span className="s grow cut">{t('bulk.at', { at: at + 1, all: drafts.length, name: draft?.customerName ?? '' })}</span>
        <Button size="sm" disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t('bulk.previous')}
        </Button>
        <Button size="sm" disabled={at === drafts.length - 1} onClick={() => setAt(at + 1)}>
          {t('bulk.next')}
        </Button>
      </div>
      {error === null ? null : <FailureBanner error={error} />}
      {data === undefined || variables?.params.outboxId !== outboxId ? (
        <Skeleton height={200} />
      ) : data.failure !== null ? (
        <Banner tone="bad" title={t('bulk.goesNot')}>
          {failure(data.failure).title}
        </Banner>
      ) : (
        <>
          {data.subject === null || data.subject === '' ? null : <p className="s strong">{data.subject}</p>}
          <SentPreview html={data.html} text={data.text} />
        </>
      )}
    </>
  )
}
