// Step 2: invoices, and whether their sum is what the company knows it to be.
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { Facts } from '../ui/facts.tsx'
import { Banner } from '../ui/notices.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { useFormat } from '../ui/use-format.ts'
import { DataWays } from './data-ways.tsx'
import type { StepProps } from './step-props.ts'
import { useFacts } from './use-facts.ts'

export function InvoicesStep({ onDone }: StepProps) {
  const { t } = useTranslation('onboarding')
  const { path } = useCompany()
  const format = useFormat()
  const read = useFacts()
  const facts = read?.invoices
  const [wrong, setWrong] = useState(false)
  if (read === undefined) return <SkeletonRows rows={6} />
  if (facts === undefined || facts.count === 0) return <DataWays empty />
  return (
    <>
      <Facts
        rows={[
          [t('wizard.invoices.count'), <b key="count">{format.number(facts.count)}</b>],
          [t('wizard.invoices.open'), format.number(facts.open)],
          [t('wizard.invoices.sum'), <b key="sum">{facts.openSums.map((sum) => format.money(sum)).join(' · ')}</b>],
          [t('wizard.invoices.oldest'), facts.oldestDueOn === null ? '–' : format.fullDay(facts.oldestDueOn)],
        ]}
      />
      {facts.rejected === 0 ? null : (
        <Banner
          tone="warn"
          title={t('wizard.invoices.rejected', { count: facts.rejected })}
          actions={
            <Link to="/$company/imports" params={path} className={buttonClass({ size: 'sm' })}>
              {t('wizard.invoices.why')}
            </Link>
          }
        />
      )}
      {wrong ? (
        <Banner
          tone="warn"
          title={t('wizard.invoices.wrong')}
          actions={
            <Link to="/$company/invoices" params={path} search={{ view: 'open' }} className={buttonClass({ size: 'sm' })}>
              {t('wizard.invoices.look')}
            </Link>
          }
        >
          {t('wizard.invoices.wrongBody')}
        </Banner>
      ) : null}
      <div className="row wrap">
        <b>{t('wizard.invoices.ask')}</b>
        <Button look="filled" onClick={onDone}>
          {t('wizard.invoices.yes')}
        </Button>
        <Button onClick={() => setWrong(true)}>{t('wizard.invoices.no')}</Button>
      </div>
      <DataWays empty={false} />
    </>
  )
}
