// The person at the foot of the navigation: profile, look, language, sign-out.
import { Menu, useMantineColorScheme } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { changeProfile, signOut } from '#contract/session'
import { type Language, languages } from '#values/language'
import { call } from '../api-client.ts'
import { changeLanguage } from '../words.ts'
import { useCompany } from './company.ts'
import classes from './navigation.module.css'
import { sessionQuery } from './session.ts'

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => part.slice(0, 1))
    .slice(0, 2)
    .join('')
    .toUpperCase()

const looks = ['light', 'dark', 'auto'] as const

/** The items, which the phone's menu shows too. */
export function PersonMenuItems() {
  const { t, i18n } = useTranslation('shell')
  const { path } = useCompany()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const client = useQueryClient()
  const leave = async () => {
    await call(signOut, {}).catch(() => undefined)
    client.clear()
    await navigate({ to: '/sign-in' })
  }
  const speak = async (language: Language) => {
    await changeLanguage(language)
    await call(changeProfile, { body: { language } }).catch(() => undefined)
  }
  const tick = (on: boolean) => (on ? <IconCheck size={16} aria-hidden /> : null)
  return (
    <>
      <Menu.Item component={Link} to="/$company/settings/$section" params={{ ...path, section: 'security' } as never}>
        {t('nav.profile')}
      </Menu.Item>
      <Menu.Divider />
      <Menu.Label>{t('theme.label')}</Menu.Label>
      {looks.map((look) => (
        <Menu.Item key={look} closeMenuOnClick={false} onClick={() => setColorScheme(look)} rightSection={tick(colorScheme === look)}>
          {t(`theme.${look}`)}
        </Menu.Item>
      ))}
      <Menu.Label>{t('language.label')}</Menu.Label>
      {languages.map((language) => (
        <Menu.Item key={language} lang={language} onClick={() => void speak(language)} rightSection={tick(i18n.language === language)}>
          {t(`language.${language}`)}
        </Menu.Item>
      ))}
      <Menu.Divider />
      <Menu.Item onClick={() => void leave()}>{t('nav.signOut')}</Menu.Item>
    </>
  )
}

export function PersonMenu() {
  const { t } = useTranslation('shell')
  const name = useQuery(sessionQuery).data?.user?.name ?? ''
  return (
    <Menu position="top-start" width={220}>
      <Menu.Target>
        <button type="button" className={classes.person} title={`${t('nav.person')}: ${name}`}>
          <span className={classes.face} aria-hidden>
            {initials(name)}
          </span>
          <span className="cut">{name}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <PersonMenuItems />
      </Menu.Dropdown>
    </Menu>
  )
}
