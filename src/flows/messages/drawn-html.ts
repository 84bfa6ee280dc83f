// A kept mail as a screen can draw it: its pictures stand in the HTML as data.
import type { Executor } from '#store/database'
import { getFile } from '#store/files'
import type { Id } from '#values/id'
import type { MessageContent } from '../deliver/message-content.ts'

export const dataUri = (file: { readonly contentType: string; readonly bytes: Uint8Array }): string =>
  `data:${file.contentType};base64,${Buffer.from(file.bytes).toString('base64')}`

export async function drawnHtml(
  shell: { readonly database: Executor },
  companyId: Id,
  { html, attachments }: MessageContent,
): Promise<string> {
  let drawn = html
  for (const { fileId, inlineId } of attachments)
    if (inlineId !== undefined && drawn.includes(`cid:${inlineId}`))
      drawn = drawn.replaceAll(`cid:${inlineId}`, dataUri(await getFile(shell.database, companyId, fileId)))
  return drawn
}
