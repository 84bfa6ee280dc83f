// The company at the head of the navigation; opens the others of this person.
import { Menu } from '@mantine/core'
import { IconCheck, IconChevronDown, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { writeId } from '#values/id'
import { useCompany } from './company.ts'
import { splitLegalForm } from './legal-form.ts'
import classes from './navigation.module.css'
import { sessionQuery } from './session.ts'

export function CompanySwitch() {
  const { t } = useTranslation('shell')
  const { name, companyId, demo } = useCompany()
  const { data: session } = useQuery(sessionQuery)
  const navigate = useNavigate()
  const { short, form } = splitLegalForm(name)
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <button type="button" className={classes.company} title={`${t('nav.company')}: ${name}`}>
          <span className={classes.mark} aria-hidden>
            {short.slice(0, 1).toUpperCase()}
          </span>
          <span className="grow">
            <span className={`${classes.companyName} cut`} style={{ display: 'block' }}>
              {short}
            </span>
            <span className={`${classes.companyForm} cut`}>{demo ? t('demo') : form}</span>
          </span>
          <IconChevronDown size={16} stroke={1.6} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {(session?.companies ?? []).map((company) => (
          <Menu.Item
            key={company.companyId}
            onClick={() => void navigate({ to: '/$company', params: { company: writeId('company', company.companyId) } })}
            rightSection={company.companyId === companyId ? <IconCheck size={16} aria-hidden /> : null}
          >
            <span className="cut" style={{ display: 'block' }}>
              {company.name}
            </span>
            <span className="xs third">
              {company.demo ? `${t('demo')}, ` : ''}
              {t(`role.${company.role}`)}
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component={Link} to="/new-company" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('nav.newCompany')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
