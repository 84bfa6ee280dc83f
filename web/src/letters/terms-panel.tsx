// What the law allows towards a customer: firm or consumer, which interest, compensation, demands by e-mail.
import { Select, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readCustomerLetters, saveTerms } from '#contract/letters'
import type { Id } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { NumberField } from '../ui/number-field.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { toast } from '../ui/toasts.tsx'
import type { CustomerLetters } from './letter-types.ts'
import classes from './letters.module.css'

const debtors = ['business', 'consumer'] as const
const regimes = ['commercial', 'commercial-medical-public', 'civil', 'contractual'] as const

export function TermsPanel({ customerId }: { readonly customerId: Id }) {
  const { params } = useCompany()
  const { data } = useRead(readCustomerLetters, { params: { ...params, customerId } })
  return data === undefined ? null : <TermsForm key={JSON.stringify(data.terms)} customerId={customerId} letters={data} />
}

function TermsForm({ customerId, letters }: { readonly customerId: Id; readonly letters: CustomerLetters }) {
  const { t } = useTranslation('letters')
  const { params, can } = useCompany()
  const { assumed, ...known } = letters.terms
  const [terms, setTerms] = useState(known)
  const change = useChange(saveTerms, ['letters'])
  const may = can('customers.change')
  const offered = terms.debtor === 'consumer' ? (['civil', 'contractual'] as const) : regimes
  return (
    <Panel title={t('terms.title')} {...(assumed ? { note: t('terms.assumed') } : {})} ruled>
      <PanelBody>
        <fieldset disabled={!may} style={{ border: 0, margin: 0, padding: 0 }}>
          <div className={classes.form}>
            {change.error === null ? null : <FailureBanner error={change.error} />}
            <div className="row wrap">
              <Select
                label={t('terms.debtor')}
                value={terms.debtor}
                allowDeselect={false}
                data={debtors.map((value) => ({ value, label: t(`terms.${value}`) }))}
                onChange={(value) =>
                  setTerms(
                    value === 'consumer'
                      ? { ...terms, debtor: 'consumer', regime: 'civil', compensation: false, emailDemands: false }
                      : { ...terms, debtor: 'business', regime: 'commercial' },
                  )
                }
              />
              <Select
                label={t('terms.regime')}
                value={terms.regime}
                allowDeselect={false}
                data={offered.map((value) => ({ value, label: t(`terms.regimes.${value}`) }))}
                onChange={(value) => setTerms({ ...terms, regime: regimes.find((each) => each === value) ?? terms.regime })}
              />
              {terms.regime === 'contractual' ? (
                <NumberField
                  label={t('terms.percent')}
                  value={terms.basisPoints === null ? null : terms.basisPoints / 100}
                  decimals={2}
                  onChange={(value) => setTerms({ ...terms, basisPoints: value === null ? null : Math.round(value * 100) })}
                />
              ) : null}
            </div>
            <Switch
              label={t('terms.compensation')}
              description={t('terms.compensationHint')}
              checked={terms.compensation}
              disabled={terms.debtor === 'consumer' || terms.regime === 'civil'}
              onChange={(event) => setTerms({ ...terms, compensation: event.currentTarget.checked })}
            />
            <Switch
              label={t('terms.emailDemands')}
              description={t('terms.emailDemandsHint')}
              checked={terms.emailDemands}
              disabled={terms.debtor === 'consumer'}
              onChange={(event) => setTerms({ ...terms, emailDemands: event.currentTarget.checked })}
            />
            {may ? (
              <div>
                <Button
                  busy={change.isPending}
                  disabled={terms.regime === 'contractual' && terms.basisPoints === null}
                  onClick={() =>
                    change.mutate({ params: { ...params, customerId }, body: terms }, { onSuccess: () => toast(t('terms.saved')) })
                  }
                >
                  {t('terms.save')}
                </Button>
              </div>
            ) : null}
          </div>
        </fieldset>
      </PanelBody>
    </Panel>
  )
}
