// The bar of five at the foot of a phone; the fifth opens the rest.
import { Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCompany } from './company.ts'
import classes from './mobile-bar.module.css'
import { PersonMenuItems } from './person-menu.tsx'
import { placeOf, places } from './places.ts'

const first = ['dashboard', 'payments', 'invoices', 'customers']

export function MobileBar() {
  const { t } = useTranslation('shell')
  const { can, path } = useCompany()
  const here = placeOf(useLocation().pathname)
  // A group's first screen is where the group itself leads.
  const leadsThere = (place: (typeof places)[number]) => places.some((group) => group.id === place.under && group.to === place.to)
  const rest = places.filter((place) => !first.includes(place.id) && !leadsThere(place) && can(place.needs))
  const on = (id: string) => here?.id === id || here?.under === id
  return (
    <nav className={classes.bar} aria-label={t('nav.label')}>
      {places
        .filter((place) => first.includes(place.id))
        .map((place) => (
          <Link
            key={place.id}
            to={place.to}
            params={{ ...path, section: 'company' }}
            activeOptions={{ exact: true, includeSearch: false }}
            className={`${on(place.id) ? classes.on : ''} ${classes.item}`}
            {...(on(place.id) ? { 'aria-current': 'page' as const } : {})}
          >
            <place.icon size={20} stroke={1.6} aria-hidden />
            {t(place.word)}
          </Link>
        ))}
      <Menu position="top-end" width={240}>
        <Menu.Target>
          <button type="button" className={classes.item}>
            <IconDots size={20} stroke={1.6} aria-hidden />
            {t('nav.more')}
          </button>
        </Menu.Target>
        <Menu.Dropdown mah="70dvh" style={{ overflowY: 'auto' }}>
          {rest.map((place) => (
            <Menu.Item
              key={place.id}
              component={Link}
              to={place.to}
              params={{ ...path, section: 'company' } as never}
              leftSection={<place.icon size={16} stroke={1.6} aria-hidden />}
            >
              {t(place.word)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <PersonMenuItems />
        </Menu.Dropdown>
      </Menu>
    </nav>
  )
}
