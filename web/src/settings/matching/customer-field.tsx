// Chooses one customer by typing a part of his name or NIP.
import { Select } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listCustomers } from '#contract/customers'
import type { Id } from '#values/id'
import { useRead } from '../../queries.ts'
import { useCompany } from '../../shell/company.ts'

type Chosen = { readonly customerId: Id; readonly name: string }

export function CustomerField({
  value,
  onChange,
}: {
  readonly value: Chosen | null
  readonly onChange: (customer: Chosen | null) => void
}) {
  const { t } = useTranslation('matching-settings')
  const { params } = useCompany()
  const [text, setText] = useState(value?.name ?? '')
  // What stands in the field after choosing is a name, not a search.
  const search = useDeferredValue(text === value?.name ? '' : text.trim())
  const { data } = useRead(
    listCustomers,
    { params, query: { order: 'name', limit: 20, ...(search === '' ? {} : { search }) } },
    { keep: true },
  )
  const found = data?.rows ?? []
  const options = found.map(({ customerId, name }) => ({ value: customerId, label: name }))
  const known = value === null || options.some((option) => option.value === value.customerId)
  return (
    <Select
      label={t('editor.customer')}
      searchable
      searchValue={text}
      onSearchChange={setText}
      value={value?.customerId ?? null}
      data={known || value === null ? options : [{ value: value.customerId, label: value.name }, ...options]}
      // The server searches; what it answers is shown whole.
      filter={({ options: all }) => all}
      nothingFoundMessage={t('editor.customerNone')}
      onChange={(customerId) => {
        const row = found.find((each) => each.customerId === customerId)
        onChange(row === undefined ? null : { customerId: row.customerId, name: row.name })
      }}
    />
  )
}
