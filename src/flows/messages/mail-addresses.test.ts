// Which texts of a source can be written to.
import { expect, test } from 'vitest'
import { mailAddresses } from './mail-addresses.ts'

test('reads one or several addresses, with names and brackets, each once', () => {
  expect(mailAddresses('biuro@klient.example')).toEqual(['biuro@klient.example'])
  expect(mailAddresses('Biuro <biuro@klient.example>; KSIEGOWOSC@klient.example,ksiegowosc@klient.example')).toEqual([
    'biuro@klient.example',
    'ksiegowosc@klient.example',
  ])
})

test('reads nothing where there is no address, and takes no header or list along', () => {
  expect(mailAddresses(null)).toEqual([])
  expect(mailAddresses('brak')).toEqual([])
  expect(mailAddresses('a@b')).toEqual([])
  expect(mailAddresses('x@y.example\r\nBcc: z@y.example')).toEqual(['x@y.example', 'z@y.example'])
  expect(mailAddresses(Array.from({ length: 200 }, (_, at) => `k${at}@klient.example`).join(','))).toHaveLength(10)
})
