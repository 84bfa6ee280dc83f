// Settings that channels of e-mail share: who writes, and the reading of what comes back.
import { flag, text, url } from '../settings.ts'

const oneAddress = '^[^\\s@<>,;]+@[^\\s@<>,;]+$'

export const senderFields = {
  fromAddress: text('Adres nadawcy', 'Sender address', { pattern: oneAddress, example: 'faktury@jantar.pl' }),
  fromName: text('Nazwa nadawcy', 'Sender name', { optional: true, example: 'Jantar Elektro' }),
  replyTo: text('Adres do odpowiedzi', 'Reply-to address', { optional: true, pattern: oneAddress }),
}

/** Of mailboxes behind an API, where what bounced can be read. */
export const mailboxFields = {
  readMailbox: flag('Czytaj odbite wiadomości i odpowiedzi', 'Read bounces and answers', {
    initial: false,
    optional: true,
    hint: {
      pl: 'Z innych listów w skrzynce nic nie jest zapisywane.',
      en: 'Nothing is kept of the other letters in the mailbox.',
    },
  }),
  baseUrl: url('Adres API', 'API address', {
    optional: true,
    hint: { pl: 'Tylko do prób; zwykle puste.', en: 'For trials only; usually empty.' },
  }),
}
