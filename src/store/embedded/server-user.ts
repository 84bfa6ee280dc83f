// PostgreSQL refuses to run as root, so root lends it another user, who owns the cluster and nothing else.

import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

export type ServerUser = { readonly uid: number; readonly gid: number }

/** The user without rights of its own on every Unix. */
const nobody: ServerUser = { uid: 65534, gid: 65534 }

/** The user to run the server as: null for our own; as root the owner of the folder, or nobody where root owns it. */
export function serverUser(cluster: string, home: string): ServerUser | null {
  if (process.getuid?.() !== 0) return null
  const { uid, gid } = statSync(existsSync(cluster) ? cluster : home)
  return uid === 0 ? nobody : { uid, gid }
}

/** Whether the mode bits let the user (null: ourselves, yes) pass through every folder on the way to the path and into it. */
export function mayEnter(user: ServerUser | null, path: string): boolean {
  if (user === null) return true
  const { uid, gid, mode } = statSync(path)
  const bits = uid === user.uid ? mode >> 6 : gid === user.gid ? mode >> 3 : mode
  const parent = dirname(resolve(path))
  return (bits & 1) === 1 && (parent === path || mayEnter(user, parent))
}
