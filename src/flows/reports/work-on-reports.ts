// Works off what is asked of reports in a company: orders of files, then schedules that are due.

import { listWaitingOrders } from '#store/report-orders'
import { listDueReports } from '#store/report-schedules'
import type { Id } from '#values/id'
import { system } from '../actor.ts'
import type { Progress } from '../progress.ts'
import type { Shell } from '../shell.ts'
import { fulfilOrder } from './order-report.ts'
import { sendScheduledReport } from './send-scheduled-report.ts'

/** Says how many orders were made and how many schedules were sent. */
export async function workOnReports(
  shell: Shell,
  command: { readonly companyId: Id; readonly progress?: Progress },
): Promise<{ readonly orders: number; readonly schedules: number }> {
  const orders = await listWaitingOrders(shell.database, command.companyId)
  const schedules = await listDueReports(shell.database, command.companyId, shell.clock.now())
  const all = orders.length + schedules.length
  let done = 0
  for (const order of orders) {
    await fulfilOrder(shell, order, null, system)
    await command.progress?.(++done, all, order.name)
  }
  for (const schedule of schedules) {
    await sendScheduledReport(shell, schedule)
    await command.progress?.(++done, all, schedule.name)
  }
  return { orders: orders.length, schedules: schedules.length }
}
