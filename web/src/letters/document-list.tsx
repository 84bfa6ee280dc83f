// What was issued to a customer: its file, posting as a receivable and back, cancelling, sending.
import { useTranslation } from 'react-i18next'
import { changeDocument, readDocumentFile, sendLetter } from '#contract/letters'
import type { Id } from '#values/id'
import { addressOf } from '../api-client.ts'
import { useChange } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button, buttonClass } from '../ui/button.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Money } from '../ui/money.tsx'
import { Panel, PanelBody } from '../ui/panel.tsx'
import { StatusPill } from '../ui/status-pill.tsx'
import { toast } from '../ui/toasts.tsx'
import { useFormat } from '../ui/use-format.ts'
import type { CustomerLetters } from './letter-types.ts'
import classes from './letters.module.css'

export function DocumentList({ customerId, letters }: { readonly customerId: Id; readonly letters: CustomerLetters }) {
  const { t } = useTranslation('letters')
  const kinds = useTranslation('templates').t
  const { params, can } = useCompany()
  const format = useFormat()
  const change = useChange(changeDocument, ['letters', 'invoices', 'customers'])
  const send = useChange(sendLetter, ['letters', 'outbox'])
  const error = change.error ?? send.error
  const act = (documentId: Id, what: 'post' | 'unpost' | 'cancel') =>
    change.mutate(
      { params: { ...params, customerId, documentId }, body: { act: what } },
      { onSuccess: () => toast(t('documents.changed')) },
    )
  return (
    <Panel title={t('documents.title')}>
      {error === null ? null : <FailureBanner error={error} />}
      {letters.documents.length === 0 ? (
        <PanelBody>
          <p className="s second">{t('documents.none')}</p>
        </PanelBody>
      ) : (
        letters.documents.map((document) => (
          <div key={document.documentId} className={classes.document}>
            <span className={classes.grow}>
              <b className="s">
                {kinds(`kinds.${document.kind}`)} {document.number}
              </b>
              <span className="xs third" style={{ display: 'block' }}>
                {t('documents.by', { name: document.byName ?? '', day: format.fullDay(document.issuedOn) })}
              </span>
            </span>
            {document.posted ? (
              <StatusPill shape="tick" tone="ok">
                {t('documents.posted')}
              </StatusPill>
            ) : null}
            {document.cancelled ? (
              <StatusPill shape="bar" tone="neutral">
                {t('documents.cancelled')}
              </StatusPill>
            ) : null}
            {document.amount.minor === 0n ? null : <Money amount={document.amount} />}
            <a
              className={buttonClass({ size: 'sm' })}
              href={addressOf(readDocumentFile, { params: { ...params, customerId, documentId: document.documentId } })}
              target="_blank"
              rel="noreferrer"
            >
              {t('documents.file')}
            </a>
            {document.cancelled ? null : (
              <>
                {can('messages.approve') && (document.kind === 'interest-note' || document.kind === 'balance-confirmation') ? (
                  <Button
                    size="sm"
                    busy={send.isPending}
                    onClick={() =>
                      send.mutate(
                        {
                          params: { ...params, customerId },
                          body: { kind: document.kind, tone: 'neutral', medium: 'email', documentId: document.documentId, freeText: null },
                        },
                        { onSuccess: () => toast(t('paper.sent')) },
                      )
                    }
                  >
                    {t('documents.send')}
                  </Button>
                ) : null}
                {can('invoices.change') && document.kind === 'interest-note' ? (
                  <Button size="sm" busy={change.isPending} onClick={() => act(document.documentId, document.posted ? 'unpost' : 'post')}>
                    {t(document.posted ? 'documents.unpost' : 'documents.post')}
                  </Button>
                ) : null}
                {can('invoices.change') && !document.posted ? (
                  <Button size="sm" look="plain" busy={change.isPending} onClick={() => act(document.documentId, 'cancel')}>
                    {t('documents.cancel')}
                  </Button>
                ) : null}
              </>
            )}
          </div>
        ))
      )}
    </Panel>
  )
}
