// The search of a list: asks as one types, a moment later; F jumps to it, Escape leaves it.

import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { KeyCap } from './key-cap.tsx'
import classes from './search-field.module.css'
import { useKeys } from './use-keys.ts'

const pauseMs = 180

export function SearchField({
  value,
  onChange,
  label,
  full = false,
  jump = 'f',
}: {
  readonly value: string
  readonly onChange: (value: string) => void
  readonly label: string
  readonly full?: boolean
  /** The key that jumps here, where F means something else. */
  readonly jump?: 'f' | 'shift+f'
}) {
  const [text, setText] = useState(value)
  const field = useRef<HTMLInputElement>(null)
  const tell = useRef(onChange)
  const told = useRef(value)
  useEffect(() => {
    tell.current = onChange
  })
  // A value changed from outside (a cleared filter, the back button) is taken over.
  useEffect(() => {
    if (value !== told.current) setText(value)
    told.current = value
  }, [value])
  useEffect(() => {
    if (text === told.current) return
    const timer = setTimeout(() => {
      told.current = text
      tell.current(text)
    }, pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  useKeys({ [jump]: () => field.current?.focus() })
  return (
    <label className={`${classes.field} ${full ? classes.full : ''}`}>
      <IconSearch size={16} stroke={1.6} aria-hidden />
      <input
        ref={field}
        type="search"
        value={text}
        placeholder={label}
        aria-label={label}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            event.stopPropagation()
            event.currentTarget.blur()
          }
        }}
      />
      {jump === 'f' ? <KeyCap>F</KeyCap> : null}
    </label>
  )
}
