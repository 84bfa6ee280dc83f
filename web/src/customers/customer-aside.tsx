// Beside the timeline: what comes next and how to stop it, what was promised, whom one talks to.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listAgreements } from '#contract/agreements'
import { writeId } from '#values/id'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import { AgreementStatus } from './agreement-status.tsx'
import classes from './customer.module.css'
import type { CustomerDetail } from './customer-types.ts'

export function CustomerAside({ customer, onPause }: { readonly customer: CustomerDetail; readonly onPause: (() => void) | null }) {
  const { t, i18n } = useTranslation('agreements')
  const { params, path } = useCompany()
  const format = useFormat()
  const agreements = useRead(listAgreements, { params: { ...params, customerId: customer.customerId } }).data?.rows ?? []
  const holds = agreements.filter((each) => each.endedAt === null && (each.untilOn === null || each.untilOn >= format.today))
  const promises = agreements.filter((each) => each.kind === 'promise' && each.amount !== null)
  const judged = promises.filter((each) => ['kept', 'partly', 'broken'].includes(each.outcome ?? ''))
  const next = customer.nextMessage
  return (
    <div className={classes.aside}>
      <Panel
        title={t('next.title')}
        aside={
          onPause === null ? undefined : (
            <Button size="sm" look="plain" onClick={onPause}>
              {t('next.pause')}
            </Button>
          )
        }
      >
        <PanelBody>
          {holds.length > 0 ? (
            <div className="s">
              <b>{t('next.held')}</b>
              {holds.map((each) => (
                <div key={each.holdId} className="second">
                  {[
                    t(`kind.${each.reason === 'claims-paid' ? 'claims-paid' : each.kind}`),
                    each.untilOn === null ? null : t('until', { day: format.day(each.untilOn) }),
                  ]
                    .filter((part) => part !== null)
                    .join(', ')}
                </div>
              ))}
            </div>
          ) : next === null ? (
            <p className="s second">{customer.oldestOverdueOn === null ? t('next.nothingDue') : t('next.none')}</p>
          ) : (
            <p className="s">
              <b>{say(i18n, `agreements:next.kind.${next.kind}`)}</b>
              <span className="second">
                {' '}
                {format.moment(next.at)}, {say(i18n, `agreements:next.state.${next.state}`)}
              </span>
            </p>
          )}
        </PanelBody>
      </Panel>
      {promises.length === 0 ? null : (
        <Panel
          title={t('promises')}
          aside={
            judged.length === 0 ? undefined : (
              <span className="third">
                {t('keptOf', { kept: judged.filter((each) => each.outcome === 'kept').length, all: judged.length })}
              </span>
            )
          }
        >
          {promises.slice(0, 5).map((each) => (
            <PanelRow key={each.holdId}>
              <span className="figures second">{each.untilOn === null ? '–' : format.day(each.untilOn)}</span>
              <AgreementStatus each={each} />
              <span className="end num strong">{each.amount === null ? null : format.money(each.amount)}</span>
            </PanelRow>
          ))}
        </Panel>
      )}
      <Panel
        title={t('contacts.title')}
        aside={
          <Link
            to="/$company/customers/$customer"
            params={{ ...path, customer: writeId('customer', customer.customerId) }}
            search={{ tab: 'details' }}
            replace
          >
            {t('contacts.all')}
          </Link>
        }
      >
        <PanelBody>
          {customer.contacts.length === 0 ? (
            <p className="s second">{customer.email ?? t('contacts.none')}</p>
          ) : (
            customer.contacts.slice(0, 3).map((contact) => (
              <p key={contact.contactId} className="s">
                <b>{contact.name}</b>, {t(`contacts.role.${contact.role}`)}
                <span className="second cut"> {contact.email ?? contact.phone ?? ''}</span>
              </p>
            ))
          )}
        </PanelBody>
      </Panel>
    </div>
  )
}
