// The name that a message bears outside the house: forty signs that tell nothing and are the same for every attempt.
import { createHash } from 'node:crypto'

/** In the Message-ID of an e-mail, in the parameter of an SMS: what a report names it by. */
export const messageHandle = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 40)
