// Links to pay: whether messages and the customer's page offer them, and at which gateway they are made.
import { Select, Switch } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { listConnections } from '#contract/connections'
import { useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'

export type PaymentLinkChoice = { readonly paymentLinks: boolean; readonly paymentGatewayId: string | null }

export function PaymentLinkSettings({
  value,
  onChange,
}: {
  readonly value: PaymentLinkChoice
  readonly onChange: (value: PaymentLinkChoice) => void
}) {
  const { t } = useTranslation('settings')
  const { params, path, can } = useCompany()
  const answer = useRead(listConnections, { params }, { enabled: can('connections.read') })
  const gateways = (answer.data?.connections ?? []).filter(
    (connection) => connection.kinds.includes('payment-links') && connection.state !== 'off',
  )
  const [first] = gateways
  const chosen = gateways.some((gateway) => gateway.connectionId === value.paymentGatewayId) ? value.paymentGatewayId : null
  return (
    <>
      <Switch
        label={t('payLinks.title')}
        description={t('payLinks.hint')}
        checked={value.paymentLinks}
        onChange={(event) => onChange({ ...value, paymentLinks: event.currentTarget.checked })}
      />
      {!value.paymentLinks || answer.data === undefined ? null : first === undefined ? (
        <p className="s second" style={{ margin: 0 }}>
          {t('payLinks.none')}
          <Link to="/$company/integrations" params={path}>
            {t('payLinks.connect')}
          </Link>
        </p>
      ) : (
        <Select
          label={t('payLinks.gateway')}
          description={t('payLinks.gatewayHint')}
          allowDeselect={false}
          data={gateways.map((gateway) => ({ value: gateway.connectionId, label: gateway.name }))}
          value={chosen ?? first.connectionId}
          onChange={(connectionId) => onChange({ ...value, paymentGatewayId: connectionId })}
        />
      )}
    </>
  )
}
