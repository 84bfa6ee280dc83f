// Tpay transaction report. No public sample was found: the columns are those that the merchant panel shows, to be confirmed on a user's file.
import { defineLayout } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'
import { negated } from '../negated.ts'

export default defineLayout({
  id: 'tpay-csv',
  bank: 'Tpay',
  dayOrder: 'ymd',
  currency: PLN,
  header: ['ID transakcji', 'Data', 'Kwota', 'Prowizja', 'Opis'],
  row: (row) => {
    const amount = row.cell('Kwota')
    if (amount === '') return 'blank'
    if (row.cell('Status') !== '' && !/^(opłacon|wykonan|poprawn|rozliczon|paid|correct)/i.test(row.cell('Status')))
      return { leftOut: 'gateway.other-status' }
    const type = row.cell('Typ')
    return {
      bookedOn: row.cell('Data'),
      amount,
      currency: row.cell('Waluta'),
      fee: negated(row.cell('Prowizja')),
      charges: row.cell('Prowizja'),
      title: row.cell('Opis'),
      name: row.first('Klient', 'Imię i nazwisko'),
      payerEmail: row.first('Email', 'E-mail'),
      operation: type,
      bankReference: row.cell('ID transakcji'),
      gatewayReference: row.cell('ID transakcji'),
      customerReference: row.first('CRC', 'ID wypłaty'),
      ...(/wypłata/i.test(type)
        ? { notAPayment: 'gateway-payout' as const }
        : /zwrot/i.test(type)
          ? { notAPayment: 'refund' as const }
          : {}),
    }
  },
})
