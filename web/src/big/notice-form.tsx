// A person writes down that a demand with the warning went out: when, how, and that it said everything.
import { Checkbox, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordBigNotice, waysOfNotice } from '#contract/big'
import { parseDay } from '#values/day'
import type { Id } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './big.module.css'
import { changedByEntry } from './big-case.ts'

export function NoticeForm({ customerId }: { readonly customerId: Id }) {
  const { t } = useTranslation('big')
  const { params } = useCompany()
  const format = useFormat()
  const [open, setOpen] = useState(false)
  const [sentOn, setSentOn] = useState<string>(format.today)
  const [delivery, setDelivery] = useState<(typeof waysOfNotice)[number]>('registered-letter')
  const [said, setSaid] = useState(false)
  const record = useChange(recordBigNotice, changedByEntry)
  const day = parseDay(sentOn)
  if (!open)
    return (
      <div>
        <Button size="sm" onClick={() => setOpen(true)}>
          {t('recordNotice.open')}
        </Button>
      </div>
    )
  return (
    <div className={classes.form}>
      {record.error === null ? null : <FailureBanner error={record.error} />}
      <div className="row wrap">
        <DayField label={t('recordNotice.sentOn')} value={sentOn} max={format.today} onChange={setSentOn} />
        <Select
          label={t('recordNotice.delivery')}
          value={delivery}
          allowDeselect={false}
          data={waysOfNotice.map((value) => ({ value, label: t(`delivery.${value}`) }))}
          onChange={(value) => setDelivery(waysOfNotice.find((each) => each === value) ?? delivery)}
        />
      </div>
      <Checkbox label={t('recordNotice.said')} checked={said} onChange={(event) => setSaid(event.currentTarget.checked)} />
      <div className="row wrap">
        <Button
          look="filled"
          busy={record.isPending}
          disabled={!said || day === null}
          onClick={() => {
            if (day !== null)
              record.mutate(
                { params: { ...params, customerId }, body: { sentOn: day, delivery, saidEverything: true } },
                {
                  onSuccess: () => {
                    toast(t('recordNotice.saved'))
                    setOpen(false)
                    setSaid(false)
                  },
                },
              )
          }}
        >
          {t('recordNotice.save')}
        </Button>
        <Button look="plain" onClick={() => setOpen(false)}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}
