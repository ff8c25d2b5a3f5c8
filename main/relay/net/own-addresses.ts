/**
 * Addresses of this PC that clients can type: the office network first, those of VPNs and virtual
 * machines last, link-local and loopback left out.
 */
import os from 'node:os';
import { parseAddressKey, type AddressKey } from './address.ts';

/** One address of this PC. */
export interface OwnAddress {
  readonly address: string;
  readonly family: 4 | 6;
  /** Name of the network interface, as the system has it. */
  readonly via: string;
  /** Belongs to a VPN, a virtual machine or a container rather than to the office's network. */
  readonly isVirtual: boolean;
}

type Interfaces = ReturnType<typeof os.networkInterfaces>;

/** All of them as text, the likeliest for clients first. */
export const ownAddresses = (): readonly string[] => listAddresses().map(({ address }) => address);

/** With what is known of each; IPv4 before IPv6, since people type them. */
export function listAddresses(interfaces: Interfaces = systemInterfaces()): readonly OwnAddress[] {
  const all = Object.entries(interfaces).flatMap(([via, list]) =>
    (list ?? [])
      .filter(({ internal, address }) => !internal && !isLinkLocal(address))
      .map(({ address, family, mac }): OwnAddress => {
        const isVirtual = virtualName.test(via) || virtualMac.test(mac) || isSharedSpace(address);
        return { address, family: family === 'IPv4' ? 4 : 6, via, isVirtual };
      }),
  );
  return all.sort((a, b) => rank(a) - rank(b));
}

/** Whether it is one of them, also of those that are left out above. */
export const isOwnAddress = (wanted: AddressKey): boolean =>
  Object.values(systemInterfaces()).some((list) =>
    list?.some(({ address }) => parseAddressKey(address) === wanted),
  );

/** None where the system does not say: with too many open files, or in a sandbox. All else goes on without. */
function systemInterfaces(): Interfaces {
  try {
    return os.networkInterfaces();
  } catch {
    return {};
  }
}

const rank = ({ isVirtual, family }: OwnAddress): number =>
  (isVirtual ? 2 : 0) + (family === 6 ? 1 : 0);

/** RFC 3927, RFC 4291 §2.5.6: valid on one cable only. */
const isLinkLocal = (address: string): boolean => /^(169\.254\.|fe[89ab][0-9a-f]:)/i.test(address);

/** RFC 6598 100.64.0.0/10: between a provider and its customers, and what some VPNs use. */
const isSharedSpace = (address: string): boolean =>
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./.test(address);

const virtualName =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|lxc|cni|flannel|podman|tun|tap|utun|wg|ppp|zt|tailscale|awdl|llw|bridge\d)|vEthernet|VirtualBox|VMware|Hyper-V|WSL|OpenVPN|WireGuard|TAP-/i;

/** Prefixes that VMware, VirtualBox and Docker give to the host's end of their networks. */
const virtualMac = /^(00:50:56:c0|0a:00:27|02:42)/i;
