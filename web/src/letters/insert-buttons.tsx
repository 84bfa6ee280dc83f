// What a template may name, as buttons that put it where the cursor stands, and the whole list of it.
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import classes from './letters.module.css'

const inserts = [
  'razem',
  'liczba_faktur',
  'numery',
  'najstarszy_termin',
  'termin_zaplaty',
  'klient.nazwa',
  'firma.nazwa',
  'rachunek',
  'tabela',
  'rozliczenie',
  'dane_do_przelewu',
  'odpowiedzi',
  'zastrzezenie',
  'big',
] as const

type Props = {
  readonly field: RefObject<HTMLTextAreaElement | null>
  readonly text: string
  readonly onText: (text: string) => void
  readonly may?: boolean
  readonly variables: readonly { readonly name: string }[]
}

export function InsertButtons({ field, text, onText, may = true, variables }: Props) {
  const { t } = useTranslation('templates')
  const insert = (name: string) => {
    const at = field.current?.selectionStart ?? text.length
    onText(`${text.slice(0, at)}{{ ${name} }}${text.slice(at)}`)
    field.current?.focus()
  }
  return (
    <div className={classes.insertPart}>
      <p className="xs third">{t('insert')}</p>
      <div className={classes.inserts}>
        {inserts.map((name) => (
          <Button key={name} size="sm" disabled={!may} title={`{{ ${name} }}`} onClick={() => insert(name)}>
            {t(`inserts.${name}`)}
          </Button>
        ))}
      </div>
      <details>
        <summary className="s">{t('all')}</summary>
        <p className="s third">{variables.map((variable) => variable.name).join(', ')}</p>
      </details>
    </div>
  )
}
