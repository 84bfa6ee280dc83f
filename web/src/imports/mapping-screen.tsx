// Wskaż kolumny: a file whose layout nobody knows, its columns with what they are, and the first rows as they would be read.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readImport, undoImport } from '#contract/imports'
import { mapImport } from '#contract/table-mappings'
import { readId, writeId } from '#values/id'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FailureBanner, FailurePlace } from '../ui/failure.tsx'
import { Page, PageHead } from '../ui/page.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { SkeletonRows } from '../ui/skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { ColumnRoles } from './column-roles.tsx'
import { FileFacts } from './file-facts.tsx'
import type { Mapping, Preview } from './mapping-choices.ts'
import { useMissing } from './missing-roles.ts'
import { PreviewRows } from './preview-rows.tsx'
import { SaveLayout } from './save-layout.tsx'
import { changedByImport } from './use-file-intake.ts'
import { usePreview, type Wanted } from './use-preview.ts'

export function MappingScreen({ writtenId }: { readonly writtenId: string }) {
  const { t } = useTranslation('table-mapping')
  const { params } = useCompany()
  const importId = readId('import', writtenId)
  const [wanted, setWanted] = useState<Wanted>(null)
  const about = useRead(readImport, { params: { ...params, importId: importId ?? '' } }, { enabled: importId !== null, keep: true })
  const preview = usePreview(importId, wanted)
  // The form takes the name of the file for the layout's: it begins when both are known.
  if (preview.data === undefined || about.data === undefined) {
    const failed = preview.isError ? preview : about.isError ? about : null
    return (
      <Page narrow>
        {failed === null ? <SkeletonRows rows={8} /> : <FailurePlace error={failed.error} onRetry={() => void failed.refetch()} />}
      </Page>
    )
  }
  const name = about.data.fileName ?? ''
  const mapping = wanted !== null && 'mapping' in wanted ? wanted.mapping : preview.data.mapping
  const isPlain = mapping.kind === 'plain'
  return (
    <Page>
      <PageHead title={t(isPlain ? 'titlePlain' : 'titleOf', { name })} />
      <p className="s second">{t(isPlain ? 'leadPlain' : 'lead')}</p>
      {preview.isError ? <FailureBanner error={preview.error} /> : null}
      <MappingForm key={importId} importId={importId ?? ''} name={name} mapping={mapping} preview={preview.data} onWanted={setWanted} />
    </Page>
  )
}

type FormProps = {
  readonly importId: string
  readonly name: string
  readonly mapping: Mapping
  readonly preview: Preview
  readonly onWanted: (wanted: Wanted) => void
}

function MappingForm({ importId, name, mapping, preview, onWanted }: FormProps) {
  const { t } = useTranslation('table-mapping')
  const { params, path } = useCompany()
  const navigate = useNavigate()
  const [datesSaid, setDatesSaid] = useState(false)
  const [profileName, setProfileName] = useState<string | null>(name.replace(/\.[^.]*$/, '') || null)
  const map = useChange(mapImport, changedByImport)
  const aside = useChange(undoImport, changedByImport)
  const missing = useMissing(preview.missing)
  const one = { ...params, importId }
  const change = (next: Mapping) => onWanted({ mapping: next })
  const asksDates = preview.datesAmbiguous && !datesSaid && mapping.kind !== 'plain' && mapping.dates !== 'year-first'
  const canSave = mapping.kind !== 'plain' && mapping.signature !== ''
  const leave = (open?: string) => void navigate({ to: '/$company/imports', params: path, search: open === undefined ? {} : { open } })
  const take = () =>
    map.mutate(
      { params: one, body: { mapping, profileName: canSave && profileName?.trim() ? profileName.trim() : null } },
      {
        onSuccess: () => {
          toast(t('imported'))
          leave(writeId('import', importId))
        },
      },
    )
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault()
        take()
      }}
    >
      <Panel title={t('file')} ruled>
        <FileFacts
          mapping={mapping}
          preview={preview}
          asksDates={asksDates}
          onChange={change}
          onKind={(kind) => {
            setDatesSaid(false)
            onWanted({ kind })
          }}
          onDates={() => setDatesSaid(true)}
        />
      </Panel>
      {mapping.kind === 'plain' ? null : (
        <Panel title={t('columns')} note={t('columnsNote')} ruled>
          <ColumnRoles mapping={mapping} columns={preview.columns} onChange={change} />
        </Panel>
      )}
      <Panel title={t('preview')} note={t('previewNote')} ruled>
        <PreviewRows rows={preview.rows} missing={missing} />
      </Panel>
      <Panel>
        <PanelBody>
          <div className="stack" style={{ paddingTop: 14 }}>
            {mapping.kind === 'plain' ? null : <SaveLayout name={profileName} canSave={canSave} onName={setProfileName} />}
            {map.isError ? <FailureBanner error={map.error} /> : null}
            {aside.isError ? <FailureBanner error={aside.error} /> : null}
            {asksDates ? <p className="s tone-warn">{t('datesMissing')}</p> : null}
            {missing === null ? null : <p className="s tone-warn">{missing}</p>}
            <div className="row wrap">
              <Button type="submit" look="filled" busy={map.isPending} disabled={missing !== null || asksDates}>
                {t('import')}
              </Button>
              <Button
                look="plain"
                busy={aside.isPending}
                onClick={() =>
                  aside.mutate(
                    { params: one },
                    {
                      onSuccess: () => {
                        toast(t('setAsideDone'), { tone: 'neutral' })
                        leave()
                      },
                    },
                  )
                }
              >
                {t('setAside')}
              </Button>
              <Button look="plain" onClick={() => leave()}>
                {t('back')}
              </Button>
            </div>
          </div>
        </PanelBody>
      </Panel>
    </form>
  )
}
