/** Requests about this PC in its network, its certificate, and the search for a provider. */
import * as z from 'zod';
import type { ProviderPresetView } from '../contract/providers.ts';
import { ok, type AppError } from '../contract/result.ts';
import type { ListenerName } from '../contract/settings.ts';
import { serviceIdOf, type CheckView, type PortView } from '../contract/status.ts';
import { LentAddresses } from '../relay/net/lent-addresses.ts';
import { listAddresses } from '../relay/net/own-addresses.ts';
import { holderWords, portAvailability, portHolder } from '../relay/net/ports.ts';
import { findProvider, type FindStep } from '../relay/upstream/find/find-provider.ts';
import { internetSources } from '../relay/upstream/find/internet-sources.ts';
import { presets, type ProviderPreset } from '../relay/upstream/presets.ts';
import type { Area } from './handler.ts';
import { job, type Jobs } from './jobs.ts';
import type { Parts } from './parts.ts';

const none = z.strictObject({});

type NetworkParts = Pick<Parts, 'settings' | 'hostname'> & {
  readonly services: Pick<Parts['services'], 'statuses'>;
};

/** Addresses and ports as clients should type them. */
export function networkHandlers(
  parts: NetworkParts,
  lentAddresses = new LentAddresses(),
): Area<'network'> {
  return {
    'network:show': {
      parse: none,
      run: async () => {
        const own = listAddresses();
        const lent = await lentAddresses.of(own);
        const addresses = own.map(({ address, via, isVirtual }) => ({
          ...{ address, via, isVirtual },
          isLent: lent.get(address) ?? null,
        }));
        const names = Object.keys(parts.settings.get().listeners) as ListenerName[];
        const ports = await Promise.all(names.map((name) => portView(name, parts)));
        return ok({ hostname: parts.hostname(), addresses, ports });
      },
    },
  };
}

/** How a listener stands; a port that is not ours is looked at, to name who has it. */
async function portView(listener: ListenerName, parts: NetworkParts): Promise<PortView> {
  const { enabled, port, host } = parts.settings.get().listeners[listener];
  const base = { listener, enabled, port, holder: null, detail: null };
  if (!enabled) return { ...base, state: 'off' };
  const status = parts.services.statuses().find(({ id }) => id === serviceIdOf(listener))?.status;
  const detail = status?.detail ?? null;
  // It has its port, and says itself what it lacks: asked again, the port would be taken by ourselves.
  if (status?.state === 'running' || status?.state === 'degraded')
    return { ...base, state: 'listening', detail };
  const availability = await portAvailability(port, host);
  if (availability.state === 'refused') return { ...base, state: 'refused', detail };
  if (availability.state === 'free') return { ...base, state: 'failed', detail };
  const holder = holderWords(port, await portHolder(port));
  return { ...base, state: 'taken', holder, detail };
}

/** The certificate in force, and taking the owner's own. */
export const tlsHandlers = ({ certificates, settings }: Parts): Area<'tls'> => ({
  'tls:show': {
    parse: none,
    run: () =>
      ok({
        certificate: certificates.describe(),
        source: certificates.source(),
        isOwnSet: settings.get().tls.certificateFile !== '',
        fault: certificates.status.detail ?? null,
        authorityPem: certificates.caPem(),
      }),
  },
  'tls:check': {
    parse: z.strictObject({
      certificateFile: z.string().max(4_096),
      keyFile: z.string().max(4_096),
    }),
    run: ({ certificateFile, keyFile }) => certificates.check(certificateFile, keyFile),
  },
});

const stepTitles: Readonly<Record<FindStep, string>> = {
  preset: 'Known providers',
  autoconfig: 'The provider’s published settings',
  mx: 'Where its mail comes in',
  guess: 'Likely server names',
};

/** Known providers, and the search for one by an e-mail address. */
export const searchHandlers = (
  parts: Parts,
  jobs: Jobs,
): Pick<Area<'provider'>, 'provider:presets' | 'provider:find'> => ({
  'provider:presets': { parse: none, run: () => ok(presets.map(viewOf)) },
  'provider:find': {
    parse: z.strictObject({ address: z.string().max(320), job }),
    run: async ({ address, job: name }, context) => {
      if (!/^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(address.trim()))
        return { ok: false, error: incompleteAddress(address, 'address') };
      const found = await jobs.run(name, context, (signal) =>
        findProvider(address.trim(), {
          sources: internetSources(parts.hostname()),
          signal,
          onStep: (step) => void context.push('check', stepBegins(step)),
        }),
      );
      return ok(found);
    },
  },
});

/** The error for who typed it into this field. */
export const incompleteAddress = (address: string, field: string): AppError => ({
  code: 'provider.bad-address',
  message: `"${address}" is no complete e-mail address.`,
  hint: 'Write it like anna@example.org.',
  field,
});

const stepBegins = (step: FindStep): CheckView => ({
  id: step,
  title: stepTitles[step],
  state: 'skipped',
  detail: '',
});

const viewOf = (preset: ProviderPreset): ProviderPresetView => {
  const { id, name, host, port, tls, user, maxConnections, limits, note, needsOAuth } = preset;
  return { id, name, host, port, tls, user, maxConnections, limits, note, needsOAuth };
};
