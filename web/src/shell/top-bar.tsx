// The bar above every screen: where one is, search, how fresh the data are, whether reminders go out.

import { Tooltip } from '@mantine/core'
import { IconEye, IconSearch } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useCompany } from './company.ts'
import { Freshness } from './freshness.tsx'
import { splitLegalForm } from './legal-form.ts'
import { usePlaceName } from './place-name.ts'
import { placeOf } from './places.ts'
import classes from './top-bar.module.css'

export function TopBar({ onSearch, onHelp }: { readonly onSearch: () => void; readonly onHelp: () => void }) {
  const { t } = useTranslation('shell')
  const { name, settings, path } = useCompany()
  const here = placeOf(useLocation().pathname)
  const particular = usePlaceName()
  const words =
    here === undefined || here.id === 'dashboard'
      ? [splitLegalForm(name).short]
      : [...(here.under === undefined ? [] : [t(`nav.${here.under}`)]), t(here.word)]
  const trail = particular === null ? words : [...words, particular]
  const mode = settings.sendingMode
  return (
    <header className={classes.bar}>
      <span className={`${classes.mark} phone-only`} aria-hidden>
        {name.slice(0, 1).toUpperCase()}
      </span>
      <nav className={`row tight s grow ${classes.trail}`} aria-label={t('nav.breadcrumbs')}>
        {trail.map((word, at) =>
          at === trail.length - 1 ? (
            <span key={word} className="cut strong" aria-current="page">
              {word}
            </span>
          ) : (
            <span key={word} className="row tight wide-only second">
              <span className="cut">{word}</span>
              <span className="third" aria-hidden>
                /
              </span>
            </span>
          ),
        )}
      </nav>
      <button type="button" className={`${classes.search} wide-only`} onClick={onSearch}>
        <IconSearch size={16} stroke={1.6} aria-hidden />
        <span className="grow cut">{t('search.open')}</span>
        <span className="row tight">
          <KeyCap>Ctrl</KeyCap>
          <KeyCap>K</KeyCap>
        </span>
      </button>
      <span className="phone-only">
        <Button look="plain" icon aria-label={t('search.open')} onClick={onSearch}>
          <IconSearch size={18} stroke={1.6} aria-hidden />
        </Button>
      </span>
      <Freshness />
      {mode === 'automatic' ? null : (
        <Tooltip label={t(`sending.${mode}`)}>
          <Link
            to="/$company/settings/$section"
            params={{ ...path, section: 'automation' }}
            className={`${classes.pill} ${mode === 'off' ? '' : classes.dry}`}
            aria-label={t(`sending.${mode}`)}
          >
            <IconEye size={16} stroke={1.6} aria-hidden />
            <span className={classes.modeWord}>{t(`sending.${mode}`)}</span>
            <span className={classes.modeShort}>{t(`sending.short.${mode}`)}</span>
          </Link>
        </Tooltip>
      )}
      <span className="wide-only">
        <Button look="plain" icon aria-label={t('help')} onClick={onHelp}>
          <b aria-hidden>?</b>
        </Button>
      </span>
    </header>
  )
}
