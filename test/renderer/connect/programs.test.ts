import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numbered, numbersOf } from '../../../renderer/connect/model/numbered.ts';
import type { Edition, Filling, Program } from '../../../renderer/connect/model/program.ts';
import type { StepWidget, Widget } from '../../../renderer/connect/model/screen.ts';
import { connectPlace, placeWith } from '../../../renderer/connect/place.ts';
import { offerFor, type Way } from '../../../renderer/connect/offer/offer.ts';
import { programs } from '../../../renderer/connect/programs/index.ts';
import { shownSigns } from '../../../renderer/connect/trouble/shown-signs.ts';
import { parseRoute } from '../../../renderer/shell/route.ts';
import { languages } from '../../../renderer/words/languages.ts';
import { office } from './office-stand.ts';

interface Case {
  readonly name: string;
  readonly program: Program;
  readonly edition: Edition;
  readonly way: Way;
}

const cases: readonly Case[] = programs.flatMap((program) =>
  program.editions.flatMap((edition) =>
    edition.ways.map((way) => ({
      ...{ name: `${program.id} ${edition.id} ${way}`, program, edition, way },
    })),
  ),
);

const access = { plaintextSignIn: ['192.168.0.0/16'] };

function filling({ edition, way }: Case): Filling {
  const server = '192.168.1.10';
  const offered = offerFor(
    { ...office, access },
    { abilities: edition.abilities(way), way, server },
  );
  assert.ok(offered.ok);
  const { pop, smtp } = offered;
  return {
    ...{ server, pop, smtp, user: 'joe', way, windowMinutes: 15 },
    ...{ address: 'joe@myclient.com', isAddressKnown: true },
    isOwnAuthority: true,
  };
}

const allWidgets = (widget: Widget): readonly Widget[] => {
  const inside = 'inside' in widget ? widget.inside : [];
  return [widget, ...inside.flatMap(allWidgets)];
};

test('every page has steps, a picture, and the step that proves who is sending', () => {
  for (const one of cases) {
    const screens = numbered(one.edition.screens(filling(one)));
    const count = screens.flatMap(({ steps }) => steps).length;
    assert.ok(count >= 2, `${one.name}: ${count} steps`);
    assert.ok(
      screens.some(({ screen }) => screen.frame !== null),
      `${one.name}: no picture`,
    );
    assert.ok(numbersOf(screens, 'way').length > 0, `${one.name}: nothing about the way`);
    const numbers = screens.flatMap(({ steps }) => steps.map(({ number }) => number));
    assert.deepEqual(
      numbers,
      [...numbers.keys()].map((index) => index + 1),
      one.name,
    );
    const ids = screens.map(({ screen }) => screen.id);
    assert.equal(new Set(ids).size, ids.length, `${one.name}: screens share an id`);
  }
});

test('every mail program is told server, user, password, and the ports in force', () => {
  for (const one of cases.filter(({ program }) => program.isUnfit !== true)) {
    const given = filling(one);
    const screens = numbered(one.edition.screens(given));
    const steps = screens.flatMap(({ steps: all }) => all.map(({ widget }) => widget));
    const typed = steps.flatMap((step) =>
      step.kind === 'text' && step.isSecret !== true ? [step.value] : [],
    );
    for (const value of [given.server, String(given.smtp.port)])
      assert.ok(typed.includes(value), `${one.name}: ${value} is typed nowhere`);
    const says = steps.flatMap((step) => (step.kind === 'say' ? [step.say] : []));
    const hasNoField = says.includes('modernUserName');
    assert.ok(typed.includes(given.user) || hasNoField, `${one.name}: no user name`);
    const secret = steps.some((step) => step.kind === 'text' && step.isSecret === true);
    assert.ok(secret || says.includes('typePasswordThere'), `${one.name}: no password`);
    if (one.edition.abilities(one.way).pop.length > 0)
      assert.ok(typed.includes(String(given.pop.port)), `${one.name}: the POP3 port`);
  }
});

test('in Outlook each way marks its own line of the tab Outgoing Server', () => {
  const [first] = programs;
  for (const [way, wanted] of [
    ['auth', ['My outgoing server (SMTP) requires authentication']],
    [
      'pop',
      [
        'My outgoing server (SMTP) requires authentication',
        'Log on to incoming mail server before sending mail',
      ],
    ],
  ] as const) {
    const one: Case = { name: way, program: first!, edition: first!.editions[0], way };
    const marked = one.edition
      .screens(filling(one))
      .flatMap(({ widgets }) => widgets.flatMap(allWidgets))
      .flatMap((widget) =>
        'isOn' in widget && widget.role === 'way' && widget.isOn ? [widget.label.en] : [],
      );
    assert.deepEqual(marked, wanted);
  }
});

test('programs that can check mail before they send by themselves offer that way, others do not', () => {
  const can = programs
    .filter(({ editions }) => editions.some(({ ways }) => ways.includes('pop')))
    .map(({ id }) => id);
  assert.deepEqual(can, [
    'outlook-classic',
    'claws',
    ...['epson', 'ricoh', 'canon', 'konica', 'kyocera', 'brother', 'xerox', 'sharp', 'other'].map(
      (maker) => `scanner-${maker}`,
    ),
  ]);
});

