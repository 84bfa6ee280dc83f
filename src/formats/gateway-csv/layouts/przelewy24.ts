// Przelewy24 monthly report: payments of one seller with the payout that each went out with.
import { defineLayout } from '#ports/reading/csv-layout'
import { PLN } from '#values/currency'
import { negated } from '../negated.ts'

export default defineLayout({
  id: 'przelewy24-csv',
  bank: 'Przelewy24',
  dayOrder: 'ymd',
  currency: PLN,
  header: ['Id sesji', 'Waluta', 'Id wypłaty', 'Id transakcji', 'Tytuł', 'Status', 'Kwota', 'Kwota bez prowizji', 'Prowizja'],
  row: (row) => {
    const amount = row.cell('Kwota')
    if (amount === '') return 'blank'
    if (!/^wykonan/i.test(row.cell('Status'))) return { leftOut: 'gateway.other-status' }
    const day = row.first('Data wpłaty', 'Data i czas wpłaty', 'Czas wpłaty', 'Data utworzenia')
    return {
      bookedOn: day,
      valueOn: row.cell('Data i czas utworzenia wypłaty'),
      amount,
      currency: row.cell('Waluta'),
      fee: negated(row.cell('Prowizja')),
      charges: row.cell('Prowizja'),
      title: row.cell('Tytuł'),
      name: row.cell('Imię i nazwisko klienta'),
      payerEmail: row.cell('Email klienta'),
      operation: row.cell('Nazwa metody płatności'),
      bankReference: row.cell('Id transakcji'),
      gatewayReference: row.first('Tekstowe id transakcji', 'Id sesji', 'Id transakcji'),
      customerReference: row.cell('Id wypłaty'),
    }
  },
})
