// Takes files in from wherever they were dropped or chosen: sends each, notes what became of it, shows the imports.
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
import { noteFiles, noteRefused, noteSent } from './recent-files.ts'

/** Nouns that a file may change. */
export const changedByImport = ['imports', 'invoices', 'payments', 'customers', 'dashboard', 'records', 'search', 'mapping-profiles']

/** One file opens its import (or its columns, where they must be shown); several are followed side by side above the list. */
export function useFileIntake(): (files: readonly File[]) => void {
  const { t } = useTranslation('shell')
  const { params, path } = useCompany()
  const client = useQueryClient()
  const navigate = useNavigate()
  const words = useFailureWords()
  return useCallback(
    (files: readonly File[]) => {
      const show = (search: { readonly open?: string; readonly view?: string }) =>
        navigate({ to: '/$company/imports', params: path, search })
      const take = async (file: File, key: number) => {
        // What became of the file stands for that it is being read.
        const course = `file ${key}`
        if (files.length === 1) toast(t('drop.reading', { name: file.name }), { tone: 'neutral', course })
        try {
          const { importId, state } = await sendBytes(sendFile, { params }, file)
          noteSent(key, importId)
          if (files.length > 1) return
          const isUnknown = state === 'mapping-needed'
          if (isUnknown) toast(t('drop.columns', { name: file.name }), { tone: 'neutral', course })
          else toast(t('drop.sent', { name: file.name }), { course })
          await show({ open: writeId('import', importId), ...(isUnknown && { view: 'columns' }) })
        } catch (error) {
          noteRefused(key, error)
          toast(t('drop.failed', { name: file.name, why: words(error).title }), { tone: 'bad', course })
        }
        await Promise.all(changedByImport.map((noun) => client.invalidateQueries({ queryKey: [noun] })))
      }
      const takeAll = async () => {
        const keys = noteFiles(
          params.companyId,
          files.map((file) => file.name),
        )
        if (files.length > 1) await show({})
        for (const [at, file] of files.entries()) await take(file, keys[at] ?? 0)
        await Promise.all(changedByImport.map((noun) => client.invalidateQueries({ queryKey: [noun] })))
      }
      if (files.length > 0) void takeAll()
    },
    [client, navigate, params, path, t, words],
  )
}
