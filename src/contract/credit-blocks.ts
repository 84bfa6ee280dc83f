// Blocks and exceptions: the list, what people decide, and the credit of one customer.
import * as z from 'zod'
import { blockSources, blockStates } from '#domain/credit/block-set'
import { creditLevels } from '#domain/credit/credit-level'
import { ratioLacks } from '#domain/credit/debt-ratio'
import { riskClasses } from '#domain/credit/risk-class'
import { company } from './companies.ts'
import { basisPoints, figures, ratioDefinition, reason, thresholds } from './credit.ts'
import { defineRoute } from './route.ts'
import { day, id, instant, money, page, paging } from './scalars.ts'

const exceptionView = z.object({
  exceptionId: id('creditException'),
  untilOn: day,
  why: z.string(),
  approved: z.boolean(),
  createdByName: z.string(),
  approvedByName: z.string().nullable(),
  /** Whether the caller may approve it: with four eyes not the one who asked. */
  mayApprove: z.boolean(),
})

const blockView = z.object({
  blockId: id('block'),
  customerId: id('customer'),
  customerName: z.string(),
  taxId: z.string().nullable(),
  source: z.enum(blockSources),
  state: z.enum(blockStates),
  reasons: z.array(reason),
  figures: figures.nullable(),
  /** The figures that ended it. */
  endFigures: figures.nullable(),
  why: z.string().nullable(),
  createdByName: z.string(),
  createdAt: instant,
  decidedByName: z.string().nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  endWhy: z.string().nullable(),
  exception: exceptionView.nullable(),
  open: money,
  overdue: money,
  basisPoints: basisPoints.nullable(),
  /** Whether the caller may decide it: with four eyes not the one who asked. */
  mayDecide: z.boolean(),
})

export const blockViews = ['proposed', 'active', 'ended'] as const

export const listBlocks = defineRoute({
  id: 'credit.blocks',
  method: 'GET',
  path: '/api/companies/{companyId}/credit/blocks',
  access: 'customers.read',
  summary: 'Blocks that wait for a decision, that stand, and that have ended',
  params: company,
  query: z.object({ view: z.enum(blockViews).optional(), ...paging }),
  output: page(blockView).extend({ counts: z.object({ proposed: z.number(), active: z.number() }), active: z.boolean() }),
})

export const blockCustomer = defineRoute({
  id: 'credit.block',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/blocks',
  access: 'customers.block',
  summary: 'Stops supply to a customer by hand; with four eyes it waits for another person',
  params: company,
  body: z.object({ customerId: id('customer'), why: z.string().trim().min(3).max(500) }),
  output: z.object({}),
  failures: ['customer.not-found', 'block.exists'],
})

const oneBlock = company.extend({ blockId: id('block') })

export const decideBlock = defineRoute({
  id: 'credit.decide',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/blocks/{blockId}/decision',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'A person says yes or no to a proposed block',
  params: oneBlock,
  body: z.object({ accept: z.boolean(), why: z.string().trim().max(500).nullable() }),
  output: z.object({}),
  failures: ['block.not-found', 'block.by-rule', 'block.four-eyes'],
})

export const releaseCustomer = defineRoute({
  id: 'credit.release',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/blocks/{blockId}/release',
  access: 'customers.block',
  summary: 'Resumes supply that was stopped by hand',
  params: oneBlock,
  body: z.object({ why: z.string().trim().min(3).max(500) }),
  output: z.object({}),
  failures: ['block.not-found', 'block.by-rule'],
})

export const grantException = defineRoute({
  id: 'credit.grant-exception',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/exceptions',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'Sells to a customer until a day in spite of his blocks',
  params: company,
  body: z.object({ customerId: id('customer'), untilOn: day, why: z.string().trim().min(3).max(500) }),
  output: z.object({}),
  failures: ['customer.not-found', 'exception.day-past'],
})

const oneException = company.extend({ exceptionId: id('creditException') })

export const approveException = defineRoute({
  id: 'credit.approve-exception',
  method: 'POST',
  path: '/api/companies/{companyId}/credit/exceptions/{exceptionId}/approval',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'Approves an exception that somebody else asked for',
  params: oneException,
  output: z.object({}),
  failures: ['exception.not-found', 'exception.four-eyes', 'exception.day-past'],
})

export const endException = defineRoute({
  id: 'credit.end-exception',
  method: 'DELETE',
  path: '/api/companies/{companyId}/credit/exceptions/{exceptionId}',
  access: 'customers.block',
  summary: 'Ends an exception before its day',
  params: oneException,
  output: z.object({}),
  failures: ['exception.not-found'],
})

const oneCustomer = company.extend({ customerId: id('customer') })

export const readCustomerCredit = defineRoute({
  id: 'credit.customer',
  method: 'GET',
  path: '/api/companies/{companyId}/customers/{customerId}/credit',
  access: 'customers.read',
  summary: 'Debt ratio with its formula and history, lines, blocks and exceptions of one customer',
  params: oneCustomer,
  output: z.object({
    active: z.boolean(),
    ratio: ratioDefinition,
    figures,
    level: z.enum(creditLevels),
    reasons: z.array(reason),
    risk: z.enum(riskClasses).nullable(),
    lines: thresholds.required(),
    ownLines: thresholds.nullable(),
    limitLeft: money.nullable(),
    blocked: z.boolean(),
    blockedSince: instant.nullable(),
    person: z.boolean(),
    personChosen: z.boolean(),
    blocks: z.array(blockView),
    exceptions: z.array(exceptionView),
    /** A row stands until the next. */
    history: z.array(
      z.object({ on: day, basisPoints: basisPoints.nullable(), lack: z.enum(ratioLacks).nullable(), overdue: money, open: money }),
    ),
  }),
  failures: ['customer.not-found'],
})

export const setPersonBusiness = defineRoute({
  id: 'credit.person-business',
  method: 'PUT',
  path: '/api/companies/{companyId}/customers/{customerId}/credit/person',
  access: 'customers.block',
  peopleOnly: true,
  summary: 'Says whether the customer is a natural person’s business; null leaves it to the name',
  params: oneCustomer,
  body: z.object({ personBusiness: z.boolean().nullable() }),
  output: z.object({}),
  failures: ['customer.not-found'],
})
