// What one does with a customer: the two that are done most as buttons, the others behind three dots, each with its key.
import { Menu } from '@mantine/core'
import { IconDots, IconFileText, IconMail } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import { useKeys } from '../ui/use-keys.ts'
import type { Act } from './customer-types.ts'
import { keyOfAct, useActs } from './use-acts.ts'

export function CustomerActions({ onAct }: { readonly onAct: (act: Act) => void }) {
  const { t } = useTranslation('agreements')
  const shell = useTranslation('shell').t
  const may = useActs()
  useKeys(Object.fromEntries(may.map((act) => [keyOfAct[act], () => onAct(act)])))
  const behind = (['note', 'dispute', 'instalments', 'pause', 'link', 'merge'] as const).filter((act) => may.includes(act))
  return (
    <>
      <Button onClick={() => onAct('statement')}>
        <IconFileText size={16} stroke={1.6} aria-hidden />
        {t('act.statement')}
      </Button>
      {may.includes('message') ? (
        <Button onClick={() => onAct('message')}>
          <IconMail size={16} stroke={1.6} aria-hidden />
          {t('act.message')} <KeyCap>W</KeyCap>
        </Button>
      ) : null}
      {may.includes('promise') ? (
        <Button look="filled" onClick={() => onAct('promise')}>
          {t('act.promise')} <KeyCap>O</KeyCap>
        </Button>
      ) : null}
      {behind.length === 0 ? null : (
        <Menu position="bottom-end" width={240}>
          <Menu.Target>
            <Button icon aria-label={shell('more')}>
              <IconDots size={16} stroke={1.6} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {behind.map((act) => (
              <Menu.Item key={act} onClick={() => onAct(act)} rightSection={<KeyCap>{keyOfAct[act].toUpperCase()}</KeyCap>}>
                {t(`act.${act}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}
