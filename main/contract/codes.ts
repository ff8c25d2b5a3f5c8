/**
 * Every code by which a person may be told that something is wrong. A new one is added here, and the
 * window's help then does not compile until it has a topic (`renderer/help/error-topics.ts`).
 */
import type { DeliveryStage } from './mail.ts';
import type { ProviderSource } from './providers.ts';
import type { ListenerName } from './settings.ts';

/** Of an expected error: `area.kebab-reason`. */
export type ErrorCode =
  | 'internal'
  | `backup.${'no-backup' | 'not-written' | 'short-passphrase' | 'too-new' | 'unreadable' | 'wrong-passphrase'}`
  | 'blocks.unknown'
  | `control.${'away' | 'bad-arguments' | 'garbage' | 'lost' | 'not-running' | 'other-version' | 'silent' | 'too-long' | 'unknown-request'}`
  | `desktop.${'bad-request' | 'link-refused' | 'not-printed' | 'not-saved' | 'not-started-at-sign-in'}`
  | 'journal.unreadable'
  | 'practice.unreadable'
  | `provider.${'bad-address' | 'missing' | 'password-needed'}`
  | `queue.${'not-noted' | 'unknown' | 'unreadable'}`
  | 'refusal.unknown'
  | `secrets.${'damaged' | 'not-kept' | 'sealed' | 'unreadable'}`
  | 'sessions.unknown'
  | `settings.${'clash' | 'damaged' | 'invalid' | 'not-saved' | 'port-unavailable' | 'too-new' | 'unknown'}`
  | `tls.${'expired' | 'key-encrypted' | 'key-mismatch' | 'no-certificate' | 'no-key' | 'not-yet-valid' | 'unreadable' | 'unusable'}`
  | 'trust.unknown'
  | `users.${'alias-taken' | 'bad-alias' | 'bad-name' | 'bad-password' | 'busy' | 'mailbox-left' | 'mailbox-unreadable' | 'name-taken' | 'not-saved' | 'unknown' | 'wrong-password'}`
  | `windows.${'bad-address' | 'disabled-user' | 'proxy' | 'switched-off' | 'trusted-network' | 'unavailable'}`;

/** Of what needs a person right now. */
export type ProblemCode =
  | 'journal.unwritable'
  | 'listener.failed'
  | 'popauth.unavailable'
  | 'provider.test-failed'
  | 'queue.damaged'
  | 'queue.disk'
  | 'queue.stuck'
  | 'route.paused'
  | `route.${DeliveryStage}`
  | 'service.failed'
  | 'settings.damaged'
  | 'tls.certificate'
  | 'users.damaged';

/** Steps of the test of a provider. */
export type ProviderStepId = 'name' | 'connect' | 'tls' | 'auth' | 'mail';

/** Checks of the doctor. */
export type DoctorCheckId =
  | 'addresses'
  | 'blocks'
  | 'certificate'
  | 'clock'
  | 'disk'
  | 'folder'
  | 'forwarders'
  | 'journal'
  | `listener.${ListenerName}`
  | 'plaintext'
  | 'popauth'
  | 'provider'
  | `provider.${ProviderStepId}`
  | 'queue'
  | 'relay'
  | 'secrets'
  | 'sending'
  | 'settings'
  | 'trusted'
  | 'users';

/** What a backup puts back, in this order. */
export type BackupPartId = 'open' | 'settings' | 'people' | 'authority' | 'secret';

/** Every step of long work that is shown while it goes on. */
export type CheckId = DoctorCheckId | ProviderStepId | ProviderSource | BackupPartId;
