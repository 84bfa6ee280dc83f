// What is done with the messages that are ticked: approve them or keep them back, all at once.
import { useTranslation } from 'react-i18next'
import { decideOutbox } from '#contract/outbox'
import { readId } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { SelectionBar } from '../ui/selection-bar.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'

type Props = {
  readonly picked: ReadonlySet<string>
  /** Null where none of the ticked messages can be worded. */
  readonly onWord: (() => void) | null
  readonly onDone: () => void
}

export function BulkBar({ picked, onWord, onDone }: Props) {
  const { t } = useTranslation(['outbox-screen', 'shell'])
  const { params } = useCompany()
  const failure = useFailureWords()
  const decide = useChange(decideOutbox, ['outbox', 'customers', 'dashboard', 'dunning'])
  const outboxIds = [...picked].map((written) => readId('outbox', written)).filter((id) => id !== null)
  const send = (decision: 'approve' | 'cancel' | 'resume', ids = outboxIds) =>
    decide.mutate(
      { params, body: { decision, outboxIds: ids } },
      {
        onSuccess: ({ done, refused }) => {
          const undo = decision === 'cancel' ? { undo: () => send('resume', ids) } : {}
          toast(t('bulk.done', { count: done }), undo)
          if (refused.length > 0) toast(t('bulk.refused', { count: refused.length }), { tone: 'bad' })
          onDone()
        },
        onError: (error) => toast(failure(error).title, { tone: 'bad' }),
      },
    )
  return (
    <SelectionBar word={t('shell:table.selected', { count: picked.size })} onClear={onDone}>
      <Button look="filled" size="sm" busy={decide.isPending} onClick={() => send('approve')}>
        {t('bulk.approve')}
      </Button>
      <Button size="sm" disabled={decide.isPending || onWord === null} onClick={() => onWord?.()}>
        {t('bulk.word')}
      </Button>
      <Button size="sm" disabled={decide.isPending} onClick={() => send('cancel')}>
        {t('bulk.cancel')}
      </Button>
    </SelectionBar>
  )
}
