// A part of a screen that is fetched when it is first shown: a sheet, a tab, a form.
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react'
import { Coming } from './ui/skeleton.tsx'

/** `meanwhile` stands in its place until it is there; a part that other things stand below needs one of about its height, or an `in-turn`. */
export function lazyPart<Parts, Name extends keyof Parts>(
  load: () => Promise<Parts>,
  name: Name,
  meanwhile: ReactNode = <Coming />,
): Parts[Name] {
  const Part = lazy(async () => ({ default: (await load())[name] as ComponentType<object> }))
  function Lazy(props: object) {
    return (
      <Suspense fallback={meanwhile}>
        <Part {...props} />
      </Suspense>
    )
  }
  return Lazy as Parts[Name]
}