test('Claws trusts in a mail check for less time than the office allows', () => {
  const claws = cases.find(({ program, way }) => program.id === 'claws' && way === 'pop');
  assert.ok(claws);
  const typed = (windowMinutes: number): string | undefined => {
    const screens = claws.edition.screens({ ...filling(claws), windowMinutes });
    const widgets = screens.flatMap((screen) => screen.widgets.flatMap(allWidgets));
    return widgets.flatMap((widget) =>
      widget.kind === 'text' && widget.note === 'clawsTimeout' ? [widget.value] : [],
    )[0];
  };
  assert.deepEqual([15, 5, 1].map(typed), ['10', '4', '1']);
});

test('a new account in Thunderbird begins with the certificate, unless it is known or nothing is encrypted', () => {
  const added = cases.find(({ edition }) => edition.id === 'thunderbird-new');
  assert.ok(added);
  const given = filling(added);
  const plain = {
    pop: { ...given.pop, tls: 'none' },
    smtp: { ...given.smtp, tls: 'none' },
  } as const;
  const first = (one: Filling): string | undefined => added.edition.screens(one)[0]?.id;
  assert.equal(first(given), 'certificate');
  assert.equal(first({ ...given, isOwnAuthority: false }), 'open');
  assert.equal(first({ ...given, ...plain }), 'open');
  assert.equal(first({ ...given, pop: plain.pop }), 'certificate');
});

test('no device is told to check mail first that cannot', () => {
  for (const { id, editions, signs } of programs) {
    const canPop = editions.some(({ ways }) => ways.includes('pop'));
    assert.ok(canPop || !signs.includes('scanner-waits-too-short'), id);
  }
});

const stepsOf = (one: Case): readonly StepWidget[] =>
  numbered(one.edition.screens(filling(one))).flatMap(({ steps }) =>
    steps.map(({ widget }) => widget),
  );

test('who checks mail before sending is not told to fetch it elsewhere', () => {
  for (const one of cases) {
    const isTold = stepsOf(one).some(({ note }) => note === 'fetchElsewhere');
    assert.ok(one.way === 'auth' || !isTold, one.name);
  }
});

test('Outlook for Mac: the box that lets a port be typed is ticked before', () => {
  const one = cases.find(({ edition }) => edition.id === 'outlook-mac');
  assert.ok(one);
  const labels = stepsOf(one).flatMap((step) => ('label' in step ? [step.label.en] : []));
  const ports = labels.flatMap((label, index) => (label === 'Port' ? [labels[index - 1]] : []));
  assert.deepEqual(ports, ['Override default port', 'Override default port']);
});

test('what can go wrong is told for the way that was chosen, in this office', () => {
  const signs = programs.find(({ id }) => id === 'scanner-epson')?.signs ?? [];
  const left = (way: Way, mayCheckFirst = true): readonly string[] => {
    const shown = shownSigns(signs, way, mayCheckFirst);
    return signs.filter((id) => !shown.includes(id));
  };
  assert.deepEqual(left('auth'), ['scanner-waits-too-short']);
  assert.deepEqual(left('pop'), ['scanner-tls'], 'nothing is encrypted there');
  assert.deepEqual(left('auth', false), ['scanner-waits-too-short']);
  const outlook = programs.find(({ id }) => id === 'outlook-classic')?.signs ?? [];
  assert.equal(shownSigns(outlook, 'auth', false).includes('first-try-fails'), false);
});

test('every program, version, note and message has its words in every language', () => {
  for (const [language, words] of Object.entries(languages)) {
    const { connect } = words;
    const isThere = (text: string | undefined, what: string): void =>
      assert.ok(text !== undefined && text !== '', `${language}: ${what}`);
    for (const one of cases) {
      isThere(connect.programs.names[one.program.id], one.program.id);
      isThere(connect.programs.editions[one.edition.id], one.edition.id);
      for (const id of one.program.signs) isThere(connect.trouble.signs[id].fix, id);
    }
  }
});

test('the place of a page survives the address of the window', () => {
  const place = connectPlace(
    parseRoute('#/connect/outlook-classic/outlook-2007?user=joe&way=pop&server=10.0.0.1'),
  );
  assert.deepEqual(place, {
    ...{ program: 'outlook-classic', edition: 'outlook-2007', user: 'joe' },
    ...{ way: 'pop', isPlain: false, server: '10.0.0.1' },
  });
  assert.equal(
    placeWith(place, { edition: null, way: 'auth', isPlain: true }),
    'connect/outlook-classic?user=joe&encryption=none&server=10.0.0.1',
  );
  assert.equal(placeWith(place, { program: null }), 'connect?user=joe&way=pop&server=10.0.0.1');
  assert.equal(connectPlace(parseRoute('#/connect')).program, null);
});
