// A kept mail as a screen can draw it: its pictures stand in the HTML as data.
import { getFile } from '#store/files'
import type { Id } from '#values/id'
import type { MessageContent } from '../deliver/message-content.ts'
import type { Shell } from '../shell.ts'

export const dataUri = (file: { readonly contentType: string; readonly bytes: Uint8Array }): string =>
  `data:${file.contentType};base64,${Buffer.from(file.bytes).toString('base64')}`

export async function drawnHtml(shell: Shell, companyId: Id, { html, attachments }: MessageContent): Promise<string> {
  let drawn = html
  for (const { fileId, inlineId } of attachments)
    if (inlineId !== undefined && drawn.includes(`cid:${inlineId}`))
      drawn = drawn.replaceAll(`cid:${inlineId}`, dataUri(await getFile(shell.database, companyId, fileId)))
  return drawn
}
