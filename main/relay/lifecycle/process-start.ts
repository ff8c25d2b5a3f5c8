/**
 * When a process started, so that a process id given out anew is not taken for its former owner. Exact
 * on Linux; elsewhere the system is asked, and where it does not answer, the process counts as the same.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const askTimeoutMs = 3_000;
/** Own start is reckoned from the uptime, the system's figure is to the second. */
const toleranceMs = 10_000;

/** A text that differs between two processes of one id: `boot:ticks` on Linux, else epoch ms. */
export function startOf(pid: number): string {
  const linux = linuxStart(pid);
  if (linux !== '') return linux;
  if (pid === process.pid) return String(Math.round(Date.now() - process.uptime() * 1000));
  const at = askSystem(pid);
  return at === null ? '' : String(at);
}

/** Whether the living process `pid` can be the one that said `startedAt`; unknown counts as yes. */
export function isSameProcess(pid: number, startedAt: string): boolean {
  if (startedAt === '') return true;
  const now = startOf(pid);
  if (now === '' || now === startedAt) return true;
  if (now.includes(':') || startedAt.includes(':')) return false;
  return Math.abs(Number(now) - Number(startedAt)) <= toleranceMs;
}

/**
 * Whether only the name of a process is left (Linux): it was ended, and who started it has not taken note. Where a
 * thread of it is still in a call to the system, it may be writing, and has not ended.
 */
export function hasEnded(pid: number): boolean {
  try {
    const [state, ...others] = fieldsOf(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return state === 'Z' && Number(others[16]) <= 1;
  } catch {
    // No /proc, or nothing at all is left: that is for others to say.
    return false;
  }
}

/** From field 3 on: the second one is the program's name in brackets, which may hold spaces and brackets itself. */
const fieldsOf = (stat: string): readonly string[] =>
  stat.slice(stat.lastIndexOf(')') + 2).split(' ');

/** Field 22 of /proc/PID/stat, ticks since boot, which two boots can share: hence the boot's id. */
export function parseLinuxStat(stat: string, bootId: string): string {
  const ticks = fieldsOf(stat)[19];
  return ticks === undefined || !/^\d+$/.test(ticks) ? '' : `${bootId.trim()}:${ticks}`;
}

function linuxStart(pid: number): string {
  try {
    const bootId = fs.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
    return parseLinuxStat(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'), bootId);
  } catch {
    // No /proc (Windows, macOS), or the process is gone.
    return '';
  }
}

/** Epoch ms, or null where the system does not say. Takes up to a second on Windows. */
function askSystem(pid: number): number | null {
  const [program, args] =
    process.platform === 'win32'
      ? ['powershell.exe', ['-NoProfile', '-Command', windowsQuestion(pid)]]
      : ['ps', ['-o', 'lstart=', '-p', String(pid)]];
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: askTimeoutMs,
    windowsHide: true,
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
  });
  return status === 0 ? parseStartTime(stdout) : null;
}

const windowsQuestion = (pid: number): string =>
  `(Get-Process -Id ${pid}).StartTime.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ')`;

/** `ps -o lstart=` with TZ=UTC (`Mon Nov 23 09:00:00 2026`) or ISO; epoch ms, null for anything else. */
export function parseStartTime(text: string): number | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const at = Date.parse(trimmed.endsWith('Z') ? trimmed : `${trimmed} UTC`);
  return Number.isNaN(at) ? null : at;
}
