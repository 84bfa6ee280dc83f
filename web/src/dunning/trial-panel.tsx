// Sprawdź na kliencie: the days that the policy on the screen would have for one customer; nothing is written.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tryDunningPolicy } from '#contract/dunning'
import type { Id } from '#values/id'
import { useChange } from '../queries.ts'
import { CustomerField } from '../settings/matching/customer-field.tsx'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './dunning.module.css'
import type { Policy } from './policy-draft.ts'
import { useStepWords } from './step-words.ts'

export function TrialPanel({ policy }: { readonly policy: Policy | null }) {
  const { t, i18n } = useTranslation('dunning-screen')
  const { params, can } = useCompany()
  const format = useFormat()
  const words = useStepWords()
  const [customer, setCustomer] = useState<{ readonly customerId: Id; readonly name: string } | null>(null)
  // Steps are named as they were when the question was asked.
  const [asked, setAsked] = useState<Policy | null>(null)
  const trial = useChange(tryDunningPolicy, [])
  if (!can('messages.read')) return null
  const run = () => {
    if (policy === null || customer === null) return
    setAsked(policy)
    trial.mutate({ params, body: { policy, customerId: customer.customerId } })
  }
  const nameOf = (stepId: string): string => {
    const step = asked?.steps.find(({ id }) => id === stepId)
    return step === undefined ? stepId : words.name(step)
  }
  const answer = trial.data
  return (
    <Panel title={t('trial.title')} note={t('trial.note')} ruled>
      <PanelBody>
        <div className="stack" style={{ paddingTop: 16 }}>
          <div className={`row wrap ${classes.ends}`}>
            <CustomerField value={customer} onChange={setCustomer} />
            <Button busy={trial.isPending} disabled={policy === null || customer === null} onClick={run}>
              {t('trial.run')}
            </Button>
          </div>
          {trial.error === null ? null : <FailureBanner error={trial.error} />}
          {answer === undefined ? null : (
            <div className="stack" role="status">
              <p>
                <b>{answer.customerName}:</b> {t(`trial.decision.${answer.decision}`)}
                {answer.stepId === null ? null : `: ${nameOf(answer.stepId)}`}
                {answer.notBefore === null ? null : `, ${t('trial.notBefore', { day: format.fullDay(answer.notBefore) })}`}
              </p>
              {answer.reasons.map(({ code, facts }) => (
                <p key={code} className="s second">
                  {say(i18n, `outbox-screen:reason.${code}`, facts)}
                </p>
              ))}
              {answer.invoices.map((invoice) => (
                <section key={invoice.invoiceId} className="stack tight">
                  <h3>
                    {t('trial.invoice', { number: invoice.number, open: format.money(invoice.open), due: format.fullDay(invoice.dueOn) })}
                  </h3>
                  <ol className={classes.days}>
                    {invoice.steps.map((step) => (
                      <li key={step.stepId} className={step.taken ? 'third' : undefined}>
                        {format.fullDay(step.on)} {nameOf(step.stepId)}
                        {step.taken ? ` (${t('trial.taken')})` : null}
                      </li>
                    ))}
                  </ol>
                </section>
              ))}
            </div>
          )}
        </div>
      </PanelBody>
    </Panel>
  )
}
