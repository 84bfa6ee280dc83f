// Facts of one thing as name and value, values at the right.
import { CopyButton } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import classes from './facts.module.css'

export function Facts({
  rows,
  nameWidth = 'max-content',
}: {
  readonly rows: readonly (readonly [name: string, value: React.ReactNode] | null)[]
  readonly nameWidth?: string
}) {
  return (
    <dl className={classes.facts} style={{ gridTemplateColumns: `${nameWidth} minmax(0, 1fr)` }}>
      {rows.map((row) =>
        row === null ? null : (
          <div key={row[0]}>
            <dt>{row[0]}</dt>
            <dd>{row[1]}</dd>
          </div>
        ),
      )}
    </dl>
  )
}

/** A value that is often pasted elsewhere: NIP, KSeF number, account. */
export function Copyable({ value, shown = value }: { readonly value: string; readonly shown?: string }) {
  const { t } = useTranslation('shell')
  return (
    <span className={classes.copyable}>
      <span className="cut">{shown}</span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Button look="plain" size="sm" icon aria-label={copied ? t('copied') : t('copy', { value: shown })} onClick={copy}>
            {copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
          </Button>
        )}
      </CopyButton>
    </span>
  )
}
