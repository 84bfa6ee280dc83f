// Stops an address by hand, or by the letter that came back from it.
import { TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addSuppression, handInLetter } from '#contract/suppressions'
import { sendBytes } from '../../api-client.ts'
import { useChange } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FailureBanner } from '../../ui/failure.tsx'
import { Panel, PanelBody } from '../../ui/panel.tsx'
import { toast } from '../../ui/toasts.tsx'
import settings from '../settings.module.css'
import classes from './addresses.module.css'

export function AddAddress() {
  const { t } = useTranslation('address-settings')
  const { params } = useCompany()
  const client = useQueryClient()
  const add = useChange(addSuppression, ['suppressions'])
  const [address, setAddress] = useState('')
  const [why, setWhy] = useState('')
  const picker = useRef<HTMLInputElement>(null)
  const letter = useMutation({
    mutationFn: (file: File) => sendBytes(handInLetter, { params }, file),
    onSuccess: async ({ outcome, address: from }) => {
      await client.invalidateQueries({ queryKey: ['suppressions'] })
      const good = outcome !== 'not-ours' && outcome !== 'known'
      toast(t(`letterOutcome.${outcome}`, { address: from ?? '–' }), good ? {} : { tone: 'neutral' })
    },
  })
  const failed = add.error ?? letter.error
  return (
    <Panel title={t('add')}>
      <PanelBody>
        <form
          className={settings.stacked}
          onSubmit={(event) => {
            event.preventDefault()
            add.mutate(
              { params, body: { address: address.trim(), ...(why.trim() === '' ? {} : { why: why.trim() }) } },
              {
                onSuccess: () => {
                  toast(t('added', { address: address.trim() }))
                  setAddress('')
                  setWhy('')
                },
              },
            )
          }}
        >
          {failed === null ? null : <FailureBanner error={failed} />}
          <div className={settings.invite}>
            <TextInput
              label={t('address')}
              value={address}
              maxLength={254}
              required
              withAsterisk={false}
              onChange={(event) => setAddress(event.currentTarget.value)}
            />
            <TextInput label={t('why')} value={why} maxLength={200} onChange={(event) => setWhy(event.currentTarget.value)} />
            <Button type="submit" look="filled" busy={add.isPending} disabled={address.trim().length < 3}>
              {t('stop')}
            </Button>
          </div>
        </form>
        <div className={classes.letter}>
          <span className="s second">{t('letterHint')}</span>
          <input
            ref={picker}
            type="file"
            accept=".eml,message/rfc822"
            hidden
            onChange={(event) => {
              const file = event.currentTarget.files?.[0]
              event.currentTarget.value = ''
              if (file !== undefined) letter.mutate(file)
            }}
          />
          <Button size="sm" busy={letter.isPending} onClick={() => picker.current?.click()}>
            {t('letter')}
          </Button>
        </div>
      </PanelBody>
    </Panel>
  )
}
