// Builds the window's page into out/renderer. Vite alone: its compiler knows TSX, so no plugin is needed.
import { build } from 'vite';
import { writeLicencesForPage } from './licences.mjs';

export async function buildRenderer() {
  await build({
    configFile: false,
    root: 'renderer',
    // Relative: the page is served from app://mailroom/.
    base: './',
    logLevel: 'warn',
    oxc: { jsx: { runtime: 'automatic' } },
    build: {
      outDir: '../out/renderer',
      emptyOutDir: true,
      target: 'chrome130',
      // A data: font or script would need a hole in the content security policy.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      chunkSizeWarningLimit: 2_000,
    },
  });
  writeLicencesForPage();
}

if (process.argv[1]?.endsWith('renderer.mjs')) await buildRenderer();
