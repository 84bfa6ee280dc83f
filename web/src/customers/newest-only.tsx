// Below a list that holds the newest alone: how many there are, and the way to all of them.
import { useTranslation } from 'react-i18next'
import { useFormat } from '../ui/use-format.ts'
import classes from './customer.module.css'

export function NewestOnly({ shown, of, children }: { readonly shown: number; readonly of: number; readonly children?: React.ReactNode }) {
  const { t } = useTranslation('customers')
  const format = useFormat()
  if (shown >= of) return null
  return (
    <p className={`${classes.newest} s second`}>
      {t('newest.shown', { shown: format.number(shown), all: format.number(of) })} {children}
    </p>
  )
}
