// The sheet of keys that ? opens.
import { Modal } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { KeyCap } from '../ui/key-cap.tsx'
import classes from './shortcut-sheet.module.css'

const groups = [
  {
    title: 'everywhere',
    keys: [
      [['Ctrl', 'K'], 'search'],
      [['?'], 'help'],
      [['Esc'], 'close'],
      [['G', 'D'], 'goDashboard'],
      [['G', 'R'], 'goReview'],
      [['G', 'P'], 'goPayments'],
      [['G', 'F'], 'goInvoices'],
      [['G', 'K'], 'goCustomers'],
      [['G', 'T'], 'goTasks'],
      [['G', 'I'], 'goImports'],
      [['G', 'W'], 'goMessages'],
      [['G', 'Z'], 'goJobs'],
      [['G', 'C'], 'goIntegrations'],
      [['G', 'U'], 'goSettings'],
    ],
  },
  {
    title: 'lists',
    keys: [
      [['J', 'K'], 'move'],
      [['Enter'], 'open'],
      [['X'], 'select'],
      [['Shift', 'J'], 'extend'],
      [['Shift', 'X'], 'selectRange'],
      [['O'], 'giveOwner'],
      [['S'], 'giveSegment'],
      [['F'], 'filter'],
    ],
  },
  {
    title: 'review',
    keys: [
      [['Enter'], 'accept'],
      [['1', '–', '9'], 'choose'],
      [['S'], 'splitKey'],
      [['R'], 'reject'],
      [['F'], 'findInvoice'],
      [['O'], 'outside'],
      [['L'], 'later'],
      [['N'], 'note'],
      [['J', 'K'], 'next'],
      [['X'], 'select'],
      [['Shift', 'J'], 'extend'],
      [['B'], 'bulk'],
      [['Z'], 'undo'],
      [['I'], 'invoice'],
      [['Shift', 'F'], 'filter'],
    ],
  },
  {
    title: 'split',
    keys: [
      [['='], 'rest'],
      [['Tab'], 'nextField'],
      [['Ctrl', 'Enter'], 'saveSplit'],
      [['Esc'], 'leaveSplit'],
    ],
  },
] as const

export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('shortcuts')
  const shell = useTranslation('shell').t
  return (
    <Modal
      opened
      onClose={onClose}
      withCloseButton={false}
      lockScroll={false}
      overlayProps={{ backgroundOpacity: 0.22 }}
      padding={0}
      size={880}
      centered
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.box }}
      aria-label={t('title')}
    >
      <header className={classes.head}>
        <h2>{t('title')}</h2>
        <Link to="/help" className="s end" onClick={onClose}>
          {shell('manual')}
        </Link>
        <Button look="plain" size="sm" icon aria-label={shell('close')} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </Button>
      </header>
      <div className={classes.groups} tabIndex={-1} data-autofocus>
        {groups.map((group) => (
          <section key={group.title}>
            <h3>{t(group.title)}</h3>
            <dl className={classes.keys}>
              {group.keys.map(([caps, word]) => (
                <div key={word}>
                  <dt>
                    {caps.map((cap) => (
                      <KeyCap key={cap} always>
                        {cap}
                      </KeyCap>
                    ))}
                  </dt>
                  <dd>{t(word)}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
