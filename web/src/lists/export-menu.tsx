// The list as a file: a link that the browser saves, however long the list is.
import { Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import classes from './lists.module.css'

export function ExportMenu({ address }: { readonly address: (format: 'csv' | 'xlsx') => string }) {
  const { t } = useTranslation('lists')
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button size="sm" look="plain" aria-label={t('export.open')}>
          <IconDownload size={16} stroke={1.6} aria-hidden />
          <span className={classes.word}>{t('export.open')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Menu.Item key={format} component="a" href={address(format)} download>
            {t(`export.${format}`)}
          </Menu.Item>
        ))}
        <p className={classes.note}>{t('export.note')}</p>
      </Menu.Dropdown>
    </Menu>
  )
}
