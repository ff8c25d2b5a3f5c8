/** The `mailroom` command under plain Node. The packaged app runs the same words: desktop/terminal.ts. */
import { runCli } from './cli/run.ts';

const words = process.argv.slice(2);
if (words[0] === 'serve') {
  const { plainHost } = await import('./plain-host.ts');
  const { serveRelay } = await import('./serve-relay.ts');
  await serveRelay(words.slice(1), plainHost(import.meta.dirname));
} else {
  process.exitCode = await runCli(words);
}
