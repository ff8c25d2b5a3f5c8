import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { certificateAhead } from '../main/certificate-ahead.ts';
import { tempFolder } from './helpers/temp-folder.ts';

test('the program for certificates is started ahead only for a data folder that has none', (t) => {
  const folder = tempFolder(t);
  const isStarted = (...words: string[]): boolean => {
    const program = certificateAhead(words, folder);
    program?.kill();
    return program !== null;
  };
  assert.equal(isStarted('--quiet', '--data', folder, '--set', 'a=b'), true);
  assert.equal(isStarted(`--data=${folder}`), true);
  fs.mkdirSync(path.join(folder, 'tls'));
  assert.equal(isStarted('--quiet', '--data', folder, '--set', 'a=b'), false);
  assert.equal(isStarted(`--data=${folder}`), false);
});
