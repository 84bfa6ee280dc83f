// What each block of a template stands for: tables, sums, account, answers, reservation, warning, slip.
import { amountText } from '#domain/wording/amount-text'
import { dayText } from '#domain/wording/day-text'
import { claimSums } from './claim-sums.ts'
import type { MessageFacts } from './message-facts.ts'
import type { MessageBlock } from './message-model.ts'
import { messageTable } from './message-tables.ts'
import { oneStop, sumsText } from './model-parts.ts'
import { linkOf } from './render-message.ts'
import { sentencesOf } from './sentence.ts'
import { type BlockName, blockMark, blockNames } from './template-variables.ts'
import { transferBlocks } from './transfer-data.ts'

const isBlock = (name: string): name is BlockName => (blockNames as readonly string[]).includes(name)

/** The address of the customer's page with the answer that a click gives. */
const answerUrl = (page: string, answer: string): string => `${page}?answer=${answer}`

function blockOf(name: BlockName, facts: MessageFacts): readonly MessageBlock[] {
  const say = sentencesOf(facts.translate)
  const { language } = facts
  switch (name) {
    case 'tabela': {
      const table = messageTable(facts)
      return table.rows.length === 0 ? [] : [{ kind: 'table', table }]
    }
    case 'rozliczenie': {
      const sums = claimSums(facts)
      const rows = [
        ...sums.principal.map((amount) => ({ label: say('letter.principal'), value: amountText(language, amount), strong: false })),
        ...sums.interest.map((amount) => ({
          label: say('letter.interestUntil', { on: dayText(language, facts.claim?.until ?? facts.today) }),
          value: amountText(language, amount),
          strong: false,
        })),
        ...sums.compensation.map((amount) => ({ label: say('letter.compensation'), value: amountText(language, amount), strong: false })),
      ]
      return [
        {
          kind: 'sums',
          rows: [...rows, ...sums.total.map((amount) => ({ label: say('letter.sum'), value: amountText(language, amount), strong: true }))],
        },
      ]
    }
    case 'dane_do_przelewu':
      return transferBlocks(facts)
    case 'odpowiedzi': {
      const page = linkOf(facts.pageUrl)
      if (facts.medium === 'letter') return []
      if (page === null) return [{ kind: 'text', text: say('letter.answerByMail') }]
      return [
        {
          kind: 'answers',
          lead: say('letter.answersLead'),
          links: [
            { label: say('letter.answerPaid'), url: answerUrl(page, 'paid') },
            { label: say('letter.answerPromise'), url: answerUrl(page, 'promise') },
            { label: say('letter.answerDispute'), url: answerUrl(page, 'dispute') },
          ],
        },
      ]
    }
    case 'zastrzezenie':
      return facts.company.settings.receiptReservation ? [{ kind: 'note', text: say('letter.reservation') }] : []
    case 'big':
      return facts.big === null ? [] : [{ kind: 'text', text: say('letter.bigWarning', { bureau: facts.big.name, seat: facts.big.seat }) }]
    case 'odcinek': {
      const balance = facts.balance?.items.map((item) => item.open) ?? []
      return [
        {
          kind: 'slip',
          title: say('letter.slipTitle'),
          lines: [`☐ ${say('letter.slipAgree')}: ${sumsText(language, balance)}`, `☐ ${say('letter.slipDisagree')}`, say('letter.slipWhy')],
          sign: say('letter.slipSign'),
        },
      ]
    }
  }
}

/** The filled body as blocks: paragraphs, lists of lines that begin with `- `, and what the marks stand for. Empty paragraphs are gone. */
export function bodyBlocks(body: string, facts: MessageFacts): readonly MessageBlock[] {
  const blocks = body
    .split(/\n[ \t]*\n/)
    .flatMap((paragraph) => paragraph.split(new RegExp(`(${blockMark}[a-z_]+${blockMark})`)))
    .flatMap((piece): readonly MessageBlock[] => {
      const name = piece.replaceAll(blockMark, '')
      if (piece.startsWith(blockMark) && isBlock(name)) return blockOf(name, facts)
      const text = oneStop(piece.trim().replace(/[ \t]+/g, ' '))
      if (text === '') return []
      const lines = text.split('\n').map((line) => line.trim())
      return lines.every((line) => line.startsWith('- '))
        ? [{ kind: 'list', items: lines.map((line) => line.slice(2)) }]
        : [{ kind: 'text', text: lines.join('\n') }]
    })
  // Whoever says that money came says what the receipt does not mean, also where the template forgot it.
  const reserved = body.includes(`${blockMark}zastrzezenie${blockMark}`)
  return facts.kind === 'payment-confirmation' && !reserved ? [...blocks, ...blockOf('zastrzezenie', facts)] : blocks
}
