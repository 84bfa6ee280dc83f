// A demand with the warning that the program itself sent: what it knows stands there, and a person adds only what it cannot know.
import { Select } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { linkBigNotice, waysOfNotice } from '#contract/big'
import { parseDay } from '#values/day'
import { type Id, writeId } from '#values/id'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { DayField } from '../ui/day-field.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { TextField } from '../ui/text-field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import classes from './big.module.css'
import { type BigCase, changedByEntry } from './big-case.ts'

type Props = { readonly sent: BigCase['sent'][number]; readonly customerId: Id; readonly may: boolean }
type Way = (typeof waysOfNotice)[number]

export function SentWarning({ sent, customerId, may }: Props) {
  const { t } = useTranslation('big')
  const { params, path } = useCompany()
  const format = useFormat()
  const isMail = sent.medium === 'email'
  const [way, setWay] = useState<Way | null>(isMail ? 'email' : null)
  const [postedOn, setPostedOn] = useState<string>(sent.sentOn)
  const [proof, setProof] = useState('')
  const link = useChange(linkBigNotice, changedByEntry)
  const day = parseDay(postedOn)
  const ways = waysOfNotice.filter((each) => each !== 'email')
  return (
    <div className={classes.sent}>
      {link.error === null ? null : <FailureBanner error={link.error} />}
      <p>
        {t(isMail ? 'sent.lineEmail' : 'sent.lineLetter', { day: format.fullDay(sent.sentOn) })}{' '}
        <span className="second">
          {sent.numbers.length === 0 ? t('sent.allDue') : t('sent.numbers', { numbers: sent.numbers.join(', ') })}
        </span>{' '}
        <Link to="/$company/messages" params={path} search={{ open: writeId('outbox', sent.outboxId) }}>
          {t('sent.open')}
        </Link>
      </p>
      {sent.returned ? (
        <p className="tone-warn">{t('sent.returned')}</p>
      ) : !may ? null : (
        <>
          <p className="s second">{t(isMail ? 'sent.emailHint' : 'sent.letterHint')}</p>
          <div className={classes.fields}>
            {isMail ? null : (
              <>
                <Select
                  label={t('sent.way')}
                  value={way}
                  data={ways.map((value) => ({ value, label: t(`delivery.${value}`) }))}
                  onChange={(value) => setWay(ways.find((each) => each === value) ?? null)}
                />
                <DayField label={t('sent.postedOn')} value={postedOn} min={sent.sentOn} max={format.today} onChange={setPostedOn} />
                <TextField label={t('sent.proof')} value={proof} onChange={setProof} />
              </>
            )}
            <Button
              look="filled"
              busy={link.isPending}
              disabled={way === null || day === null}
              onClick={() => {
                if (way === null || day === null) return
                link.mutate(
                  {
                    params: { ...params, customerId },
                    body: { outboxId: sent.outboxId, sentOn: day, delivery: way, proof: proof.trim() === '' ? null : proof.trim() },
                  },
                  { onSuccess: () => toast(t('recordNotice.saved')) },
                )
              }}
            >
              {t('sent.save')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
