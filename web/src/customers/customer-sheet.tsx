// What is open beside the customer's page: a form, the link to his own page, or his statement.
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { handOutPortalLink, readStatement, revokePortalLinks } from '#contract/customers'
import { parseDay } from '#values/day'
import { addressOf } from '../api-client.ts'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { Copyable } from '../ui/facts.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { SideSheet } from '../ui/side-sheet.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import { DisputeForm, type FormProps, PauseForm, PromiseForm } from './agreement-forms.tsx'
import type { Act, CustomerDetail } from './customer-types.ts'
import { InstalmentsForm } from './instalments-form.tsx'
import { MergeForm } from './merge-form.tsx'
import { MessageForm } from './message-form.tsx'
import { NoteForm } from './note-form.tsx'

const contents: Readonly<Record<Act, (props: FormProps) => React.ReactNode>> = {
  message: MessageForm,
  promise: PromiseForm,
  dispute: DisputeForm,
  instalments: InstalmentsForm,
  pause: PauseForm,
  note: NoteForm,
  merge: MergeForm,
  link: LinkPanel,
  statement: StatementPanel,
}

export function CustomerSheet({
  customer,
  act,
  onClose,
}: {
  readonly customer: CustomerDetail
  readonly act: Act
  readonly onClose: () => void
}) {
  const { t } = useTranslation('agreements')
  const Content = contents[act]
  return (
    <SideSheet title={t(`act.${act}`)} label={t(`act.${act}`)} onClose={onClose} takesFocus>
      <Content key={act} customer={customer} onDone={onClose} />
    </SideSheet>
  )
}

function LinkPanel({ customer }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params, can } = useCompany()
  const make = useChange(handOutPortalLink, [])
  const revoke = useChange(revokePortalLinks, [])
  const of = { params: { ...params, customerId: customer.customerId } }
  return (
    <div className="stack">
      <p className="s second">{t('link.body')}</p>
      {make.isError ? <FailureBanner error={make.error} /> : null}
      {revoke.isError ? <FailureBanner error={revoke.error} /> : null}
      {make.data === undefined ? (
        <div>
          <Button look="filled" busy={make.isPending} onClick={() => make.mutate(of)}>
            {t('link.show')}
          </Button>
        </div>
      ) : (
        <>
          <Copyable value={make.data.url} />
          <div className="row wrap">
            <a className={buttonClass()} href={make.data.url} target="_blank" rel="noreferrer">
              {t('link.open')}
            </a>
            {can('customers.change') ? (
              <Button
                look="plain"
                busy={revoke.isPending}
                onClick={() =>
                  revoke.mutate(of, {
                    onSuccess: () => {
                      make.reset()
                      toast(t('link.revoked'))
                    },
                  })
                }
              >
                {t('link.revoke')}
              </Button>
            ) : null}
          </div>
        </>
      )}
    </div>
  )
}

function StatementPanel({ customer }: FormProps) {
  const { t } = useTranslation('agreements')
  const { params } = useCompany()
  const format = useFormat()
  const [asOf, setAsOf] = useState<string>(format.today)
  const [from, setFrom] = useState('')
  const [day, first] = [parseDay(asOf), parseDay(from)]
  const address = (kind: 'pdf' | 'xlsx') =>
    addressOf(readStatement, {
      params: { ...params, customerId: customer.customerId },
      query: { format: kind, ...(day !== null && { asOf: day }), ...(first !== null && { from: first }) },
    })
  return (
    <div className="stack">
      <p className="s second">{t('statement.body')}</p>
      <DayField label={t('statement.asOf')} value={asOf} onChange={setAsOf} max={format.today} />
      <DayField label={t('statement.from')} value={from} onChange={setFrom} max={asOf} hint={t('statement.fromHint')} />
      <div className="row">
        <a className={buttonClass({ look: 'filled' })} href={address('pdf')} download>
          PDF
        </a>
        <a className={buttonClass()} href={address('xlsx')} download>
          XLSX
        </a>
      </div>
    </div>
  )
}
