// Settlement reports of gateways: payments with their fees, so that they add up to the payout.
import { expect, test } from 'vitest'
import { amounts, linesOf, statementsOf } from '#test/support/read-statements'
import gatewayCsv from './format.ts'

test('Stripe: gross and fee apart add up to the net of the payout; categories that are no payment are told', async () => {
  const rows =
    'automatic_payout_id,automatic_payout_effective_at_utc,balance_transaction_id,created_utc,currency,gross,fee,net,reporting_category,source_id,payment_intent_id,charge_id,payment_metadata[invoice],customer_email\npo_1,2026-09-17 00:00:00,txn_1,2026-09-15 10:22:31,gbp,45.99,0.89,45.10,charge,ch_1,pi_1,ch_1,FV 1/2026,a@b.pl\npo_1,2026-09-17 00:00:00,txn_2,2026-09-15 12:00:00,gbp,-5.00,0.00,-5.00,refund,re_1,pi_1,ch_1,,\npo_1,2026-09-17 00:00:00,txn_3,2026-09-16 09:00:00,gbp,-20.00,15.00,-35.00,dispute,dp_1,pi_2,ch_2,,'
  const lines = await linesOf(gatewayCsv, rows)
  expect(amounts(lines)).toEqual(['45.99', '-0.89', '-5.00', '-20.00', '-15.00'])
  expect(lines.reduce((sum, line) => sum + line.amount.minor, 0n)).toBe(510n)
  expect(lines[0]).toMatchObject({
    bookedOn: '2026-09-15',
    valueOn: '2026-09-17',
    title: 'FV 1/2026',
    gatewayReference: 'pi_1',
    customerReference: 'po_1',
    payerEmail: 'a@b.pl',
    amount: { currency: 'GBP' },
  })
  expect(lines.map((line) => line.notAPayment)).toEqual([undefined, 'fee', 'refund', undefined, 'fee'])
})

test('PayPal: both styles of numbers, days by what keeps the file together, only completed rows, conversions and withdrawals told', async () => {
  const header =
    '"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","Transaction ID","Invoice Number","Balance Impact"\n'
  const row = (day: string, type: string, gross: string, fee: string, status = 'Completed', impact = 'Credit') =>
    `"${day}","14:30:00","CET","Ana Ruiz","${type}","${status}","EUR","${gross}","${fee}","0","a@b.pl","T${type}","FV 1","${impact}"\n`
  const [statement] = await statementsOf(
    gatewayCsv,
    header +
      row('10/09/2026', 'Payment', '1.500,00', '-58,80') +
      row('11/09/2026', 'Payment', '9,00', '0,00', 'Pending') +
      row('11/09/2026', 'Hold', '9,00', '0,00', 'Completed', 'Memo') +
      row('12/09/2026', 'General Withdrawal', '-30,00', '0,00'),
  )
  expect(amounts(statement?.lines ?? [])).toEqual(['1500.00', '-58.80', '-30.00'])
  expect(statement?.lines.map((line) => [line.bookedOn, line.notAPayment])).toEqual([
    ['2026-09-10', undefined],
    ['2026-09-10', 'fee'],
    ['2026-09-12', 'gateway-payout'],
  ])
  expect(statement?.notes).toMatchObject([
    { code: 'gateway.other-status', facts: { count: 1 } },
    { code: 'gateway.not-counted', facts: { count: 1 } },
  ])
  expect(await linesOf(gatewayCsv, header + row('09/13/2026', 'Payment', '1,500.00', '-0.01'))).toMatchObject([
    { bookedOn: '2026-09-13', amount: { minor: 150000n } },
    { amount: { minor: -1n } },
  ])
})

test('Przelewy24: done payments with payer, fee and payout', async () => {
  const header =
    '"Numer wiersza";"Data utworzenia";"Data i czas utworzenia wypłaty";"Id sesji";"Waluta";"Id wypłaty";"Czas wpłaty";"Id transakcji";"Tekstowe id transakcji";"Saldo po operacji";"Tytuł";"Email klienta";"Imię i nazwisko klienta";"Status";"Data wpłaty";"Kwota";"Kwota bez prowizji";"Prowizja"\n'
  const row = (status: string) =>
    `"1";"2026-03-01";"2026-03-03 10:00:00";"s-1";"PLN";"W7";"12:00";"123";"p24-A1";"0";"Zamówienie 15";"jan@x.pl";"Jan Nowak";"${status}";"2026-03-02";"123,00";"121,50";"1,50"\n`
  expect(await statementsOf(gatewayCsv, header + row('wykonane') + row('oczekuje'))).toMatchObject([
    {
      format: 'przelewy24-csv',
      notes: [{ code: 'gateway.other-status' }],
      lines: [
        {
          bookedOn: '2026-03-02',
          valueOn: '2026-03-03',
          amount: { minor: 12300n },
          title: 'Zamówienie 15',
          counterpartyName: 'Jan Nowak',
          payerEmail: 'jan@x.pl',
          gatewayReference: 'p24-A1',
          customerReference: 'W7',
        },
        { amount: { minor: -150n }, notAPayment: 'fee' },
      ],
    },
  ])
})

test('PayU: the short code of the operation gives sign and meaning', async () => {
  const rows =
    'Date;Trans ID;Amount;Currency;Type of operation;Account balance;Order ID;Description\n2026-03-01;1;100,00;PLN;t;100,00;O1;FV 1\n2026-03-02;2;30,00;PLN;c;70,00;O1;zwrot\n2026-03-03;3;60,00;PLN;w;10,00;;wypłata\n2026-03-03;4;1,00;PLN;nt;10,00;;x'
  const [statement] = await statementsOf(gatewayCsv, rows)
  expect(statement).toMatchObject({ balanced: true, openingBalance: { minor: 0n }, closingBalance: { minor: 1000n } })
  expect(statement?.lines.map((line) => [line.amount.minor, line.notAPayment])).toEqual([
    [10000n, undefined],
    [-3000n, 'refund'],
    [-6000n, 'gateway-payout'],
  ])
})

test('Tpay: payment and commission', async () => {
  expect(
    await linesOf(gatewayCsv, 'ID transakcji;Data;Kwota;Prowizja;Opis;Email\nTR-1;2026-03-01;50,00;0,90;FV 2/2026;a@b.pl'),
  ).toMatchObject([{ amount: { minor: 5000n }, title: 'FV 2/2026', gatewayReference: 'TR-1' }, { amount: { minor: -90n } }])
})
