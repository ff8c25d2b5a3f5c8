import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Conversation } from '../helpers/conversation.ts';
import { needsProgram } from '../helpers/programs.ts';
import { RunningRelay, trustsThisPc, until } from '../helpers/running-relay.ts';

const messages = 20;

interface Call {
  readonly at: number;
  readonly name: string;
  readonly line: string;
}

/**
 * kill -9 leaves the page cache alive, so it cannot show what a power cut would do. The trace of system
 * calls can: between the end of a message and its 250 there must be a flush of the spool, and where the
 * file's name is new, of the folder.
 */
test(
  'message and envelope are flushed before each 250, and the folder before the first',
  { skip: needsProgram('strace') },
  async (t) => {
    const trace = path.join(fs.mkdtempSync('/tmp/mailroom-trace-'), 'trace');
    t.after(() => fs.rmSync(path.dirname(trace), { recursive: true, force: true }));
    const relay = await RunningRelay.start(t, {
      settings: [trustsThisPc],
      wrapper: [
        'strace',
        '-D',
        '-f',
        '-ttt',
        '-y',
        '-qq',
        '-s',
        '60',
        '-o',
        trace,
        '-e',
        'trace=write,writev,sendto,sendmsg,pwritev,pwrite64,fsync,fdatasync,openat,mkdir',
      ],
    });
    await relay.ask(['queue', 'pause']);
    const c = await Conversation.open(t, relay.ports.relay);
    await c.hearsReply('220');
    await c.says('EHLO test');
    await c.hearsReply('250');
    for (let i = 0; i < messages; i += 1) await sendOne(c, i === messages - 1 ? 600_000 : 1_000);
    await relay.stop();
    await until('the trace is whole', () => fs.existsSync(trace));
    const calls = parse(fs.readFileSync(trace, 'latin1'));
    const replies = calls.filter(
      ({ line }) => /"354 /.test(line) || /"250 2\.0\.0 Ok: queued/.test(line),
    );
    assert.equal(replies.length, 2 * messages);
    for (let i = 0; i < replies.length; i += 2) {
      const [asked, answered] = [replies[i], replies[i + 1]];
      assert.ok(asked && answered);
      const between = calls.filter(({ at }) => at > asked.at && at < answered.at);
      assert.ok(
        between.some(({ name, line }) => name.endsWith('sync') && /spool\/log-/.test(line)),
        `message ${i / 2 + 1}: no flush before its 250`,
      );
    }
    const isFolderFlush = ({ name, line }: Call): boolean =>
      name === 'fsync' && /spool>/.test(line);
    assert.ok(
      calls.some((call) => isFolderFlush(call) && call.at < (replies[1]?.at ?? 0)),
      'the folder is flushed before the first 250',
    );
    const last = replies.at(-1)?.at ?? 0;
    const large = calls.filter(({ at }) => at < last && at > (replies.at(-2)?.at ?? 0));
    assert.ok(
      large.some(({ name, line }) => name.endsWith('sync') && /body-/.test(line)),
      'a large body has its own flush',
    );
    assert.ok(large.some(isFolderFlush), 'and its name too');
  },
);

async function sendOne(c: Conversation, octets: number): Promise<void> {
  await c.says('MAIL FROM:<a@b.test>');
  await c.hearsReply('250');
  await c.says('RCPT TO:<c@d.test>');
  await c.hearsReply('250');
  await c.says('DATA');
  await c.hearsReply('354');
  await c.sends(
    `From: <a@b.test>\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(Math.ceil(octets / 72))}.\r\n`,
  );
  await c.hearsReply('250 2.0.0');
}

/** Finished calls with the time at which they ended, in order. */
function parse(text: string): Call[] {
  const calls: Call[] = [];
  const begun = new Map<string, string>();
  for (const line of text.split('\n')) {
    const match = /^(\d+)\s+([\d.]+) (?:<\.\.\. )?(\w+)/.exec(line);
    if (!match) continue;
    const [, pid = '', at = '', name = ''] = match;
    const isFailed = / = -1 /.test(line);
    if (line.includes('<unfinished')) {
      begun.set(`${pid} ${name}`, line);
      // A reply counts from when its write began: the flush must lie before that.
      if (/"(354|250) /.test(line)) calls.push({ at: Number(at), name, line });
      continue;
    }
    const whole = line.includes('resumed>') ? `${begun.get(`${pid} ${name}`) ?? ''} ${line}` : line;
    const wasReply = line.includes('resumed>') && /"(354|250) /.test(whole);
    if (!isFailed && !wasReply) calls.push({ at: Number(at), name, line: whole });
  }
  return calls;
}
