// One step of the ladder in a row: its day, what goes and how, and under it what keeps it from being published.
import { IconBolt, IconCheck, IconFileText, IconMail, IconMessage, IconPhone, IconScale } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { say } from '../ui/say.ts'
import { useFormat } from '../ui/use-format.ts'
import classes from './dunning.module.css'
import type { Problem, StepDraft } from './policy-draft.ts'
import { useStepWords } from './step-words.ts'

type Props = {
  readonly draft: StepDraft
  readonly customers: number
  readonly paid: number | null
  readonly problems: readonly Problem[]
  readonly isOpen: boolean
  readonly onOpen: () => void
}

const icons = { email: IconMail, sms: IconMessage, letter: IconFileText, call: IconPhone, decision: IconScale } as const

export function StepRow({ draft, customers, paid, problems, isOpen, onOpen }: Props) {
  const { t, i18n } = useTranslation('dunning-screen')
  const format = useFormat()
  const words = useStepWords()
  const { step } = draft
  const onlyPerson = step.media.length === 0
  return (
    <>
      <tr className={isOpen ? classes.openRow : undefined}>
        <td className="strong">{words.day(draft)}</td>
        <td>
          <button type="button" className={classes.opener} aria-expanded={isOpen} onClick={onOpen}>
            {words.name(step)}
          </button>
        </td>
        <td className="second">{onlyPerson ? '–' : t(`tone.${step.tone}`)}</td>
        <td>
          <span className={`row tight ${classes.ways}`}>
            {[...step.media, ...(step.task === null ? [] : [step.task])].map((way) => {
              const Icon = icons[way]
              const word = way === 'call' || way === 'decision' ? t(`task.${way}`) : t(`media.${way}`)
              return <Icon key={way} size={17} stroke={1.6} role="img" aria-label={word} />
            })}
          </span>
        </td>
        <td className={onlyPerson ? 'tone-plum' : 'second'}>
          <span className={`row tight ${classes.ways}`}>
            {onlyPerson ? null : step.approval === 'automatic' ? <IconBolt size={15} aria-hidden /> : <IconCheck size={15} aria-hidden />}
            {t(onlyPerson ? 'onlyPerson' : `approval.${step.approval}`)}
          </span>
        </td>
        <td>{format.number(customers)}</td>
        <td>{paid === null ? '–' : t('share', { share: format.number(paid) })}</td>
      </tr>
      {problems.length === 0 ? null : (
        <tr className={classes.wrong}>
          <td colSpan={7} className="tone-bad s" role="alert">
            {problems.map(({ code, facts }) => say(i18n, `dunning-screen:problem.${code}`, facts)).join(' ')}
          </td>
        </tr>
      )}
    </>
  )
}
