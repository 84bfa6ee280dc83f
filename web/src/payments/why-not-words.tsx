// Why a proposal was not posted by itself, in one sentence; fetched when somebody asks.
import { useTranslation } from 'react-i18next'
import { useFailureWords } from '../ui/use-failure-words.ts'

export function WhyNotWords({ code }: { readonly code: string }) {
  const { i18n } = useTranslation(['review', 'matching'])
  const failure = useFailureWords()
  const key = [`review:whyNot.${code}`, `matching:because.${code}`].find((each) => i18n.exists(each))
  return key === undefined ? failure({ code }).title : String(i18n.t(key as never))
}
