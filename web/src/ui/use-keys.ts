// Keys of a screen: plain letters while nobody types, chords with Ctrl or ⌘ always.
import { useEffect, useRef } from 'react'

/** `j` · `Enter` · `?` · `mod+k` · `mod+Enter` · `shift+j` (else as without Shift); letters are compared without case, so Caps Lock does no harm. */
export type Keys = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>

/** True while a person types into a field. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && /^(checkbox|radio|button)$/.test(target.type))

/** The name that `Keys` uses for an event. */
export function keyName(event: KeyboardEvent): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  return event.ctrlKey || event.metaKey ? `mod+${key}` : key
}

const isButton = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, [role="menuitem"], [role="option"]') !== null

/** Listens on the window while `active`; Enter and Space on a focused button stay the button's own. */
export function useKeys(keys: Keys, active = true): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    if (!active) return
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return
      const name = keyName(event)
      if (!name.startsWith('mod+') && name !== 'Escape' && isTyping(event.target)) return
      if ((name === 'Enter' || name === ' ') && isButton(event.target)) return
      const act = (event.shiftKey ? latest.current[`shift+${name}`] : undefined) ?? latest.current[name]
      if (act === undefined) return
      event.preventDefault()
      act(event)
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [active])
}
