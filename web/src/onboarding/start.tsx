// Pierwsze kroki: seven steps at the side, one at a time beside them; the address says which, the server remembers how far one came.
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { decideStep, readOnboarding } from '#contract/onboarding'
import type { Output } from '#contract/route'
import { lazyPart } from '../lazy-part.tsx'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { useNamedPlace } from '../shell/place-name.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Meter } from '../ui/meter.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Shape } from '../ui/shape.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { withWords } from '../words.ts'
import { SampleBanner } from './sample-banner.tsx'
import classes from './start.module.css'
import type { StepProps } from './step-props.ts'

type Progress = Output<typeof readOnboarding>
type StepName = Progress['steps'][number]['step']

const meanwhile = <SkeletonRows rows={6} />
// Each step is fetched when it is opened: what they show differs.
const views: Readonly<Record<StepName, React.ComponentType<StepProps>>> = {
  company: lazyPart(() => withWords(import('./company-step.tsx'), 'letters', 'onboarding'), 'CompanyStep', meanwhile),
  invoices: lazyPart(() => withWords(import('./invoices-step.tsx'), 'onboarding'), 'InvoicesStep', meanwhile),
  bank: lazyPart(() => withWords(import('./bank-step.tsx'), 'onboarding'), 'BankStep', meanwhile),
  matches: lazyPart(
    () => withWords(import('./matches-step.tsx'), 'invoices', 'matching', 'onboarding', 'review'),
    'MatchesStep',
    meanwhile,
  ),
  rules: lazyPart(() => withWords(import('./rules-step.tsx'), 'onboarding', 'settings'), 'RulesStep', meanwhile),
  'dry-run': lazyPart(() => withWords(import('./dry-run-step.tsx'), 'onboarding', 'outbox-screen', 'templates'), 'DryRunStep', meanwhile),
  start: lazyPart(() => withWords(import('./mode-step.tsx'), 'onboarding', 'settings'), 'ModeStep', meanwhile),
}
const shapes = { done: 'tick', skipped: 'bar', open: 'ring' } as const

const route = getRouteApi('/$company/start')

export function Start() {
  const { t } = useTranslation('onboarding')
  const { params } = useCompany()
  const { data, error, refetch } = useRead(readOnboarding, { params })
  useNamedPlace(null, t('wizard.title'))
  return (
    <Page>
      <PageHead title={t('wizard.title')} note={t('stop')} />
      {data !== undefined ? (
        <Wizard progress={data} />
      ) : error !== null ? (
        <FailurePlace error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={7} />
      )}
    </Page>
  )
}

function Wizard({ progress }: { readonly progress: Progress }) {
  const { t } = useTranslation('onboarding')
  const shell = useTranslation('shell').t
  const { params, path, can } = useCompany()
  const navigate = useNavigate()
  const decide = useChange(decideStep, ['onboarding', 'dashboard'])
  const names = progress.steps.map((each) => each.step)
  const wanted = route.useSearch().step
  const asked = names.find((name) => name === wanted)
  const here = asked ?? progress.next ?? 'start'
  const at = names.indexOf(here)
  const View = views[here]
  const go = (step: StepName | undefined) =>
    step === undefined ? navigate({ to: '/$company', params: path }) : navigate({ to: '/$company/start', params: path, search: { step } })
  const leave = (state: 'done' | 'skipped') =>
    decide.mutate({ params: { ...params, step: here }, body: { state } }, { onSuccess: () => void go(names[at + 1]) })
  return (
    <div className={classes.wizard}>
      <nav className={classes.side} aria-label={t('steps.label')}>
        <Meter share={progress.percent / 100} width="100%" label={t('wizard.percent', { percent: progress.percent })} />
        <ol>
          {progress.steps.map(({ step, state }, index) => (
            <li key={step}>
              <Link
                to="/$company/start"
                params={path}
                search={{ step }}
                className={`${classes.step} ${step === here ? classes.here : ''}`}
                {...(step === here && { 'aria-current': 'step' as const })}
              >
                <span className={state === 'done' ? 'tone-ok' : 'third'}>
                  <Shape name={step === here && state === 'open' ? 'half' : shapes[state]} title={shell(`firstSteps.state.${state}`)} />
                </span>
                <span>
                  {index + 1}. {shell(`firstSteps.step.${step}`)}
                </span>
              </Link>
            </li>
          ))}
        </ol>
      </nav>
      <section className={`${classes.stage} in-turn`} aria-label={shell(`firstSteps.step.${here}`)}>
        {progress.sample ? <SampleBanner /> : null}
        <header>
          <h2 className={classes.stageTitle}>{t(`wizard.head.${here}`)}</h2>
          <p className="second">{t(`wizard.body.${here}`)}</p>
        </header>
        {decide.isError ? <FailureBanner error={decide.error} /> : null}
        <View key={here} onDone={() => leave('done')} />
        <footer className={classes.stageFoot}>
          {at > 0 ? (
            <Link to="/$company/start" params={path} search={{ step: names[at - 1] ?? here }} className={buttonClass({ look: 'plain' })}>
              {t('wizard.back')}
            </Link>
          ) : null}
          {can('company.change') ? (
            <Button look="plain" busy={decide.isPending} onClick={() => leave('skipped')}>
              {t('wizard.skip')}
            </Button>
          ) : null}
          <Link to="/$company" params={path} className={`${buttonClass({ look: 'plain' })} end`}>
            {t('data.later')}
          </Link>
        </footer>
      </section>
    </div>
  )
}
