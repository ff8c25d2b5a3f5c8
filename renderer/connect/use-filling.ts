/** Joins person, program, way and office into what the page is filled with. */
import { useMemo } from 'react';
import type { UserView } from '../../main/contract/people.ts';
import type { Settings } from '../../main/contract/settings.ts';
import type { Edition, Filling, Program } from './model/program.ts';
import { plainOnly } from './model/program.ts';
import { numbered, type NumberedScreen } from './model/numbered.ts';
import type { Office } from './offer/office.ts';
import { offerFor, type Offered, type Way } from './offer/offer.ts';
import { bestServer, serverChoices, type ServerChoice } from './offer/servers.ts';
import { useSetting } from './offer/use-office.ts';
import type { ConnectPlace } from './place.ts';
import { editionOf } from './programs/index.ts';

export interface Filled {
  readonly edition: Edition;
  readonly way: Way;
  readonly servers: readonly ServerChoice[];
  readonly server: ServerChoice;
  readonly offered: Offered;
  readonly filling: Filling;
  /** Empty where nothing can be recommended. */
  readonly screens: readonly NumberedScreen[];
}

export interface Given {
  readonly program: Program;
  readonly person: UserView;
  readonly office: Office;
  readonly place: ConnectPlace;
}

export function useFilling({ program, person, office, place }: Given): Filled {
  const domains = useSetting('office').value?.domains;
  const key = JSON.stringify([place, person.name, person.aliases, domains]);
  return useMemo(
    () => filled({ program, person, office, place }, domains ?? []),
    [program, office, key],
  );
}

function filled(
  { program, person, office, place }: Given,
  domains: Settings['office']['domains'],
): Filled {
  const edition = editionOf(program, place.edition);
  const way = edition.ways.includes(place.way) ? place.way : 'auth';
  const servers = serverChoices(office);
  const server = servers.find((one) => one.server === place.server) ?? bestServer(office);
  const able = edition.abilities(way);
  // A device that needs no POP3 needs none without encryption either.
  const plain = { pop: able.pop.length === 0 ? [] : plainOnly.pop, smtp: plainOnly.smtp };
  const abilities = place.isPlain && program.canBePlain ? plain : able;
  const offered = offerFor(office, { abilities, way, server: server.server });
  const { pop, smtp } = offered.ok ? offered : noDoors;
  const filling: Filling = {
    ...{ server: server.server, pop, smtp, user: person.name, way },
    ...addressOf(person, domains),
    isOwnAuthority: office.tls.authorityPem !== null,
    windowMinutes: office.popAuth.windowMinutes,
  };
  const isShown = offered.ok || program.isUnfit === true;
  const screens = isShown ? numbered(edition.screens(filling)) : [];
  return { edition, way, servers, server, offered, filling, screens };
}

/** For programs whose page shows no values. */
const noDoors = {
  pop: { listener: 'pop3', port: 0, tls: 'none' },
  smtp: { listener: 'relay', port: 0, tls: 'none' },
} as const;

/** A further address that is whole, else the name in the office's domain, else one that only looks like it. */
function addressOf(
  { name, aliases }: UserView,
  [domain]: readonly string[],
): Pick<Filling, 'address' | 'isAddressKnown'> {
  const whole = aliases.find((alias) => alias.includes('@'));
  if (whole !== undefined) return { address: whole, isAddressKnown: true };
  if (domain !== undefined) return { address: `${name}@${domain}`, isAddressKnown: true };
  return { address: `${name}@example.org`, isAddressKnown: false };
}
