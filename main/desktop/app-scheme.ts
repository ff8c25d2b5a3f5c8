/**
 * The page comes from `app://mailroom/`, never from `file:`: so it has an origin of its own, a strict
 * policy, and sees nothing but the built renderer.
 */
import fs from 'node:fs';
import path from 'node:path';
import type { Session } from 'electron';
import { parseUrl } from './parse-url.ts';

/** No inline script or style, nothing from the network, no frames, no forms. */
export const contentPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};

/** Serves `folder` and nothing else. */
export function serveApp(session: Session, folder: string): void {
  session.protocol.handle('app', async ({ method, url }) => {
    const file = method === 'GET' || method === 'HEAD' ? fileOf(url, folder) : null;
    if (file === null) return answer(404, 'text/plain', 'Not found');
    try {
      const body = await fs.promises.readFile(file);
      return answer(200, types[path.extname(file)] ?? 'text/plain', new Uint8Array(body));
    } catch {
      // Missing or a folder: the page learns no more than that.
      return answer(404, 'text/plain', 'Not found');
    }
  });
}

/** The file of an address, or null when it lies outside of the folder or is no kind that we serve. Pure. */
export function fileOf(url: string, folder: string): string | null {
  const parsed = parseUrl(url);
  if (parsed?.protocol !== 'app:' || parsed.host !== 'mailroom') return null;
  let name: string;
  try {
    name = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  const file = path.resolve(folder, `.${name === '/' ? '/index.html' : name}`);
  const isInside = file.startsWith(path.resolve(folder) + path.sep);
  return isInside && !name.includes('\0') && path.extname(file) in types ? file : null;
}

const answer = (status: number, type: string, body: string | Uint8Array<ArrayBuffer>): Response =>
  new Response(body, {
    status,
    headers: {
      'content-type': type,
      'content-security-policy': contentPolicy,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
  });
