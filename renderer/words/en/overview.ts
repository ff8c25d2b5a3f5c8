/** The overview. */
import { count } from '../count.ts';

export const overview = {
  state: {
    unknown: 'Whether mail flows is not known at the moment.',
    starting: 'Mailroom is starting.',
    noMail: 'Mail does not go out.',
    noIntake: 'New mail is not taken in.',
    closed: 'No program can send: no port for outgoing mail is open.',
    part: 'Mail flows, but not every way to Mailroom is open.',
    fault: 'Something is wrong, and needs you.',
    paused: 'Sending is paused.',
    doubtful: 'Mail may not go out.',
    attention: 'Mail flows, but something needs you.',
    nobody: 'Mailroom is ready, but nobody may send yet.',
    practice: 'Mail goes to the practice provider only. Nothing leaves this computer.',
    onTheirWay: (n: number, shown: string) =>
      `Mail flows. ${count(n, 'One message is', 'messages are', shown)} on the way.`,
    held: (n: number, shown: string) =>
      `Mail flows. ${count(n, 'One message is', 'messages are', shown)} held back by you.`,
    good: 'Mail flows. Nothing waits.',
  },
  unknown: 'not known',
  lastKnown: 'Below stands what was known last.',
  waitMeanwhile: (n: number, shown: string) =>
    n === 0
      ? 'Nothing waits, and new mail is still taken in.'
      : `${count(n, 'One message waits', 'messages wait', shown)}, and new mail is still taken in. Nothing is lost.`,
  runsSince: (time: string) => `Running since ${time}`,
  problems: 'What needs you',
  goTo: (page: string) => `Go to ${page}`,
  resume: 'Resume sending',
  pause: 'Pause sending',
  sendNow: 'Send waiting mail now',
  sentNow: (n: number, shown: string) =>
    n === 0 ? 'Nothing waits.' : `${count(n, 'One message is', 'messages are', shown)} tried now.`,
  pausedNow: 'Sending is paused.',
  resumedNow: 'Sending goes on.',
  waiting: 'Waiting',
  sentToday: 'Sent today',
  bouncedToday: 'Returned today',
  refusedToday: 'Refused today',
  next: {
    title: 'The next steps',
    lead: 'Mailroom runs. This is what is left to do.',
    provider: 'Connect your provider',
    providerHint: 'So far mail goes to the practice provider and stays on this computer.',
    providerGo: 'Set up the provider',
    people: 'Add the first person or device',
    peopleHint: 'Nobody may send yet. Everybody gets a name and a password for Mailroom.',
    peopleGo: 'Add people',
    program: 'Connect a mail program',
    programHint: 'Nobody has signed in so far. The steps for each program have the values to type.',
    programGo: 'Show the steps',
  },
  hours: {
    title: 'Messages each hour',
    asPlot: 'Plot',
    asTable: 'Table',
    form: 'How to show it',
    hour: 'Hour',
    sent: 'Sent',
    bounced: 'Returned',
    refused: 'Refused',
    accepted: 'Taken in',
    summary: (sent: string, bounced: string, refused: string) =>
      `The last 24 hours: ${sent} sent, ${bounced} returned, ${refused} refused.`,
    ofHour: (hour: string, what: string) => `${hour}: ${what}`,
    figures: (sent: string, bounced: string, refused: string) =>
      `${sent} sent, ${bounced} returned, ${refused} refused`,
    none: 'No mail in the last 24 hours. It shows here as it comes.',
  },
  senders: {
    title: 'May send now',
    lead: 'These have checked mail, and may send from their address until the time is over.',
    user: 'Person',
    address: 'Address',
    left: 'Time left',
    relayed: 'Sent so far',
    byHand: 'opened by hand',
    isPublic: 'On the internet: everybody behind this address may send.',
    close: 'End',
    closeOf: (user: string, address: string) => `End: ${user} at ${address}`,
    closed: (user: string, address: string) => `${user} at ${address} may no longer send.`,
    closedHint:
      'Checking mail lets them send again. A program that signs in when sending is not concerned.',
    reopen: 'Let them send again',
    reopened: (user: string, address: string, minutes: number) =>
      `${user} at ${address} may send for ${count(minutes, 'one minute', 'minutes')}.`,
    closeAll: 'End all',
    closeAllTitle: 'End sending without sign-in for all?',
    closeAllText: (n: number) =>
      `${count(n, 'One address', 'addresses')} may then no longer send, until somebody there checks mail again. Mail that was taken in already is sent all the same.`,
    closedAll: (n: number) =>
      n === 1
        ? 'One address may no longer send without sign-in.'
        : `${n} addresses may no longer send without sign-in.`,
    none: (minutes: number) =>
      `No address at the moment. Whoever checks mail may send from there for ${count(minutes, 'one minute', 'minutes')}.`,
    noneHint: 'Programs that sign in when sending need no entry here.',
    nobody: 'Nobody may send yet.',
    nobodyHint:
      'Add the first person or device. They then sign in, or check mail before they send.',
    unusable: 'Checking mail lets nobody send at the moment: the POPAUTH database cannot be used.',
    off: 'POP before SMTP is switched off.',
    offHint: 'Programs have to sign in when sending.',
    offGo: 'Network and security',
  },
  provider: {
    title: 'Provider',
    goesTo: 'Mail goes to',
    practice: 'The practice provider; nothing leaves this computer',
    server: (host: string, port: number) => `${host}, port ${port}`,
    state: 'State',
    open: 'takes mail',
    pausedByYou: (time: string) => `paused by you since ${time}`,
    fault: 'takes no mail',
    nextTry: (left: string) => `asked again in ${left}`,
    tryNow: 'asked again now',
    lastSent: 'Last sent',
    never: 'nothing yet',
    change: 'Change',
  },
  listeners: {
    title: 'Ports for programs',
    what: 'For',
    port: 'Port',
    state: 'State',
    running: 'ready',
    starting: 'starting',
    stopped: 'off',
    failed: 'not ready',
    none: 'All ports are switched off, so no program can connect.',
    change: 'Change',
  },
};
