/** Whether more may send, or sign in openly, than the owner may have in mind; and who of the office cannot. */
import type { BlockView } from '../../contract/people.ts';
import { isLoopbackNetwork, isPrivateNetwork, parseNetwork } from '../../relay/net/address.ts';
import type { DoctorCheck, DoctorParts } from './check.ts';

/** From where passwords are taken without encryption: everywhere but on this computer somebody can listen. */
export function plaintext({ settings }: DoctorParts): DoctorCheck {
  const base = { id: 'plaintext', title: 'Passwords without encryption' } as const;
  const outside = settings.get().access.plaintextSignIn.filter((text) => {
    const network = parseNetwork(text);
    return network !== null && !isLoopbackNetwork(network);
  });
  if (outside.length === 0)
    return { ...base, state: 'ok', detail: 'are taken from this computer only' };
  return {
    ...base,
    state: 'warning',
    detail: `are taken from ${outside.join(', ')}, where others can read them.`,
    remedy:
      'Switch on SSL/TLS or STARTTLS in the programs there, then allow it no more: mailroom settings set access.plaintextSignIn "127.0.0.0/8,::1"',
  };
}

/** Who sends without any proof: behind an address of the internet there may be strangers. */
export function trusted({ settings }: DoctorParts): DoctorCheck {
  const base = { id: 'trusted', title: 'Trusted devices' } as const;
  const all = settings.get().access.trusted;
  const strange = all.filter(({ network: text }) => {
    const network = parseNetwork(text);
    return network !== null && !isPrivateNetwork(network);
  });
  if (strange.length === 0)
    return {
      ...base,
      state: 'ok',
      detail: all.length === 0 ? 'none' : all.map(({ name }) => name).join(', '),
    };
  const names = strange.map(({ name, network }) => `${name} (${network})`).join(', ');
  return {
    ...base,
    state: 'warning',
    detail: `On the internet, not in the office: ${names}.`,
    remedy: 'Everybody behind such an address may send. Take it back: mailroom trust remove NAME',
  };
}

/** Who of the office is shut out after failed sign-ins. Strangers who guess are every day's business. */
export function blocked({ signIn }: DoctorParts): DoctorCheck {
  const base = { id: 'blocks', title: 'Failed sign-ins' } as const;
  if (!signIn) return { ...base, state: 'skipped', detail: 'works while Mailroom runs' };
  const blocks = signIn.blocks();
  const names = blocks.filter(isOfOffice).map(withNames);
  if (names.length > 0)
    return {
      ...base,
      state: 'warning',
      detail: `Blocked after too many wrong passwords: ${names.join(', ')}.`,
      remedy:
        'Look for a program or device with an old password. Then let it in again: mailroom blocks remove NAME',
    };
  const strangers = `only addresses on the internet are blocked: ${blocks.length}`;
  return { ...base, state: 'ok', detail: blocks.length === 0 ? 'nobody is blocked' : strangers };
}

/** `192.168.1.20 (joe)`: at an address it is the name that leads to the program with the old password. */
const withNames = ({ kind, subject, by }: BlockView): string =>
  kind === 'user' || by.length === 0 ? subject : `${subject} (${by.join(', ')})`;

function isOfOffice({ kind, subject }: BlockView): boolean {
  const network = parseNetwork(subject);
  return kind === 'user' || (network !== null && isPrivateNetwork(network));
}
