/** network, certificate, backup, provider find: what an office's set-up needs beside people and mail. */
import fs from 'node:fs';
import path from 'node:path';
import type { CheckView, NetworkView, PortView } from '../contract/status.ts';
import { ask } from './ask.ts';
import { printCheck } from './checks.ts';
import { CommandError, word, type Commands } from './command.ts';
import { describeFound } from './describe-found.ts';
import { mustBeNew, notWritten } from './not-written.ts';
import { foldWords, time } from './output.ts';
import { notAnArgument, readNewPassword, readPassword } from './password.ts';
import { portNames } from './port-names.ts';

/** The commands `network`, `certificate`, `backup` and `provider find`, by their words. */
export const officeCommands: Commands = {
  network: {
    usage: 'network',
    summary: 'shows the addresses and ports that mail programs type, and who holds a taken port',
    async run(context) {
      const network = await ask(context, 'network:show', {});
      context.print(network, describeNetwork(network));
    },
  },
  'certificate show': {
    usage: 'certificate show',
    summary: 'shows the certificate that mail programs see',
    async run(context) {
      const { certificate, source } = await ask(context, 'tls:show', {});
      if (certificate === null)
        throw new CommandError('No certificate is in force. See "mailroom doctor".');
      const { names, validTo, fingerprint, issuer } = certificate;
      const text = [
        `Valid for     ${names.join(', ')}`,
        `Valid until   ${time(validTo)}`,
        `Issued by     ${source === 'office' ? 'Mailroom’s office authority' : issuer}`,
        `Fingerprint   ${fingerprint}`,
      ];
      context.print(certificate, text.join('\n'));
    },
  },
  'certificate export': {
    usage: 'certificate export FILE',
    summary: 'writes the office certificate that clients may import',
    async run(context) {
      const file = path.resolve(word(context, 0));
      const { authorityPem, source } = await ask(context, 'tls:show', {});
      if (authorityPem === null)
        throw new CommandError(
          source === 'own'
            ? 'There is no office certificate: an own one is in use.'
            : 'The office certificate cannot be read. Look at who may read the folder "tls" in the data folder.',
        );
      writeFile(file, authorityPem);
      context.print(
        { file },
        `The office certificate is in ${file}. Import it where mail programs ask.`,
      );
    },
  },
  'certificate own': {
    usage: 'certificate own CERTIFICATE KEY',
    summary: 'shows your own certificate to mail programs from now on; both are files in PEM form',
    async run(context) {
      const certificateFile = path.resolve(word(context, 0));
      const keyFile = path.resolve(word(context, 1));
      const checked = await ask(context, 'tls:check', { certificateFile, keyFile });
      await ask(context, 'settings:set', tlsFiles(certificateFile, keyFile));
      context.print(
        checked,
        `Your certificate is in use, until ${time(checked.validTo)}. Renew it in the same place: Mailroom notices that.`,
      );
    },
  },
  'certificate office': {
    usage: 'certificate office',
    summary: 'goes back to the certificate that Mailroom makes',
    async run(context) {
      const changed = await ask(context, 'settings:set', tlsFiles('', ''));
      context.print(changed, 'The certificate that Mailroom makes is in use.');
    },
  },
  'provider find': {
    usage: 'provider find ADDRESS',
    summary: 'looks up the outgoing server of an e-mail address',
    async run(context) {
      const args = { address: word(context, 0) };
      const found = await ask(context, 'provider:find', args, (name, value) => {
        // It can take a while; on standard error, so that --json stays clean.
        if (name === 'check') console.error(`Looking: ${(value as CheckView).title} ...`);
      });
      if (found === null) {
        context.print(null, 'Nothing was found. Ask the provider for its outgoing server (SMTP).');
        return;
      }
      context.print(found, describeFound(found));
    },
  },
  'backup save': {
    usage: 'backup save FILE',
    summary: 'saves settings, people and the office certificate, sealed with a passphrase',
    onExtraWord: notAnArgument,
    async run(context) {
      const file = path.resolve(word(context, 0));
      mustBeNew(file);
      const passphrase = await readNewPassword(context, 'Passphrase for the backup: ');
      const { sizeBytes } = await ask(context, 'backup:save', { file, passphrase });
      context.print(
        { file, sizeBytes },
        `Saved as ${file}. Without the passphrase nobody can open it.`,
      );
    },
  },
  'backup restore': {
    usage: 'backup restore FILE',
    summary: 'puts a backup in force here; mail and people that are here stay',
    onExtraWord: notAnArgument,
    async run(context) {
      const file = path.resolve(word(context, 0));
      if (!fs.existsSync(file))
        throw new CommandError(`The file ${file} cannot be read. Check the name.`);
      const passphrase = await readPassword(context, 'Passphrase of the backup: ');
      const args = { file, passphrase };
      const { users } = await ask(context, 'backup:restore', args, (name, value) => {
        if (name === 'check' && !context.isJson) printCheck(restored(value as CheckView));
      });
      context.print({ users }, `Restored: settings, people and devices (${users}).`);
    },
  },
};

/** Both at once: one without the other is no certificate. */
const tlsFiles = (certificateFile: string, keyFile: string) => ({
  path: 'tls',
  value: JSON.stringify({ certificateFile, keyFile }),
});

/** What the file says of its day is told in local time, as all else. */
const restored = (part: CheckView): CheckView =>
  part.id === 'open' ? { ...part, detail: `made ${time(Date.parse(part.detail))}` } : part;

/** Never over a file that is there; nothing is left of one that a full disk cut off. */
function writeFile(file: string, text: string): void {
  mustBeNew(file);
  try {
    fs.writeFileSync(file, text, { mode: 0o644, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') fs.rmSync(file, { force: true });
    throw notWritten(file, error);
  }
}

function describeNetwork({ hostname, addresses, ports }: NetworkView): string {
  const lent = (isLent: boolean | null): string =>
    isLent === true ? ', lent by the router: it may change' : '';
  const seen = addresses.map(
    ({ address, via, isVirtual, isLent }) =>
      `  ${address.padEnd(40)} ${via}${isVirtual ? ' (not the office network)' : ''}${lent(isLent)}`,
  );
  return [
    `Name of this computer: ${hostname}`,
    'Addresses:',
    ...(seen.length > 0 ? seen : ['  none; programs on this computer can use 127.0.0.1']),
    'Ports:',
    ...ports.map(portLine),
  ].join('\n');
}

/** Where the state of a port begins. */
const below = { first: 0, others: 44 } as const;

function portLine({ listener, port, state, holder, detail }: PortView): string {
  const words = {
    listening: 'ready',
    taken: 'taken by another program',
    refused: 'not allowed on this computer',
    off: 'switched off',
    failed: 'not ready',
  }[state];
  const more = state === 'listening' || state === 'off' ? '' : (holder ?? detail ?? '');
  const place = `${listener.padEnd(12)} ${String(port).padStart(5)}  ${portNames[listener].padEnd(20)}`;
  return foldWords(`  ${place}  ${words}${more === '' ? '' : `. ${more}`}`, below);
}
