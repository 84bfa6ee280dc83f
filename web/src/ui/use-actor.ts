// Who did something, as people call him: `person:…` and its kind come from the wire.
import { useTranslation } from 'react-i18next'

/** The name of an actor; one that is written as a kind and an id becomes the word of its kind. */
export function useActor(): (actor: string, name?: string | null) => string {
  const { t } = useTranslation('invoices')
  return (actor, name = null) => {
    if (name !== null && name !== '') return name
    const kind = actor.split(':')[0]
    return kind === 'system' || kind === 'rule' || kind === 'token' || kind === 'person' ? t(`actor.${kind}`) : actor
  }
}
