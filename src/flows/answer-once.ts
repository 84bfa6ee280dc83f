// Carries a request out once, however often it comes: a browser that lost the answer asks again with the same key and gets that answer.
import { beginAnswer, findAnswer, forgetAnswer, keepAnswer, takeOverAnswer } from '#store/kept-answers'
import { Failure } from '#values/failure'
import type { Id } from '#values/id'
import { type Actor, writeActor } from './actor.ts'
import type { Shell } from './shell.ts'

const keptMs = 24 * 3_600_000
/** A request that has no answer by then was cut off with its process. */
const longestMs = 60_000

type Request = { readonly companyId: Id; readonly actor: Actor; readonly key: string; readonly route: string }

/**
 * Answers with what `act` answers, or with what it answered before. A refusal is not kept: nothing was done.
 * Throws Failure `request.in-progress` while the first asking still runs, `request.key-reused` when the key was another request's.
 */
export async function answerOnce(shell: Shell, request: Request, act: () => Promise<object>): Promise<object> {
  const now = shell.clock.now()
  const asked = { companyId: request.companyId, caller: writeActor(request.actor), key: request.key }
  if (!(await beginAnswer(shell.database, asked, request.route, now, new Date(now.getTime() - keptMs)))) {
    const known = await findAnswer(shell.database, asked)
    if (known !== null && known.route !== request.route) throw new Failure('request.key-reused')
    if (known !== null && known.answer !== null) return known.answer
    if (!(await takeOverAnswer(shell.database, asked, new Date(now.getTime() - longestMs), now))) throw new Failure('request.in-progress')
  }
  let answer: object
  try {
    answer = await act()
  } catch (error) {
    await forgetAnswer(shell.database, asked)
    throw error
  }
  await keepAnswer(shell.database, asked, answer)
  return answer
}
