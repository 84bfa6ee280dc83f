// The footer of the queue: the keys of what is open, and how the work goes.
import { useTranslation } from 'react-i18next'
import { KeyFooter } from '../ui/key-cap.tsx'
import { useFormat } from '../ui/use-format.ts'
import { readPace, secondsEach } from './pace.ts'
import type { Mode } from './review-payment.tsx'

export function ReviewFooter({ mode }: { readonly mode: Mode }) {
  const { t } = useTranslation('review')
  const format = useFormat()
  const pace = readPace()
  const seconds = secondsEach(pace)
  const keys =
    mode === 'split'
      ? [
          { caps: ['='], word: t('keys.rest') },
          { caps: ['Tab'], word: t('keys.field') },
          { caps: ['Ctrl', 'Enter'], word: t('keys.save') },
          { caps: ['Esc'], word: t('keys.back') },
        ]
      : mode === 'bulk'
        ? [
            { caps: ['Enter'], word: t('keys.bulkAccept') },
            { caps: ['Esc'], word: t('keys.back') },
          ]
        : [
            { caps: ['Enter'], word: t('keys.accept') },
            { caps: ['1', '–', '9'], word: t('keys.candidate') },
            { caps: ['S'], word: t('keys.split') },
            { caps: ['F'], word: t('keys.find') },
            { caps: ['R'], word: t('keys.reject') },
            { caps: ['J', 'K'], word: t('keys.move') },
            { caps: ['Z'], word: t('keys.undo') },
            { caps: ['?'], word: t('keys.help') },
          ]
  const aside =
    pace.decided === 0
      ? undefined
      : [
          t('pace.decided', { count: pace.decided }),
          seconds === null ? null : t('pace.each', { seconds: format.number(seconds, seconds < 10 ? 1 : 0) }),
        ]
          .filter((part) => part !== null)
          .join(' · ')
  return <KeyFooter keys={keys} aside={aside} />
}
