// The state of an import as shape, colour and word, and its result as a few words.
import { useTranslation } from 'react-i18next'
import type { listImports } from '#contract/imports'
import type { Output } from '#contract/route'
import { type StatusLook, StatusPill } from '../ui/status-pill.tsx'

export type ImportRow = Output<typeof listImports>['rows'][number]

const looks: Readonly<Record<ImportRow['state'], StatusLook>> = {
  received: { shape: 'ring', tone: 'neutral' },
  reading: { shape: 'half', tone: 'accent' },
  read: { shape: 'tick', tone: 'ok' },
  'mapping-needed': { shape: 'half', tone: 'warn' },
  failed: { shape: 'triangle', tone: 'bad' },
  undone: { shape: 'bar', tone: 'neutral' },
}

export function ImportStatus({ state, bare = false }: { readonly state: ImportRow['state']; readonly bare?: boolean }) {
  const { t } = useTranslation('imports-screen')
  return (
    <StatusPill {...looks[state]} bare={bare}>
      {t(`state.${state}`)}
    </StatusPill>
  )
}

/** `12 wpłat, 3 faktury`, or that nothing is new. */
export function useImportResult(): (row: ImportRow) => string {
  const { t } = useTranslation('imports-screen')
  return ({ counts, state }) =>
    state !== 'read' && state !== 'reading'
      ? ''
      : (['payments', 'invoices', 'customers', 'duplicates'] as const)
          .filter((kind) => counts[kind] > 0)
          .map((kind) => t(`result.${kind}`, { count: counts[kind] }))
          .join(', ') || t('result.nothing')
}
