// Writes out/THIRD-PARTY-LICENSES.txt: the licence of every package of which the bundles may hold a part. That
// is what package-lock.json calls neither development nor optional.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const line = '-'.repeat(78);

export function writeLicences() {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const shipped = Object.entries(packages).filter(
    ([folder, { dev, optional, peer }]) => folder !== '' && !dev && !optional && !peer,
  );
  const texts = shipped.map(([folder, { version }]) => licenceOf(folder, version));
  const head = 'Mailroom contains parts of these packages, each under its own licence.\n';
  writeFileSync('out/THIRD-PARTY-LICENSES.txt', [head, ...texts].join('\n'));
}

function licenceOf(folder, version) {
  if (!existsSync(folder)) throw new Error(`${folder} is not installed: run "npm ci" first.`);
  const files = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file));
  const { license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  const name = folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return [line, `${name} ${version}: ${license ?? 'see below'}`, line, ...texts, ''].join('\n\n');
}
