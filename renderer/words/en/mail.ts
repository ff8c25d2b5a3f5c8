/** The mail page: what waits, was sent, came back, was refused. */
import { count } from '../count.ts';

export const mail = {
  lists: 'Which mail',
  kinds: { waiting: 'Waiting', sent: 'Sent', bounced: 'Returned', refused: 'Refused' },
  states: 'Which of the waiting mail',
  stateFilters: { all: 'All', waiting: 'Waiting', held: 'Held' },
  messageStates: { waiting: 'waiting', sending: 'being sent', held: 'held' },
  search: 'Search: address, name or number',
  found: (n: string) => `${n} found`,
  total: (n: string) => `${n} in all`,
  columns: {
    state: 'State',
    from: 'From',
    to: 'To',
    received: 'Since',
    next: 'Next attempt',
    paused: 'after the pause',
    size: 'Size',
    at: 'When',
    by: 'Brought by',
    who: 'Who',
    why: 'Reason',
    cause: 'Reason',
    ask: 'Explanation',
  },
  nobody: '(no sender: a report)',
  more: (n: string) => `and ${n} more`,
  times: (n: string) => `${n} times`,
  empty: {
    waiting: 'No mail waits.',
    waitingHint: 'Mail that was taken in and has not left yet shows here.',
    sent: 'Nothing has been sent yet.',
    sentHint: 'What the provider or a mailbox here took shows here, the newest first.',
    bounced: 'Nothing came back.',
    bouncedHint: 'Mail that could not be delivered shows here, with the reason.',
    refused: 'Nobody was refused.',
    refusedHint: 'Whoever wants to send and may not shows here, with the reason and what helps.',
    none: (text: string) => `Nothing here matches “${text}”.`,
    held: 'No mail is held.',
    ofState: 'No mail is in this state.',
  },
  actions: {
    sendNow: 'Send now',
    hold: 'Hold',
    release: 'Release',
    save: 'Save as .eml…',
    remove: 'Delete…',
    clear: 'Choose none',
    chosen: (n: string) => `${n} chosen`,
    bar: 'What to do with the chosen mail',
    choose: (to: string) => `Choose the message to ${to}`,
    chooseAll: 'Choose all that are listed',
    tried: (n: number, shown: string) =>
      `${count(n, 'One message is', 'messages are', shown)} tried now.`,
    held: (n: number, shown: string) =>
      `${count(n, 'One message is', 'messages are', shown)} held.`,
    released: (n: number, shown: string) =>
      `${count(n, 'One message goes', 'messages go', shown)} on.`,
    removed: (n: number, shown: string) =>
      `${count(n, 'One message was', 'messages were', shown)} deleted.`,
    saving: (n: string, all: string) => `Saving: ${n} of ${all}`,
    saved: (n: number, shown: string, folder: string) =>
      `${count(n, 'One message was', 'messages were', shown)} saved in ${folder}.`,
    damaged: (n: number, shown: string) =>
      n === 1
        ? 'A saved message is damaged: this computer’s disk gives back something else than it was given. Check the disk.'
        : `${shown} of the saved messages are damaged: this computer’s disk gives back something else than it was given. Check the disk.`,
    triedLater: 'Sending is paused: it is tried as soon as sending goes on.',
    /** What an act was not done to, and why. */
    leftAlone: {
      retry: (n: number, shown: string) =>
        n === 1
          ? 'One message was not tried: it is held, is being sent or has left.'
          : `${shown} messages were not tried: they are held, are being sent or have left.`,
      hold: (n: number, shown: string) =>
        n === 1
          ? 'One message was not held: it is held already, is being sent or has left.'
          : `${shown} messages were not held: they are held already, are being sent or have left.`,
      release: (n: number, shown: string) =>
        `${count(n, 'One message was', 'messages were', shown)} not released: only what is held can be.`,
      delete: (n: number, shown: string) =>
        n === 1
          ? 'One message was not deleted: it is being sent or has left.'
          : `${shown} messages were not deleted: they are being sent or have left.`,
      save: (n: number, shown: string) =>
        n === 1
          ? 'One message was not saved: it has left.'
          : `${shown} messages were not saved: they have left.`,
    },
  },
  confirmRemove: {
    title: (n: number, shown: string) =>
      n === 1 ? 'Delete this message?' : `Delete ${shown} messages?`,
    one: (from: string, to: string) => `The message from ${from} to ${to} is lost.`,
    many: (n: string, size: string) => `${n} messages (${size}) are lost.`,
    unknownSize: (n: number, shown: string) =>
      n === 1 ? 'This message is lost.' : `${shown} messages are lost.`,
    hint: (n: number) =>
      n === 1
        ? 'It is not sent, and its sender is not told. This cannot be undone. You can save it as .eml before.'
        : 'They are not sent, and their senders are not told. This cannot be undone. You can save them as .eml before.',
    action: (n: number, shown: string) =>
      n === 1 ? 'Delete the message' : `Delete ${shown} messages`,
  },
  detail: {
    title: (to: string) => `To ${to}`,
    from: 'From',
    by: 'Brought by',
    byUser: (user: string, peer: string) => (peer === '' ? user : `${user}, from ${peer}`),
    byPeer: (peer: string) => `the address ${peer}`,
    byMailroom: 'Mailroom itself',
    received: 'Taken in',
    size: 'Size',
    attempts: 'Attempts',
    next: 'Next attempt',
    now: 'now',
    afterResume: 'when sending goes on',
    whenReleased: 'when you release it',
    number: 'Number',
    recipients: 'Recipients',
    recipientStates: {
      waiting: 'waiting',
      delivered: 'delivered',
      failed: 'returned to the sender',
    },
    tried: (n: number) => count(n, 'tried once', 'times tried'),
    notTried: 'not tried yet',
    deliveredAt: (time: string) => `delivered ${time}`,
    returnedAt: (time: string) => `returned ${time}`,
    checkProvider: 'See the provider',
    gone: 'This message is not known here any more.',
    goneHint:
      'It has left or was deleted, and only the newest mail is listed. The journal may still tell of it.',
    paused: 'Sending is paused, so this message waits.',
  },
  why: {
    ask: 'Why?',
    title: 'Why was this refused?',
    who: 'Who',
    from: 'From where',
    to: 'To whom',
    at: 'When',
    remedy: 'What helps',
    number: 'Number',
    unknownSender: 'a message without a sender',
    someone: 'somebody whose name is not known here',
    session: 'Show what was said',
    gone: 'This refusal is not in the list any more.',
    unknown: 'No refusal with this number is known here.',
    unknownHint: 'Read the number in the error message again. It looks like R-7K2F4.',
    reasons: {
      'sign-in-failed': {
        short: 'The sign-in failed',
        missing: 'The program signed in when sending, and name or password were wrong.',
        remedy: 'Type name and password again in its settings for outgoing mail.',
      },
      'sign-in-unchecked': {
        short: 'Sign-in could not be checked',
        missing:
          'The program signed in when sending, and that could not be checked at that moment.',
        remedy: 'Send again. If it stays like that, run the checks.',
      },
      'no-window': {
        short: 'Not signed in, no mail checked',
        missing: 'The program did not sign in, and nobody had checked mail from this address.',
        remedy:
          'Turn on “My server requires authentication” in the mail program. Or let it check mail first and send again.',
      },
      'window-expired': {
        short: 'Mail was checked too long ago',
        missing: 'The last mail check from this address was too long ago.',
        remedy:
          'Check mail and send again. With “My server requires authentication” in the mail program this does not happen any more.',
      },
      'window-closed': {
        short: 'Time to send was ended early',
        missing:
          'Mail was checked from this address, but its time to send was ended: by hand, or because a password or a person was changed.',
        remedy:
          'Check mail and send again. With “My server requires authentication” in the mail program this does not happen any more.',
      },
      'store-unavailable': {
        short: 'Mail checks cannot be looked up',
        missing:
          'Who checked mail could not be read from the disk, so nobody is let through by it.',
        remedy: 'Run the checks and look at the disk. Signing in when sending still works.',
      },
      proxy: {
        short: 'Came through a proxy',
        missing: 'The connection came through a proxy, which hides who is behind it.',
        remedy: 'Turn on “My server requires authentication” in the mail program.',
      },
      'sender-not-owned': {
        short: 'Foreign sender address',
        missing: 'Somebody checked mail from this address, but the sender address is not theirs.',
        remedy: 'Send with the own address, or give this address to the person as a further one.',
      },
      'trusted-sender': {
        short: 'Sender not allowed for this device',
        missing: 'This device is trusted, but not with this sender address.',
        remedy: 'Set an allowed sender at the device, or allow this one too.',
      },
      'trusted-recipient': {
        short: 'Recipient not allowed for this device',
        missing: 'This device is trusted, but not for recipients in this domain.',
        remedy: 'Allow this domain too, if the device should write there.',
      },
      'trusted-rate': {
        short: 'Too many messages in an hour',
        missing: 'This device has used up its number of messages for this hour.',
        remedy: 'Wait, or allow it more. If it should not send so much, look at the device.',
      },
      'wrong-password': {
        short: 'Wrong name or password',
        missing: 'A program or device signed in with a wrong name or password.',
        remedy: 'Type name and password again in the mail program, for incoming and outgoing mail.',
      },
      blocked: {
        short: 'Blocked after failed sign-ins',
        missing: 'Too many sign-ins failed, so they are not let in for a while.',
        remedy:
          'Find the program with the old password and correct it. Then unblock, or wait until the block ends.',
      },
      other: {
        short: 'Refused',
        missing: 'Mailroom refused it.',
        remedy: 'Read what was said, and see the help.',
      },
    },
  },
  remedies: {
    title: 'What you can do here',
    connect: (user: string) => `Show ${user} how to set it up`,
    connectAnybody: 'Show how to set a mail program up',
    trust: 'Trust this device…',
    widen: (name: string) => `Change what “${name}” may do…`,
    unblock: (subject: string) => `Unblock ${subject}`,
    unblocked: (subject: string) => `${subject} is no longer blocked. Try again now.`,
    blockedUntil: (subject: string, time: string) => `${subject} is blocked until ${time}.`,
    people: 'Go to people and devices',
    person: (name: string) => `Open the page of ${name}`,
    diagnostics: 'Run the checks',
    isTrusted: (name: string) => `This device is trusted as “${name}”.`,
    isTrustedHint: 'Send once more from there.',
  },
  trust: {
    title: 'Trust this device',
    lead: 'Whoever uses this address may then send without signing in. Keep the bounds as narrow as the device allows.',
    ownPc: 'This is the address of this computer: every program on it could then send.',
    suggestedName: (peer: string) => `Device ${peer}`,
  },
};
