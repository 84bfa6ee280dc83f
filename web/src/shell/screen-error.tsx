// A screen that cannot be shown: a refusal in words, or a fault of the program that leaves the rest standing.
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ApiFailure } from '../api-client.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { EmptyState } from '../ui/notices.tsx'
import { Page } from '../ui/page.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'

export function ScreenError({ error, reset }: ErrorComponentProps) {
  const { t } = useTranslation('shell')
  const router = useRouter()
  const { title, next } = useFailureWords()(error)
  const again =
    error instanceof ApiFailure
      ? () => {
          reset()
          void router.invalidate()
        }
      : () => window.location.reload()
  return (
    <Page>
      <div role="alert">
        <EmptyState
          shape="triangle"
          tone="bad"
          title={title}
          actions={
            <>
              <Button onClick={again}>{error instanceof ApiFailure ? t('retry') : t('error.reload')}</Button>
              <Link to="/" className={buttonClass({ look: 'plain' })}>
                {t('error.toDashboard')}
              </Link>
            </>
          }
        >
          {next}
        </EmptyState>
      </div>
    </Page>
  )
}

export function NotFoundScreen() {
  const { t } = useTranslation('shell')
  return (
    <Page>
      <EmptyState
        shape="question"
        title={t('failure.not-found')}
        actions={
          <Link to="/" className={buttonClass()}>
            {t('error.toDashboard')}
          </Link>
        }
      >
        {t('failure.not-found-next')}
      </EmptyState>
    </Page>
  )
}
