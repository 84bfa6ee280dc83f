// The outermost frame: what to say when the network is gone or a new version is out, then the screen.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { resumeWaiting, useWaitingCount } from '../sure-call.ts'
import { Button } from '../ui/button.tsx'
import { Banner } from '../ui/notices.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'
import classes from './root-frame.module.css'
import { sessionQuery } from './session.ts'

function useOnline(): boolean {
  return useSyncExternalStore(
    (tell) => {
      window.addEventListener('online', tell)
      window.addEventListener('offline', tell)
      return () => {
        window.removeEventListener('online', tell)
        window.removeEventListener('offline', tell)
      }
    },
    () => navigator.onLine,
  )
}

/** True once the server runs another version than this page came from, or a part of this page is gone from it. */
function useNewVersion(): boolean {
  const { data } = useQuery(sessionQuery)
  const [first, setFirst] = useState<string | null>(null)
  const [partGone, setPartGone] = useState(false)
  if (first === null && data !== undefined) setFirst(data.version)
  useEffect(() => {
    const listen = () => setPartGone(true)
    window.addEventListener('vite:preloadError', listen)
    return () => window.removeEventListener('vite:preloadError', listen)
  }, [])
  return partGone || (first !== null && data !== undefined && data.version !== first)
}

/** Carries out what a closed tab left without an answer, once, and says what became of it. */
function useResume(): void {
  const { t } = useTranslation('shell')
  const client = useQueryClient()
  const failure = useFailureWords()
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    void resumeWaiting((change, refusal) => {
      if (refusal === null) toast(t('offline.saved', { words: change.words }))
      else toast(t('offline.refused', { words: change.words, why: failure({ code: refusal }).title }), { tone: 'bad' })
      void client.invalidateQueries()
    })
  }, [client, failure, t])
}

export function RootFrame() {
  const { t } = useTranslation('shell')
  const online = useOnline()
  const newVersion = useNewVersion()
  const waiting = useWaitingCount()
  const wasOffline = useRef(false)
  useResume()
  useEffect(() => {
    if (online && wasOffline.current) toast(t('offline.back'))
    wasOffline.current = !online
  }, [online, t])
  return (
    <div className={classes.frame}>
      {online && waiting === 0 ? null : (
        <div className={classes.notice}>
          <Banner tone="warn" title={online ? t('offline.server') : t('offline.title')}>
            {waiting === 0 ? t('offline.body') : t('offline.waiting', { count: waiting })}
          </Banner>
        </div>
      )}
      {newVersion ? (
        <div className={classes.notice}>
          <Banner
            tone="accent"
            title={t('update.title')}
            actions={
              <Button size="sm" look="filled" onClick={() => window.location.reload()}>
                {t('update.act')}
              </Button>
            }
          >
            {t('update.body')}
          </Banner>
        </div>
      ) : null}
      <Outlet />
    </div>
  )
}
