import { defaultSettings, type ListenerName } from '../../../main/contract/settings.ts';
import type { PortView } from '../../../main/contract/status.ts';
import type { Office } from '../../../renderer/connect/offer/office.ts';

const port = (listener: ListenerName, number: number): PortView => ({
  ...{ listener, port: number, enabled: true, state: 'listening' },
  ...{ holder: null, detail: null },
});

export const ports: readonly PortView[] = [
  port('pop3', 110),
  port('pop3s', 995),
  port('relay', 25),
  port('submission', 587),
  port('submissions', 465),
];

/** An office with every port open, a certificate, and no sign-in without encryption but on the PC itself. */
export const office: Office = {
  network: {
    hostname: 'front-desk.local',
    addresses: [
      { address: '192.168.1.10', via: 'eth0', isVirtual: false, isLent: false },
      { address: '10.8.0.2', via: 'tun0', isVirtual: true, isLent: null },
    ],
    ports,
  },
  tls: {
    certificate: {
      ...{ subject: 'front-desk', issuer: 'Office', validFrom: 0, validTo: 1, fingerprint: '' },
      names: ['front-desk.local', '192.168.1.10', '127.0.0.1'],
    },
    ...{ source: 'office', isOwnSet: false, fault: null },
    authorityPem: 'PEM',
  },
  listeners: defaultSettings.listeners,
  access: { plaintextSignIn: ['127.0.0.0/8', '::1'] },
  popAuth: { enabled: true, windowMinutes: 15 },
};

/** The same with one listener in another state. */
export const withPort = (listener: ListenerName, state: PortView['state']): Office => ({
  ...office,
  network: {
    ...office.network,
    ports: ports.map((one) => (one.listener === listener ? { ...one, state } : one)),
  },
});
