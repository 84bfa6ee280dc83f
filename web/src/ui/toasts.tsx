// Toasts at the bottom left: what happened in one line, with "Cofnij"; six seconds, longer while focused or pointed at; Z takes back what the newest tells of.

import { IconX } from '@tabler/icons-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyCap } from './key-cap.tsx'
import { Shape, type ShapeName } from './shape.tsx'
import classes from './toasts.module.css'
import { useKeys } from './use-keys.ts'

export type Toast = {
  readonly id: number
  readonly text: string
  readonly tone: 'ok' | 'bad' | 'neutral'
  readonly undo?: () => void
  readonly course?: string
}

let toasts: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

function change(next: readonly Toast[]): void {
  toasts = next
  for (const tell of listeners) tell()
}

type Wishes = {
  readonly tone?: Toast['tone']
  readonly undo?: () => void
  /** Toasts of one course of work: the newest stands for those before it. */
  readonly course?: string
}

/** Shows a toast; the newest three stay. */
export function toast(text: string, { tone = 'ok', ...wishes }: Wishes = {}): void {
  const others = toasts.filter((each) => wishes.course === undefined || each.course !== wishes.course)
  change([...others, { id: nextId++, text, tone, ...wishes }].slice(-3))
}

const dismiss = (id: number) => change(toasts.filter((each) => each.id !== id))

const shapes: Readonly<Record<Toast['tone'], ShapeName>> = { ok: 'tick', bad: 'triangle', neutral: 'ring' }
const stayMs = 6_000

/** `isLast`: what Z takes back. */
function ToastLine({ toast: { id, text, tone, undo }, isLast }: { readonly toast: Toast; readonly isLast: boolean }) {
  const { t } = useTranslation('shell')
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held) return
    const timer = setTimeout(() => dismiss(id), stayMs)
    return () => clearTimeout(timer)
  }, [held, id])
  return (
    <li
      className={classes.toast}
      onMouseEnter={() => setHeld(true)}
      onMouseLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={`tone-${tone}`}>
        <Shape name={shapes[tone]} />
      </span>
      <span className={classes.text}>{text}</span>
      {undo === undefined ? null : (
        <button
          type="button"
          className={classes.undo}
          onClick={() => {
            dismiss(id)
            undo()
          }}
        >
          {t('undo')} {isLast ? <KeyCap>Z</KeyCap> : null}
        </button>
      )}
      <button type="button" className={classes.close} aria-label={t('close')} onClick={() => dismiss(id)}>
        <IconX size={14} aria-hidden />
      </button>
    </li>
  )
}

/** Stands once in the application; announced politely. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => toasts,
  )
  const last = shown.findLast((each) => each.undo !== undefined)
  // Heard last: a screen that has an undo of its own has answered already.
  useKeys(
    {
      z: () => {
        if (last?.undo === undefined) return
        dismiss(last.id)
        last.undo()
      },
    },
    last !== undefined,
  )
  return (
    <ol className={classes.stack} aria-live="polite" aria-atomic="false">
      {shown.map((each) => (
        <ToastLine key={each.id} toast={each} isLast={each === last} />
      ))}
    </ol>
  )
}
