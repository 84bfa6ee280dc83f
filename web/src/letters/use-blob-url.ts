// The address under which a frame shows what the program made; given back when the frame is gone.
import { useEffect, useMemo } from 'react'

export function useBlobUrl(content: BlobPart | null, type: string): string | undefined {
  const url = useMemo(() => (content === null ? undefined : URL.createObjectURL(new Blob([content], { type }))), [content, type])
  useEffect(() => () => (url === undefined ? undefined : URL.revokeObjectURL(url)), [url])
  return url
}
