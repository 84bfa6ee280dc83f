// Step 3: bank statements, and whether their balances form a chain without gaps.
import { Link } from '@tanstack/react-router'
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

export function BankStep({ onDone }: StepProps) {
  const { t } = useTranslation('onboarding')
  const { path } = useCompany()
  const format = useFormat()
  const read = useFacts()
  const facts = read?.bank
  if (read === undefined) return <SkeletonRows rows={6} />
  if (facts === undefined || facts.payments === 0) return <DataWays empty={false} />
  const whole = facts.gaps.length + facts.unbalanced === 0
  return (
    <>
      <Facts
        rows={[
          [t('wizard.bank.payments'), <b key="count">{format.number(facts.payments)}</b>],
          [t('wizard.bank.sum'), facts.sums.map((sum) => format.money(sum)).join(' · ')],
          [
            t('wizard.bank.period'),
            facts.from === null || facts.to === null ? '–' : `${format.fullDay(facts.from)} – ${format.fullDay(facts.to)}`,
          ],
          [t('wizard.bank.accounts'), format.number(facts.accounts)],
        ]}
      />
      <Banner
        tone={whole ? 'ok' : 'warn'}
        title={whole ? t('wizard.bank.whole') : t('wizard.bank.gaps', { count: facts.gaps.length + facts.unbalanced })}
        actions={
          whole ? undefined : (
            <Link to="/$company/imports" params={path} className={buttonClass({ size: 'sm' })}>
              {t('wizard.bank.look')}
            </Link>
          )
        }
      >
        {facts.gaps
          .slice(0, 5)
          .map((gap) => t('wizard.bank.gap', { from: format.fullDay(gap.from), to: format.fullDay(gap.to) }))
          .join(' ')}
      </Banner>
      <div>
        <Button look="filled" onClick={onDone}>
          {t('wizard.next')}
        </Button>
      </div>
      <DataWays empty={false} />
    </>
  )
}
