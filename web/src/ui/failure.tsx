// What went wrong, in words: what happened, what was not done, and the next step.
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../api-client.ts'
import { Button } from './button.tsx'
import { Banner, EmptyState } from './notices.tsx'
import { type FailureWords, useFailureWords } from './use-failure-words.ts'

/** In place of rows or a panel that could not be read. */
export function FailurePlace({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const { t } = useTranslation('shell')
  const { title, next } = useFailureWords()(error)
  return (
    <div role="alert">
      <EmptyState
        shape="triangle"
        tone="bad"
        title={title}
        {...(onRetry && {
          actions: (
            <Button size="sm" onClick={onRetry}>
              {t('retry')}
            </Button>
          ),
        })}
      >
        {next}
        <RequestId error={error} />
      </EmptyState>
    </div>
  )
}

/** Above a form whose sending was refused. */
export function FailureBanner({ error }: { readonly error: unknown }) {
  const words: FailureWords = useFailureWords()(error)
  return (
    <Banner tone="bad" title={words.title}>
      {words.next}
      <RequestId error={error} />
    </Banner>
  )
}

function RequestId({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('shell')
  if (!(error instanceof ApiFailure) || error.requestId === null || error.status < 500) return null
  return <span className="third"> {t('failure.request', { id: error.requestId })}</span>
}
