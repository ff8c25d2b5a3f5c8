/** Whether more may send, or sign in openly, than the owner may have in mind. */
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
      'Switch on SSL/TLS or STARTTLS in the programs there, then allow it no more: mailroom settings set access.plaintextSignIn 127.0.0.0/8,::1',
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
