// Takes files in from wherever they were dropped or chosen: sends each, says what became of it, opens the import.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { sendFile } from '#contract/imports'
import { writeId } from '#values/id'
import { sendBytes } from '../api-client.ts'
import { useCompany } from '../shell/company.ts'
import { toast } from '../ui/toasts.tsx'
import { useFailureWords } from '../ui/use-failure-words.ts'

/** Nouns that a file may change. */
export const changedByImport = ['imports', 'invoices', 'payments', 'customers', 'dashboard', 'records', 'search']

export function useFileIntake(): (files: readonly File[]) => void {
  const { t } = useTranslation('shell')
  const { params, path } = useCompany()
  const client = useQueryClient()
  const navigate = useNavigate()
  const words = useFailureWords()
  return useCallback((files: readonly File[]) => {
    const takeAll = async () => {
      let last: string | null = null
      for (const file of files) {
        toast(t('drop.reading', { name: file.name }), { tone: 'neutral' })
        try {
          last = writeId('import', (await sendBytes(sendFile, { params }, file)).importId)
          toast(t('drop.sent', { name: file.name }))
        } catch (error) {
          toast(t('drop.failed', { name: file.name, why: words(error).title }), { tone: 'bad' })
        }
        await Promise.all(changedByImport.map(noun => client.invalidateQueries({ queryKey: [noun] })))
      }
      if (last !== null) await navigate({ to: '/$company/imports', params: path, search: { open: last } })
    }
    void takeAll()
  }, [client, navigate, params, path, t, words])
}
