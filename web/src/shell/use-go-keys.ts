// G and a letter goes to a place; Ctrl K and / open the search, ? the list of keys.
import { useLocation, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isTyping, useKeys } from '../ui/use-keys.ts'
import { useCompany } from './company.ts'
import { placeOf, places } from './places.ts'

/** How long after G the letter may come. */
const chordMs = 1_200

export function useGoKeys({
  onSearch,
  onHelp,
  active,
}: {
  readonly onSearch: () => void
  readonly onHelp: () => void
  readonly active: boolean
}): void {
  const navigate = useNavigate()
  const { path, can } = useCompany()
  // In the queue / looks for an invoice for the payment.
  const isReview = placeOf(useLocation().pathname)?.id === 'review'
  useKeys({ 'mod+k': onSearch, ...(!isReview && { '/': onSearch }), '?': onHelp }, active)

  const go = useRef((_letter: string): boolean => false)
  useEffect(() => {
    go.current = (letter) => {
      const place = places.find((each) => each.key === letter && can(each.needs))
      if (place === undefined) return false
      void navigate({ to: place.to, params: { ...path, section: 'company' } })
      return true
    }
  })
  useEffect(() => {
    if (!active) return
    let gAt: number | null = null
    // In the capture phase, so that the letter after G never reaches the screen's own keys.
    const listen = (event: KeyboardEvent) => {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
      const letter = event.key.toLowerCase()
      const inTime = gAt !== null && event.timeStamp - gAt < chordMs
      gAt = !inTime && letter === 'g' ? event.timeStamp : null
      if (inTime && go.current(letter)) {
        event.preventDefault()
        event.stopPropagation()
      }
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [active])
}
