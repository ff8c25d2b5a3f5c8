/** Which help topic explains what went wrong: one table a kind of code, none of them with a hole. */
import type { DoctorCheckId, ErrorCode, ProblemCode } from '../../main/contract/codes.ts';
import type { RefusedWhy } from '../../main/contract/history.ts';
import type { HelpPlace } from './topics.ts';

type Places<Code extends string> = Readonly<Record<Code, HelpPlace>>;

export const errorTopics: Places<ErrorCode> = {
  internal: 'messages#window',
  'backup.no-backup': 'backup#wrong',
  'backup.not-written': 'backup#wrong',
  'backup.short-passphrase': 'backup#wrong',
  'backup.too-new': 'backup#wrong',
  'backup.unreadable': 'backup#wrong',
  'backup.wrong-passphrase': 'backup#wrong',
  'blocks.unknown': 'people#blocked',
  'control.away': 'tray#away',
  'control.bad-arguments': 'messages#window',
  'control.garbage': 'messages#window',
  'control.lost': 'tray#away',
  'control.not-running': 'tray#away',
  'control.too-long': 'messages#window',
  'control.unknown-request': 'messages#window',
  'desktop.bad-request': 'messages#window',
  'desktop.link-refused': 'privacy#links',
  'desktop.not-printed': 'messages#window',
  'desktop.not-saved': 'files#disk',
  'provider.bad-address': 'provider#steps',
  'provider.missing': 'provider#steps',
  'queue.not-noted': 'files#disk',
  'queue.unknown': 'mail-lists#gone',
  'refusal.unknown': 'relaying-denied#id',
  'secrets.damaged': 'privacy#passwords',
  'secrets.sealed': 'privacy#passwords',
  'sessions.unknown': 'activity#gone',
  'settings.clash': 'settings#refused',
  'settings.damaged': 'settings#damaged',
  'settings.invalid': 'settings#refused',
  'settings.not-saved': 'files#disk',
  'settings.port-unavailable': 'ports-and-firewall#taken',
  'settings.too-new': 'settings#damaged',
  'settings.unknown': 'settings#refused',
  'tls.expired': 'certificates#own',
  'tls.key-encrypted': 'certificates#own',
  'tls.key-mismatch': 'certificates#own',
  'tls.no-certificate': 'certificates#own',
  'tls.no-key': 'certificates#own',
  'tls.not-yet-valid': 'certificates#own',
  'tls.unreadable': 'certificates#own',
  'tls.unusable': 'certificates#own',
  'trust.unknown': 'trusted-devices#steps',
  'users.alias-taken': 'people#names',
  'users.bad-alias': 'people#names',
  'users.bad-name': 'people#names',
  'users.bad-password': 'people#passwords',
  'users.name-taken': 'people#names',
  'users.not-saved': 'files#disk',
  'users.unknown': 'people#names',
  'users.wrong-password': 'people#passwords',
  'windows.bad-address': 'pop-before-smtp#by-hand',
  'windows.proxy': 'pop-before-smtp#proxy',
  'windows.switched-off': 'pop-before-smtp#by-hand',
  'windows.trusted-network': 'pop-before-smtp#by-hand',
  'windows.unavailable': 'pop-before-smtp#database',
};

export const problemTopics: Places<ProblemCode> = {
  'journal.unwritable': 'files#disk',
  'listener.failed': 'ports-and-firewall#taken',
  'popauth.unavailable': 'pop-before-smtp#database',
  'queue.disk': 'files#disk',
  'route.paused': 'mail-lists#paused',
  'route.resolve': 'provider#unreachable',
  'route.connect': 'provider#unreachable',
  'route.tls': 'provider#encryption',
  'route.auth': 'provider#sign-in',
  'route.mail': 'provider#refused',
  'route.rcpt': 'provider#refused',
  'route.data': 'provider#refused',
  'service.failed': 'diagnostics#part',
  'settings.damaged': 'settings#damaged',
  'tls.certificate': 'certificates#own',
};

export const checkTopics: Places<DoctorCheckId> = {
  addresses: 'ports-and-firewall#address',
  certificate: 'certificates#own',
  clock: 'diagnostics#clock',
  disk: 'files#disk',
  folder: 'files#folder',
  forwarders: 'pop-before-smtp#proxy',
  journal: 'files#disk',
  'listener.pop3': 'ports-and-firewall#taken',
  'listener.pop3s': 'ports-and-firewall#taken',
  'listener.relay': 'ports-and-firewall#taken',
  'listener.submission': 'ports-and-firewall#taken',
  'listener.submissions': 'ports-and-firewall#taken',
  plaintext: 'ports-and-firewall#plain',
  popauth: 'pop-before-smtp#database',
  provider: 'provider#unreachable',
  'provider.name': 'provider#unreachable',
  'provider.connect': 'provider#unreachable',
  'provider.tls': 'provider#encryption',
  'provider.auth': 'provider#sign-in',
  'provider.mail': 'provider#refused',
  queue: 'files#disk',
  relay: 'tray#away',
  secrets: 'privacy#passwords',
  settings: 'settings#damaged',
  trusted: 'trusted-devices#steps',
  users: 'people#steps',
};

/** Why somebody was refused. */
export const refusalTopics: Places<RefusedWhy> = {
  'sign-in-failed': 'smtp-auth#wrong',
  'wrong-password': 'smtp-auth#wrong',
  'no-window': 'relaying-denied#cure',
  'window-expired': 'pop-before-smtp#first-try',
  'store-unavailable': 'pop-before-smtp#database',
  proxy: 'pop-before-smtp#proxy',
  'sender-not-owned': 'pop-before-smtp#own-sender',
  'trusted-sender': 'trusted-devices#limits',
  'trusted-recipient': 'trusted-devices#limits',
  'trusted-rate': 'trusted-devices#limits',
  blocked: 'people#blocked',
  other: 'messages#mail-program',
};

const all: ReadonlyMap<string, HelpPlace> = new Map([
  ...Object.entries(errorTopics),
  ...Object.entries(problemTopics),
  ...Object.entries(checkTopics),
]);

/** The place for the code of an error, a problem or a check; that of all messages for one of a newer relay. */
export const topicOfError = (code: string): HelpPlace => all.get(code) ?? 'messages#window';

export const topicOfRefusal = (why: RefusedWhy): HelpPlace => refusalTopics[why];
