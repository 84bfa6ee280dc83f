// Whom the policies are for: a segment is given one here, every assignment is listed and can be taken back.
import { Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { assignDunningPolicy } from '#contract/dunning'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Panel, PanelBody, PanelRow } from '../ui/panel.tsx'
import classes from './dunning.module.css'
import type { Dunning } from './policy-draft.ts'

export function AssignmentsPanel({ dunning }: { readonly dunning: Dunning }) {
  const { t } = useTranslation('dunning-screen')
  const { params, can } = useCompany()
  const may = can('dunning.manage')
  const [segment, setSegment] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const assign = useChange(assignDunningPolicy, ['dunning', 'audit'])
  const named = dunning.policies.flatMap(({ policyId, name }) => (policyId === null ? [] : [{ policyId, name }]))
  const chosen = named.find(({ policyId }) => policyId === to)
  const send = () => {
    if (segment === null || to === null) return
    const target = chosen === undefined ? 'none' : { policyId: chosen.policyId }
    assign.mutate({ params, body: { segment, customerId: null, invoiceId: null, to: target } }, { onSuccess: () => setSegment(null) })
  }
  return (
    <Panel title={t('assign.title')} note={t('assign.note')}>
      {dunning.assignments.map((each) => {
        const { customerId, invoiceId } = each
        const who =
          each.segment === null
            ? each.invoiceNumber === null
              ? t('assign.customer', { name: each.customerName ?? '' })
              : t('assign.invoice', { number: each.invoiceNumber })
            : t('assign.segment', { name: each.segment })
        return (
          <PanelRow key={`${each.segment} ${customerId} ${invoiceId}`}>
            <span className="grow cut">{who}</span>
            <span className="second">{named.find(({ policyId }) => policyId === each.policyId)?.name ?? t('assign.none')}</span>
            {may ? (
              <Button
                look="plain"
                size="sm"
                aria-label={t('assign.removeFor', { who })}
                onClick={() => assign.mutate({ params, body: { segment: each.segment, customerId, invoiceId, to: 'default' } })}
              >
                {t('assign.remove')}
              </Button>
            ) : null}
          </PanelRow>
        )
      })}
      <PanelBody>
        <div className="stack" style={{ paddingTop: 12 }}>
          {assign.error === null ? null : <FailureBanner error={assign.error} />}
          {dunning.assignments.length === 0 ? <p className="s second">{t('assign.empty')}</p> : null}
          {may && dunning.segments.length > 0 ? (
            <div className={`row wrap ${classes.ends}`}>
              <Select label={t('assign.segmentField')} value={segment} data={[...dunning.segments]} onChange={setSegment} />
              <Select
                label={t('assign.policyField')}
                value={to}
                data={[
                  ...named.map(({ policyId, name }) => ({ value: String(policyId), label: name })),
                  { value: 'none', label: t('assign.none') },
                ]}
                onChange={setTo}
              />
              <Button busy={assign.isPending} disabled={segment === null || to === null} onClick={send}>
                {t('assign.add')}
              </Button>
            </div>
          ) : null}
        </div>
      </PanelBody>
    </Panel>
  )
}
