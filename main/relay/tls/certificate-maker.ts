/**
 * Who makes certificates: this program, or one of its own. The libraries for it take 14 MB that a program
 * never gives back, and are needed once a year; and the start goes on meanwhile.
 */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { CertificateRequest, MadeCertificates } from './make-certificates.ts';

/** Makes certificates; rejects when it cannot. */
export type CertificateMaker = (request: CertificateRequest) => Promise<MadeCertificates>;

/** Then it is stopped, and the work done here. */
const longestMs = 20_000;

/** Loads the libraries when the first certificate must be made, and keeps them. */
export const makeHere: CertificateMaker = async (request) => {
  const { makeCertificates } = await import('./make-certificates.ts');
  return makeCertificates(request);
};

/** The program that makes them, waiting for its request. */
export type CertificateProgram = ChildProcessByStdio<Writable, Readable, null>;

/** For plain Node; the packaged app is none. `file` is certificate-program's. Keys pass through pipes only. */
export function startCertificateProgram(file: string): CertificateProgram {
  const program = spawn(process.execPath, [file], {
    stdio: ['pipe', 'pipe', 'ignore'],
    windowsHide: true,
    timeout: longestMs,
  });
  // What fails leaves no answer, and that is seen by who waits for it.
  for (const part of [program, program.stdin]) part.on('error', () => undefined);
  return program;
}

/**
 * By a program of its own: the one that was started `ahead`, where there is one, takes the first request. Where it
 * does not run, the work is done here.
 */
export const makeApart = (
  file: string,
  ahead: CertificateProgram | null = null,
): CertificateMaker => {
  let waiting = ahead;
  return async (request) => {
    const program = waiting ?? startCertificateProgram(file);
    waiting = null;
    program.stdin.end(JSON.stringify(request));
    try {
      return JSON.parse(await text(program.stdout)) as MadeCertificates;
    } catch {
      return makeHere(request);
    }
  };
};
