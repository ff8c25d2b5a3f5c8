/** The relay without a desktop, under plain Node: `npm start`, a service, a test. */
import { certificateAhead } from './certificate-ahead.ts';

const words = process.argv.slice(2);
const ahead = certificateAhead(words, import.meta.dirname);
const { plainHost } = await import('./plain-host.ts');
const { serveRelay } = await import('./serve-relay.ts');
await serveRelay(words, plainHost(import.meta.dirname, ahead));
