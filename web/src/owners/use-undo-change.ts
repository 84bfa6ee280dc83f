// Takes back what was changed of many customers, from the toast that told of it.
import { useTranslation } from 'react-i18next'
import { undoCustomerChange } from '#contract/owners'
import type { Id } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'

/** What is read anew when customers change hands. */
export const changedByOwners = ['owners', 'customers', 'invoices', 'dashboard', 'lists', 'dunning', 'audit'] as const

export function useUndoChange(): (changeId: Id) => void {
  const { t } = useTranslation('owners')
  const { params } = useCompany()
  const failure = useFailureWords()
  const undo = useChange(undoCustomerChange, changedByOwners)
  // Told also when who offered it is gone: the toast outlives the bar and the screen.
  return (changeId) =>
    void undo.mutateAsync({ params: { ...params, changeId } }).then(
      ({ changed }) => toast(changed === 0 ? t('undoneRule') : t('undone', { count: changed })),
      (error: unknown) => toast(failure(error).title, { tone: 'bad' }),
    )
}
