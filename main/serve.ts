/** The relay without a desktop, under plain Node: `npm start`, a service, a test. */
import { plainHost } from './plain-host.ts';
import { serveRelay } from './serve-relay.ts';

await serveRelay(process.argv.slice(2), plainHost(import.meta.dirname));
