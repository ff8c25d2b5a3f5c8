// The licence of every package of which the bundles may hold a part. That is what package-lock.json calls
// neither development nor optional. As a text beside the program, and as data for the page About.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const line = '-'.repeat(78);

/** Writes out/THIRD-PARTY-LICENSES.txt. */
export function writeLicences() {
  const texts = shippedPackages().map(({ name, version, licence, text }) =>
    [line, `${name} ${version}: ${licence || 'see below'}`, line, text, ''].join('\n\n'),
  );
  const head = 'Mailroom contains parts of these packages, each under its own licence.\n';
  writeFileSync('out/THIRD-PARTY-LICENSES.txt', [head, ...texts].join('\n'));
}

/** Writes out/renderer/licences.json; the renderer must be built before, since that empties the folder. */
export function writeLicencesForPage() {
  mkdirSync('out/renderer', { recursive: true });
  writeFileSync('out/renderer/licences.json', JSON.stringify(shippedPackages()));
}

/** `{ name, version, licence, text }`, by name; `licence` is the SPDX expression, `text` its words. */
export function shippedPackages() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  return Object.entries(packages)
    .filter(([folder, { dev, optional, peer }]) => folder !== '' && !dev && !optional && !peer)
    .map(([folder, { version }]) => packageIn(folder, version))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function packageIn(folder, version) {
  if (!existsSync(folder)) throw new Error(`${folder} is not installed: run "npm ci" first.`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const { license, licenses } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  // Old packages have a list of objects.
  const licence = [license ?? licenses ?? []].flat().map((one) => one.type ?? one);
  return { name, version, licence: licence.join(', '), text: texts.join('\n\n') };
}
