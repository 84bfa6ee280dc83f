// Szablony: the owner writes a template on the left and sees it with a real customer's data on the right.
import { Select, Textarea, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Output } from '#contract/route'
import {
  type MessageKind,
  messageKinds,
  previewTemplate,
  readTemplate,
  resetTemplate,
  saveTemplate,
  type Tone,
  testTemplate,
  tones,
} from '#contract/templates'
import type { Id } from '#values/id'
import { type Language, languages } from '#values/language'
import { InsertButtons } from '../../letters/insert-buttons.tsx'
import classes from '../../letters/letters.module.css'
import { MessagePreview, mediumOf, type PreviewView, previewViews } from '../../letters/message-preview.tsx'
import { useChange, useRead } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'
import { Button } from '../../ui/button.tsx'
import { FailureBanner } from '../../ui/failure.tsx'
import { Panel, PanelBody } from '../../ui/panel.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toasts.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { CustomerField } from '../matching/customer-field.tsx'

type Detail = Output<typeof readTemplate>
type Texts = Detail['texts']
type Chosen = { readonly customerId: Id; readonly name: string }

export function TemplateSettings() {
  const { t } = useTranslation('templates')
  const { params } = useCompany()
  const [kind, setKind] = useState<MessageKind>('reminder')
  const [tone, setTone] = useState<Tone>('neutral')
  const [language, setLanguage] = useState<Language>('pl')
  const [customer, setCustomer] = useState<Chosen | null>(null)
  const templateId = `${kind}:${tone}:${language}`
  const { data, error } = useRead(readTemplate, { params: { ...params, templateId } })
  return (
    <div className="stack">
      <Panel>
        <PanelBody>
          <div className={classes.form}>
            <p className="s second">{t('intro')}</p>
            <div className="row wrap">
              <Select
                label={t('kind')}
                value={kind}
                allowDeselect={false}
                data={messageKinds.map((each) => ({ value: each, label: t(`kinds.${each}`) }))}
                onChange={(value) => setKind(messageKinds.find((each) => each === value) ?? kind)}
              />
              <CustomerField value={customer} onChange={setCustomer} />
            </div>
            <div className="row wrap">
              <Segmented
                label={t('tone')}
                value={tone}
                options={tones.map((each) => ({ value: each, word: t(`tones.${each}`) }))}
                onChange={setTone}
              />
              <Segmented
                label={t('language')}
                value={language}
                options={languages.map((each) => ({ value: each, word: t(`languages.${each}`) }))}
                onChange={setLanguage}
              />
            </div>
          </div>
        </PanelBody>
      </Panel>
      {error === null ? null : <FailureBanner error={error} />}
      {data === undefined ? (
        <Panel>
          <SkeletonRows rows={8} height={44} />
        </Panel>
      ) : (
        <TemplateEditor key={`${data.templateId} ${data.seen}`} template={data} customer={customer} />
      )}
    </div>
  )
}

