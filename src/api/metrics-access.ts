// Who may read the figures: programs on this machine, and whoever knows the token of the installation.
import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { Failure } from '#values/failure'
import { isFromThisMachine } from './client-address.ts'

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Throws Failure `metrics.refused`. Without a token (null) the figures stay on this machine. */
export function refuseStrangers(context: Context, token: string | null): void {
  if (isFromThisMachine(context)) return
  const bearer = /^Bearer (\S+)$/i.exec(context.req.header('authorization') ?? '')?.[1]
  if (token === null || bearer === undefined || !timingSafeEqual(digest(bearer), digest(token))) throw new Failure('metrics.refused')
}
