// A part of a screen that is fetched when it is first shown: a sheet, a tab, a form. Until it is there, nothing stands in its place.
import { type ComponentType, lazy, Suspense } from 'react'

export function lazyPart<Parts, Name extends keyof Parts>(load: () => Promise<Parts>, name: Name): Parts[Name] {
  const Part = lazy(async () => ({ default: (await load())[name] as ComponentType<object> }))
  function Lazy(props: object) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
  return Lazy as Parts[Name]
}
