import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { freePorts } from './free-ports.ts';
import { needsProgram } from './programs.ts';
import { tempFolder } from './temp-folder.ts';

export interface PostfixOptions {
  /** Shown after STARTTLS. */
  readonly certificate: { readonly key: string; readonly cert: string };
  readonly user: string;
  readonly password: string;
  readonly sizeLimitBytes?: number;
}

/** A Postfix of this test's own: own queue, own settings, high port on loopback. */
export interface Postfix {
  readonly port: number;
  readonly log: () => string;
  /** Waits for that many messages in the mailbox of everybody at example.org; octets, oldest first. */
  readonly mails: (count: number) => Promise<string[]>;
  readonly run: (command: 'start' | 'stop') => void;
  /** `NAME=VALUE` of main.cf: restarts it, since a connection that is open goes on with what it read. */
  readonly set: (setting: string) => void;
}

/** For a test's `skip`: Postfix must be installed and started by root. */
export function needsPostfix(): string | false {
  const missing = needsProgram('postfix') || needsProgram('saslpasswd2');
  if (missing !== false) return missing;
  if (process.getuid?.() === 0) return false;
  if (process.env['CI'] === 'true') throw new Error('Postfix starts only as root, and CI needs it');
  return 'Postfix starts only as root';
}

/** Takes mail for example.org over STARTTLS from who signs in, and keeps it in a Maildir. */
export async function startPostfix(t: TestContext, options: PostfixOptions): Promise<Postfix> {
  // Said before the folder is made: what is to be cleaned up first must be told first.
  t.after(() => stop());
  const folder = tempFolder(t);
  // It stops the master whose number is in our own queue folder.
  const stop = (): unknown =>
    spawnSync('/usr/sbin/postfix', ['-c', folder, 'stop'], { stdio: 'pipe' });
  const [port = 0] = await freePorts(1);
  const inside = (...names: string[]): string => path.join(folder, ...names);
  // Postfix works as users of its own, which must come through to their folders.
  fs.chmodSync(folder, 0o755);
  for (const name of ['queue', 'data', 'mail', 'sasl']) fs.mkdirSync(inside(name), { mode: 0o755 });
  chown('postfix', inside('data'));
  chown('nobody', inside('mail'));
  fs.writeFileSync(inside('main.cf'), mainCf(folder, options));
  fs.writeFileSync(inside('master.cf'), masterCf(port));
  fs.writeFileSync(inside('cert.pem'), options.certificate.cert);
  fs.writeFileSync(inside('key.pem'), options.certificate.key, { mode: 0o600 });
  fs.writeFileSync(
    inside('sasl', 'smtpd.conf'),
    `pwcheck_method: auxprop\nauxprop_plugin: sasldb\nsasldb_path: ${inside('sasldb2')}\nmech_list: PLAIN LOGIN CRAM-MD5\n`,
  );
  const addUser = ['-p', '-c', '-f', inside('sasldb2'), '-u', 'postfix.example', options.user];
  execFileSync('/usr/sbin/saslpasswd2', addUser, { input: options.password });
  chown('postfix', inside('sasldb2'));
  execFileSync('/usr/sbin/postfix', ['-c', folder, 'start'], { stdio: 'pipe' });
  const log = (): string => read(inside('maillog'));
  const program = (name: string, ...words: string[]): void => {
    execFileSync(`/usr/sbin/${name}`, ['-c', folder, ...words], { stdio: 'pipe' });
  };
  return {
    port,
    log,
    mails: (count) => waitForMails(inside('mail', 'inbox', 'new'), count, log),
    run: (command) => program('postfix', command),
    set(setting) {
      program('postfix', 'stop');
      program('postconf', '-e', setting);
      program('postfix', 'start');
    },
  };
}

const mainCf = (folder: string, { sizeLimitBytes = 50 << 20 }: PostfixOptions): string => `
compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = postfix.example
mydestination =
mynetworks =
maillog_file = ${folder}/maillog
maillog_file_prefixes = ${folder}
message_size_limit = ${sizeLimitBytes}
virtual_mailbox_limit = 0
smtpd_peername_lookup = no
smtpd_tls_security_level = encrypt
smtpd_tls_cert_file = ${folder}/cert.pem
smtpd_tls_key_file = ${folder}/key.pem
smtpd_tls_loglevel = 1
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = cyrus
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = postfix.example
cyrus_sasl_config_path = ${folder}/sasl
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = check_recipient_access inline:{gone@example.org=REJECT}, permit_sasl_authenticated, reject
virtual_mailbox_domains = example.org, xn--bcher-kva.example
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:inbox/
virtual_uid_maps = static:${idOf('nobody').uid}
virtual_gid_maps = static:${idOf('nobody').gid}
virtual_minimum_uid = 1
`;

const masterCf = (port: number): string => `
127.0.0.1:${port} inet n - n - - smtpd
cleanup   unix  n - n - 0 cleanup
qmgr      unix  n - n 300 1 qmgr
tlsmgr    unix  - - n 1000? 1 tlsmgr
rewrite   unix  - - n - - trivial-rewrite
bounce    unix  - - n - 0 bounce
defer     unix  - - n - 0 bounce
trace     unix  - - n - 0 bounce
proxymap  unix  - - n - - proxymap
error     unix  - - n - - error
retry     unix  - - n - - error
discard   unix  - - n - - discard
virtual   unix  - n n - - virtual
anvil     unix  - - n - 1 anvil
postlog   unix-dgram n - n - 1 postlogd
`;

function idOf(user: string): { uid: number; gid: number } {
  const line = read('/etc/passwd')
    .split('\n')
    .find((entry) => entry.startsWith(`${user}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

function chown(user: string, file: string): void {
  const { uid, gid } = idOf(user);
  fs.chownSync(file, uid, gid);
}

const read = (file: string): string => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');

async function waitForMails(folder: string, count: number, log: () => string): Promise<string[]> {
  const end = Date.now() + 20_000;
  for (;;) {
    const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
    if (names.length >= count)
      return names
        .map((name) => path.join(folder, name))
        .sort((a, b) => fs.statSync(a).mtimeMs - fs.statSync(b).mtimeMs)
        .map((file) => fs.readFileSync(file, 'latin1'));
    if (Date.now() > end) throw new Error(`${names.length} of ${count} mails; log:\n${log()}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
