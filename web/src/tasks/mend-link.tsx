// The way from a task to the place where its cause is mended.
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { listTasks } from '#contract/follow-up'
import type { Output } from '#contract/route'
import { writeId } from '#values/id'
import { useCompany } from '../shell/company.ts'

type Task = Output<typeof listTasks>['rows'][number]

const places: Readonly<Record<string, readonly ('contacts' | 'addresses' | 'message')[]>> = {
  'address-bounced': ['contacts', 'addresses'],
  'message-undelivered': ['contacts'],
  'address-complaint': ['contacts', 'addresses'],
  'address-unsubscribed': ['contacts', 'addresses'],
  'address-wrong-person': ['contacts', 'addresses'],
  'dunning-no-address': ['contacts'],
  'dunning-address-malformed': ['contacts'],
  'dunning-address-suppressed': ['addresses', 'contacts'],
  'dunning-foreign-file': ['message'],
  'dunning-not-written': ['message'],
  'dunning-refused': ['contacts', 'message'],
}

export function MendLink({ task }: { readonly task: Pick<Task, 'kind' | 'customerId' | 'facts' | 'doneAt'> }) {
  const { t } = useTranslation('tasks')
  const { path, can } = useCompany()
  const { customerId, facts } = task
  const message = typeof facts['message'] === 'string' ? facts['message'] : null
  if (task.doneAt !== null) return null
  const ways = {
    contacts:
      customerId === null ? null : (
        <Link
          to="/$company/customers/$customer"
          params={{ ...path, customer: writeId('customer', customerId) }}
          search={{ tab: 'details' }}
        >
          {t('mend.contacts')}
        </Link>
      ),
    addresses: can('messages.read') ? (
      <Link to="/$company/settings/$section" params={{ ...path, section: 'addresses' }}>
        {t('mend.addresses')}
      </Link>
    ) : null,
    message:
      message === null ? null : (
        <Link to="/$company/messages" params={path} search={{ open: message }}>
          {t('mend.message')}
        </Link>
      ),
  }
  const links = places[task.kind]?.flatMap((place) => (ways[place] === null ? [] : [<span key={place}> · {ways[place]}</span>]))
  return (
    <>
      {links}
      {task.kind.startsWith('dunning-') && links !== undefined ? (
        <span> · {t(task.kind === 'dunning-refused' ? 'mend.orTick' : 'mend.byItself')}</span>
      ) : null}
    </>
  )
}