function TemplateEditor({ template, customer }: { readonly template: Detail; readonly customer: Chosen | null }) {
  const { t } = useTranslation('templates')
  const { params, can } = useCompany()
  const [texts, setTexts] = useState<Texts>(template.texts)
  const body = useRef<HTMLTextAreaElement>(null)
  const may = can('company.change')
  const of = { ...params, templateId: template.templateId }
  const save = useChange(saveTemplate, ['templates'])
  const reset = useChange(resetTemplate, ['templates'])
  const test = useChange(testTemplate, ['outbox'])
  const set = (field: keyof Texts) => (event: { readonly currentTarget: { readonly value: string } }) =>
    setTexts({ ...texts, [field]: event.currentTarget.value })
  const error = save.error ?? reset.error ?? test.error
  return (
    <div className={classes.editor}>
      <Panel title={t(`kinds.${template.kind}`)} note={t(template.own ? 'own' : 'ready')} ruled>
        <PanelBody>
          <div className={classes.form}>
            {error === null ? null : <FailureBanner error={error} />}
            <TextInput label={t('fields.subject')} value={texts.subject} readOnly={!may} onChange={set('subject')} />
            <TextInput label={t('fields.title')} value={texts.title} readOnly={!may} onChange={set('title')} />
            <Textarea
              ref={body}
              label={t('fields.body')}
              description={t('bodyHint')}
              autosize
              minRows={12}
              maxRows={26}
              value={texts.body}
              readOnly={!may}
              onChange={set('body')}
            />
            <InsertButtons
              field={body}
              text={texts.body}
              onText={(text) => setTexts({ ...texts, body: text })}
              may={may}
              variables={template.variables}
            />
            <Textarea label={t('fields.sms')} autosize minRows={2} value={texts.sms} readOnly={!may} onChange={set('sms')} />
            {may ? (
              <div className="row wrap">
                <Button
                  look="filled"
                  busy={save.isPending}
                  onClick={() => save.mutate({ params: of, body: { texts, seen: template.seen } }, { onSuccess: () => toast(t('saved')) })}
                >
                  {t('save')}
                </Button>
                <Button
                  busy={test.isPending}
                  disabled={customer === null}
                  onClick={() => {
                    if (customer !== null)
                      test.mutate(
                        { params: of, body: { texts, customerId: customer.customerId } },
                        { onSuccess: ({ to }) => toast(t('tested', { to })) },
                      )
                  }}
                >
                  {t('test')}
                </Button>
                {template.own ? (
                  <Button
                    look="plain"
                    busy={reset.isPending}
                    onClick={() => reset.mutate({ params: of, body: { seen: template.seen } }, { onSuccess: () => toast(t('wasReset')) })}
                  >
                    {t('reset')}
                  </Button>
                ) : null}
              </div>
            ) : null}
            <Versions template={template} onUse={setTexts} />
          </div>
        </PanelBody>
      </Panel>
      <PreviewPanel template={template} texts={texts} customer={customer} />
    </div>
  )
}

function Versions({ template, onUse }: { readonly template: Detail; readonly onUse: (texts: Texts) => void }) {
  const { t } = useTranslation('templates')
  const format = useFormat()
  if (template.versions.length === 0) return null
  return (
    <details>
      <summary className="s">{t('versions')}</summary>
      {template.versions.map((version) => (
        <div key={version.version} className="row wrap s">
          <span className={classes.grow}>
            {t(version.ready ? 'versionReady' : 'version', { version: version.version })}{' '}
            <span className="third">
              {version.madeByName} {format.moment(version.madeAt)}
            </span>
          </span>
          <Button size="sm" look="plain" onClick={() => onUse(version.texts)}>
            {t('use')}
          </Button>
        </div>
      ))}
    </details>
  )
}

const waitMs = 500

function PreviewPanel({
  template,
  texts,
  customer,
}: {
  readonly template: Detail
  readonly texts: Texts
  readonly customer: Chosen | null
}) {
  const { t } = useTranslation('templates')
  const { params } = useCompany()
  const [view, setView] = useState<PreviewView>('desktop')
  const preview = useChange(previewTemplate, [])
  const medium = mediumOf(view)
  const { mutate } = preview
  const { templateId } = template
  const { companyId } = params
  useEffect(() => {
    if (customer === null) return
    const timer = setTimeout(
      () => mutate({ params: { companyId, templateId }, body: { texts, customerId: customer.customerId, medium } }),
      waitMs,
    )
    return () => clearTimeout(timer)
  }, [mutate, companyId, templateId, texts, customer, medium])
  return (
    <Panel title={t('preview')} ruled>
      <PanelBody>
        <div className={classes.form}>
          <Segmented
            label={t('preview')}
            value={view}
            options={previewViews.map((each) => ({ value: each, word: t(`views.${each}`) }))}
            onChange={setView}
          />
          {preview.error === null ? null : <FailureBanner error={preview.error} />}
          {customer === null ? (
            <p className="s second">{t('chooseCustomer')}</p>
          ) : preview.data === undefined ? (
            <SkeletonRows rows={6} height={40} />
          ) : (
            <MessagePreview shown={preview.data} view={view} />
          )}
        </div>
      </PanelBody>
    </Panel>
  )
}
