// Files dropped anywhere on the page are taken in; while they are dragged the page says so.

import { IconDownload } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import classes from './drop-anywhere.module.css'

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false

export function DropAnywhere({
  onFiles,
  words,
  active = true,
}: {
  readonly onFiles: (files: readonly File[]) => void
  readonly words: { readonly title: string; readonly note: string }
  readonly active?: boolean
}) {
  const [over, setOver] = useState(false)
  const depth = useRef(0)
  const take = useRef(onFiles)
  useEffect(() => {
    take.current = onFiles
  })
  useEffect(() => {
    if (!active) return
    const listeners = {
      dragenter: (event: DragEvent) => {
        if (carriesFiles(event)) {
          event.preventDefault()
          depth.current++
          setOver(true)
        }
      },
      dragover: (event: DragEvent) => {
        if (carriesFiles(event)) event.preventDefault()
      },
      dragleave: (event: DragEvent) => {
        if (carriesFiles(event) && --depth.current <= 0) {
          depth.current = 0
          setOver(false)
        }
      },
      drop: (event: DragEvent) => {
        if (!carriesFiles(event)) return
        event.preventDefault()
        depth.current = 0
        setOver(false)
        take.current([...(event.dataTransfer?.files ?? [])])
      },
    }
    for (const [name, listen] of Object.entries(listeners)) window.addEventListener(name as 'drop', listen)
    return () => {
      for (const [name, listen] of Object.entries(listeners)) window.removeEventListener(name as 'drop', listen)
    }
  }, [active])
  if (!over) return null
  return (
    <div className={classes.veil} role="status">
      <div className={classes.box}>
        <IconDownload size={20} stroke={1.6} aria-hidden />
        <b>{words.title}</b>
        <span className="s second">{words.note}</span>
      </div>
    </div>
  )
}

/** A button that opens the system's file chooser. */
export function FileChooser({
  onFiles,
  children,
}: {
  readonly onFiles: (files: readonly File[]) => void
  readonly children: (open: () => void) => React.ReactNode
}) {
  const id = useId()
  return (
    <>
      <input
        id={id}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          onFiles([...(event.currentTarget.files ?? [])])
          event.currentTarget.value = ''
        }}
      />
      {children(() => document.getElementById(id)?.click())}
    </>
  )
}
