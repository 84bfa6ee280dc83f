// Where things stand, relative to the root of the project.

import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** @param {...string} parts */
export const inRoot = (...parts) => join(root, ...parts)

/** What is fetched or built on this machine and may be deleted at any time. */
export const cache = inRoot('.cache')
