import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unheard } from '../main/overrides.ts';

test('who gives --set to a start that runs no relay of its own is told that it changes nothing', () => {
  assert.equal(unheard([], '/data'), null);
  assert.match(
    unheard(['listeners.relay.port=25'], '/data') ?? '',
    /^--set changes nothing: Mailroom runs already for \/data\. Stop it first/,
  );
});
