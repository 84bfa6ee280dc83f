// Why a proposal was not posted by itself, a sentence a reason; fetched when somebody asks.
import { useTranslation } from 'react-i18next'
import { useFailureWords } from '../ui/use-failure-words.ts'

export function WhyNotWords({ codes }: { readonly codes: readonly string[] }) {
  const { i18n } = useTranslation(['review', 'matching'])
  const failure = useFailureWords()
  const words = (code: string): string => {
    const key = [`review:whyNot.${code}`, `matching:because.${code}`].find((each) => i18n.exists(each))
    return key === undefined ? failure({ code }).title : String(i18n.t(key as never))
  }
  return (
    <ul className="stack tight s">
      {[...new Set(codes.map(words))].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}
