// The company's logo for letters, messages and the debtor's page: looked at, chosen, taken away.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { readLetterSettings, removeLogo, saveLogo } from '#contract/letters'
import { sendBytes } from '../api-client.ts'
import { useChange, useRead } from '../queries.ts'
import { useCompany } from '../shell/company.ts'
import { Button } from '../ui/button.tsx'
import { FileChooser } from '../ui/drop-anywhere.tsx'
import { FailureBanner } from '../ui/failure.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import classes from './letters.module.css'

export function CompanyLogo() {
  const { t } = useTranslation('letters')
  const { params, can } = useCompany()
  const client = useQueryClient()
  const { data, isLoading } = useRead(readLetterSettings, { params })
  const logo = data?.logo ?? null
  const load = useMutation({
    mutationFn: (file: File) => sendBytes(saveLogo, { params }, file),
    onSuccess: () => client.invalidateQueries({ queryKey: ['letters'] }),
  })
  const remove = useChange(removeLogo, ['letters'])
  const error = load.error ?? remove.error
  if (isLoading) return <Skeleton height={72} />
  return (
    <div className={classes.form}>
      <p className="s second">{t('logo.hint')}</p>
      {error === null ? null : <FailureBanner error={error} />}
      {logo === null ? null : <img className={classes.logo} src={logo} alt={t('logo.alt')} />}
      {can('company.change') ? (
        <div className="row">
          <FileChooser
            onFiles={([file]) => {
              if (file !== undefined) load.mutate(file)
            }}
          >
            {(open) => (
              <Button size="sm" busy={load.isPending} onClick={open}>
                {t('logo.choose')}
              </Button>
            )}
          </FileChooser>
          {logo === null ? null : (
            <Button size="sm" look="plain" busy={remove.isPending} onClick={() => remove.mutate({ params })}>
              {t('logo.remove')}
            </Button>
          )}
        </div>
      ) : null}
    </div>
  )
}
