// What a letter in the mailbox means: a bounce that strikes an address off, one that does not, a complaint, an answer, or nothing.
import { expect, test } from 'vitest'
import { answerTo, bounceOf, complaintOf, oldBounceOf } from '#test/support/returned-letters'
import { messageIdOf } from './mail-message.ts'
import { readReturnedMail } from './returned-mail.ts'

const messageId = messageIdOf('cmp/out-1', 'faktury@jantar.example')
const handle = messageId.slice(1, 41)
const read = (raw: string) => readReturnedMail(Buffer.from(raw))

test('T68 a report of an unknown user names the message, the address and the code, and is for ever', async () => {
  expect(await read(bounceOf(messageId, 'Jan@Beta.example'))).toEqual({
    kind: 'delivery',
    handle,
    address: 'jan@beta.example',
    state: 'bounced',
    permanent: true,
    detail: '5.1.1 smtp; 550 5.1.1 <Jan@Beta.example>: Recipient address rejected: User unknown',
  })
})

test.each([
  ['5.2.2', false],
  ['5.7.1', false],
  ['5.7.708', false],
  ['5.3.4', false],
  ['5.1.10', true],
  ['5.4.1', true],
  ['5.2.1', true],
])('a status of %s is about the address for ever: %s', async (status, permanent) => {
  expect(await read(bounceOf(messageId, 'jan@beta.example', status))).toMatchObject({ state: 'bounced', permanent })
})

test('a letter that is only late, and a failure that passes, are no news; one that was delivered is', async () => {
  expect(await read(bounceOf(messageId, 'jan@beta.example', '4.4.1', 'delayed'))).toBeNull()
  expect(await read(bounceOf(messageId, 'jan@beta.example', '4.2.2', 'failed'))).toBeNull()
  expect(await read(bounceOf(messageId, 'jan@beta.example', '2.1.5', 'delivered'))).toMatchObject({ state: 'delivered' })
})

test('a server that writes a letter instead of a report is understood by its header and its code', async () => {
  expect(await read(oldBounceOf(messageId, 'jan@beta.example'))).toMatchObject({
    state: 'bounced',
    permanent: true,
    handle,
    address: 'jan@beta.example',
    detail: '550 5.1.1 No such user here',
  })
})

test('a complaint is one, with the message inside it', async () => {
  expect(await read(complaintOf(messageId, 'jan@beta.example'))).toMatchObject({
    state: 'complained',
    handle,
    address: 'jan@beta.example',
    detail: 'abuse',
  })
})

test('T69 an answer is read without what it quotes: stop, wrong person, or something for a person', async () => {
  const said = async (text: string) => {
    const mail = await read(answerTo(messageId, 'jan@beta.example', text))
    return mail?.kind === 'reply' ? mail.says : null
  }
  expect(await said('Proszę nie wysyłać do mnie takich wiadomości.')).toBe('stop')
  expect(await said('STOP')).toBe('stop')
  expect(await said('To pomyłka, nie jestem właściwą osobą.')).toBe('wrong-person')
  expect(await said('Nie pracuję już w tej firmie')).toBe('wrong-person')
  expect(await said('Zapłacimy w piątek.')).toBe('something')
})

test('an out-of-office notice, a letter that is not about ours, and bytes that are no letter are nothing', async () => {
  expect(await read(answerTo(messageId, 'jan@beta.example', 'Jestem na urlopie', ['Auto-Submitted: auto-replied']))).toBeNull()
  expect(await read('From: ktos@beta.example\r\nSubject: Oferta\r\n\r\nKupcie coś, stop')).toBeNull()
  expect(await readReturnedMail(new Uint8Array([0, 1, 2, 255, 254]))).toBeNull()
  expect(await readReturnedMail(new Uint8Array())).toBeNull()
})
