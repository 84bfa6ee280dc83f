// Letters that come back, as mail servers write them: bounces of several makes, a complaint, answers, and what is none of these.

const lines = (...each: readonly string[]): string => each.join('\r\n')

/** A report of RFC 3464 with the head of the letter that it is about. */
export const bounceOf = (messageId: string, address: string, status = '5.1.1', action = 'failed'): string =>
  lines(
    'From: Mail Delivery System <MAILER-DAEMON@mx.example>',
    'To: faktury@jantar.example',
    'Subject: Undelivered Mail Returned to Sender',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B1"',
    '',
    '--B1',
    'Content-Type: text/plain; charset=us-ascii',
    '',
    `<${address}>: host mx.example said: 550 ${status} User unknown`,
    '',
    '--B1',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    `Final-Recipient: rfc822; ${address}`,
    `Original-Recipient: rfc822;${address}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; 550 ${status} <${address}>:`,
    '    Recipient address rejected: User unknown',
    '',
    '--B1',
    'Content-Type: text/rfc822-headers',
    '',
    'From: faktury@jantar.example',
    `To: ${address}`,
    `Message-ID: ${messageId}`,
    '',
    '--B1--',
    '',
  )

/** Exim writes a letter and a header, no report. */
export const oldBounceOf = (messageId: string, address: string): string =>
  lines(
    'From: Mail Delivery System <Mailer-Daemon@s1.hosting.example>',
    `X-Failed-Recipients: ${address}`,
    'Auto-Submitted: auto-replied',
    'Subject: Mail delivery failed: returning message to sender',
    '',
    'This message was created automatically by mail delivery software.',
    '',
    `  ${address}`,
    '    550 5.1.1 No such user here',
    '',
    `Message-ID: ${messageId}`,
  )

export const complaintOf = (messageId: string, address: string): string =>
  lines(
    'From: <staff@isp.example>',
    'Subject: FW: reminder',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=feedback-report; boundary="B2"',
    '',
    '--B2',
    'Content-Type: text/plain',
    '',
    'This is an abuse report.',
    '--B2',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: SomeGenerator/1.0',
    'Version: 1',
    `Original-Rcpt-To: <${address}>`,
    '',
    '--B2',
    'Content-Type: message/rfc822',
    '',
    'From: faktury@jantar.example',
    `Message-ID: ${messageId}`,
    'Subject: Przypomnienie',
    '',
    'treść',
    '--B2--',
    '',
  )

/** `head` adds headers, one a line. */
export const answerTo = (messageId: string, address: string, text: string, head: readonly string[] = []): string =>
  lines(
    `From: Jan <${address}>`,
    'To: faktury@jantar.example',
    'Subject: Re: Przypomnienie',
    `In-Reply-To: ${messageId}`,
    'Content-Type: text/plain; charset=utf-8',
    ...head,
    '',
    text,
    '',
    'W dniu 20.11.2026 o 9:00, Jantar pisze:',
    '> Prosimy o zapłatę. Jeśli to pomyłka, prosimy o odpowiedź.',
  )
