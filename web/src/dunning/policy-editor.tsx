// One policy under the pen: its name, steps and sending, published as the next version or sent back with what is wrong.
import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseDunningPolicy, keepDunningPolicy, removeDunningPolicy } from '#contract/dunning'
import { ApiFailure } from '../api-client.ts'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Banner } from '../ui/notices.tsx'
import { Page } from '../ui/page.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { say } from '../ui/say.ts'
import { WithSheet } from '../ui/side-sheet.tsx'
import { toast } from '../ui/toasts.tsx'
import { ChecksPanel } from './checks-panel.tsx'
import classes from './dunning.module.css'
import { PathChart } from './path-chart.tsx'
import { draftOf, inOrder, type Policy, type PolicyDraft, type PolicyView, policyOf, type StepDraft, withStep } from './policy-draft.ts'
import { SendingFields } from './sending-fields.tsx'
import { StepSheet } from './step-sheet.tsx'
import { StepTable } from './step-table.tsx'
import { TrialPanel } from './trial-panel.tsx'

type Props = {
  /** Undefined: a policy that was not published yet. */
  readonly view: PolicyView | undefined
  readonly start: Policy | undefined
  readonly name: string
  readonly onPublished: (policyId: string) => void
  readonly onReload: () => void
  /** What stands above and below the policy on its screen. */
  readonly head: React.ReactNode
  readonly foot: React.ReactNode
}

export function PolicyEditor({ start, ...props }: Props) {
  return start === undefined ? null : <Editor {...props} start={start} />
}

function Editor({ view, start, name, onPublished, onReload, head, foot }: Props & { readonly start: Policy }) {
  const { t, i18n } = useTranslation('dunning-screen')
  const { params, can } = useCompany()
  const may = can('dunning.manage')
  const policyId = view?.policyId ?? null
  const [draft, setDraft] = useState<PolicyDraft>(draftOf(name, start))
  const [openId, setOpen] = useState<string | null>(null)
  const [basedOn, setBasedOn] = useState(policyId === null ? null : (view?.version ?? null))
  const keep = useChange(keepDunningPolicy, ['dunning', 'audit'])
  const choose = useChange(chooseDunningPolicy, ['dunning', 'audit'])
  const remove = useChange(removeDunningPolicy, ['dunning', 'audit'])
  const policy = policyOf(draft)
  const problems = keep.data?.problems ?? []
  const whole = problems.filter(({ stepId }) => stepId === null || !draft.steps.some(({ step }) => step.id === stepId))
  const error = keep.error ?? choose.error ?? remove.error
  const changed = error instanceof ApiFailure && error.code === 'dunning.policy-changed'
  const patch = (part: Partial<PolicyDraft>) => setDraft({ ...draft, ...part })
  const publish = () => {
    if (policy === null) return
    keep.mutate(
      { params, body: { policyId, basedOn, name: draft.name.trim(), policy } },
      {
        onSuccess: (answer) => {
          if (answer.policyId === null) return
          setBasedOn(answer.version)
          toast(t('published'))
          onPublished(answer.policyId)
        },
      },
    )
  }
  const steps = (next: readonly StepDraft[]) => patch({ steps: next })
  const open = draft.steps.find(({ step }) => step.id === openId)
  const add = () => {
    const next = withStep(draft.steps)
    steps(next)
    setOpen(next.at(-1)?.step.id ?? null)
  }
  return (
    <WithSheet
      sheet={
        open === undefined ? null : (
          <StepSheet
            key={open.step.id}
            draft={open}
            at={draft.steps.indexOf(open)}
            problems={problems.filter(({ stepId }) => stepId === open.step.id)}
            may={may}
            onChange={(next) => steps(draft.steps.map((each) => (each.step.id === next.step.id ? next : each)))}
            onSettle={() => steps(inOrder(draft.steps))}
            onRemove={() => {
              setOpen(null)
              steps(draft.steps.filter((each) => each.step.id !== open.step.id))
              toast(t('removedStep'), { tone: 'neutral', undo: () => steps(draft.steps) })
            }}
            onClose={() => setOpen(null)}
          />
        )
      }
    >
      <Page>
        {head}
        <div className="stack">
          {error === null ? null : <FailureBanner error={error} />}
          {changed ? (
            <div>
              <Button onClick={onReload}>{t('reload')}</Button>
            </div>
          ) : null}
          {problems.length === 0 ? null : (
            <Banner tone="bad" title={t('wrong')}>
              {whole.map(({ code, facts }) => say(i18n, `dunning-screen:problem.${code}`, facts)).join(' ')}
            </Banner>
          )}
          <div className="row wrap">
            <TextInput
              aria-label={t('name')}
              value={draft.name}
              readOnly={!may}
              maxLength={80}
              onChange={(event) => patch({ name: event.currentTarget.value })}
            />
            <span className="s third">
              {basedOn === null ? t(view === undefined ? 'unpublished' : 'ready') : t('version', { version: basedOn })}
            </span>
            {may ? (
              <div className={`row wrap ${classes.aside}`}>
                {policyId === null || view?.isDefault !== false ? null : (
                  <>
                    <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate({ params: { ...params, policyId } })}>
                      {t('remove')}
                    </Button>
                    <Button busy={choose.isPending} onClick={() => choose.mutate({ params: { ...params, policyId } })}>
                      {t('choose')}
                    </Button>
                  </>
                )}
                <Button look="filled" busy={keep.isPending} disabled={policy === null || draft.name.trim() === ''} onClick={publish}>
                  {t('publish')}
                </Button>
              </div>
            ) : null}
          </div>
          <PathChart steps={draft.steps} view={view} openId={openId} />
          <Panel>
            <StepTable
              steps={draft.steps}
              view={view}
              problems={problems}
              openId={openId}
              onOpen={(stepId) => setOpen(stepId === openId ? null : stepId)}
              onAdd={may ? add : undefined}
            />
          </Panel>
          <fieldset disabled={!may} className={classes.bare}>
            <Panel title={t('sending.title')} note={t('sending.note')} ruled>
              <PanelBody>
                <SendingFields draft={draft} onChange={patch} />
              </PanelBody>
            </Panel>
          </fieldset>
          <ChecksPanel draft={draft} />
          <TrialPanel policy={policy} />
          {foot}
        </div>
      </Page>
    </WithSheet>
  )
}
