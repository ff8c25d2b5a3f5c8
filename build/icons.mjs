// Draws all icons from the two SVG sources in build/icons. Run it after a change of theirs, look at the
// result, commit both: `node build/node24.mjs build/icons.mjs`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { Resvg } from '@resvg/resvg-js';
import pngToIco from 'png-to-ico';

const folder = 'build/icons';
const tray = `${folder}/tray`;

const draw = (svg, size) =>
  new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();

/**
 * `light` and `dark` name the taskbar that the icon stands on; `any` stands out on both, at least 3 to 1. A template
 * has black and alpha only.
 */
const palettes = {
  light: {
    LINE: '#30363d',
    RUNNING: '#1a7f37',
    ATTENTION: '#b35900',
    ERROR: '#c0182a',
    PAUSED: '#0a5fb4',
    STARTING: '#57606a',
    INNER: '#ffffff',
  },
  dark: {
    LINE: '#f0f3f6',
    RUNNING: '#5bd778',
    ATTENTION: '#ffb224',
    ERROR: '#ff7b85',
    PAUSED: '#7cc0ff',
    STARTING: '#c9d1d9',
    INNER: '#14181d',
  },
  any: {
    LINE: '#828a94',
    RUNNING: '#2a9d4a',
    ATTENTION: '#d9730d',
    ERROR: '#e5484d',
    PAUSED: '#3b82f6',
    STARTING: '#828a94',
    INNER: '#ffffff',
  },
};

const source = readFileSync(`${folder}/tray.svg`, 'utf8');
const envelope = /<g id="envelope">([\s\S]*?)<\/g>/.exec(source)[1];
const states = [...source.matchAll(/<g id="(?!envelope)(\w+)">([\s\S]*?)<\/g>/g)];

/** The envelope with a hole, in which the badge stands free. */
function compose(badge, colours) {
  const shapes = badge.trim().split('\n');
  const holes = shapes
    .filter((shape) => shape.includes('class="hole"'))
    .map((shape) => shape.replace('class="hole"', 'fill="black" stroke="black"'));
  const marks = shapes.filter((shape) => !shape.includes('class="hole"'));
  const isTemplate = colours === null;
  // In a template the inner sign is cut out: there is no second colour to draw it in.
  const inner = isTemplate ? marks.filter((shape) => shape.includes('INNER')) : [];
  const outer = isTemplate ? marks.filter((shape) => !shape.includes('INNER')) : marks;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><defs>
    <mask id="free"><rect width="16" height="16" fill="white"/>${holes.join('')}</mask>
    <mask id="cut"><rect width="16" height="16" fill="white"/>${inner.join('')}</mask></defs>
    <g mask="url(#free)">${envelope}</g><g mask="url(#cut)">${outer.join('')}</g></svg>`;
  const colour = (name) => (isTemplate ? '#000000' : colours[name]);
  return svg.replace(/\b(LINE|RUNNING|ATTENTION|ERROR|PAUSED|STARTING|INNER)\b/g, colour);
}

mkdirSync(tray, { recursive: true });
for (const [, state, badge] of states) {
  // Panels of Linux: 24 px and its double.
  const onAny = compose(badge, palettes.any);
  writeFileSync(`${tray}/${state}.png`, draw(onAny, 24));
  writeFileSync(`${tray}/${state}@2x.png`, draw(onAny, 48));
  // All sizes of a taskbar of Windows.
  for (const name of ['light', 'dark']) {
    const svg = compose(badge, palettes[name]);
    const sizes = [16, 20, 24, 32, 40, 48].map((size) => draw(svg, size));
    writeFileSync(`${tray}/${state}-${name}.ico`, await pngToIco(sizes));
  }
  const template = compose(badge, null);
  writeFileSync(`${tray}/${state}Template.png`, draw(template, 16));
  writeFileSync(`${tray}/${state}Template@2x.png`, draw(template, 32));
}

const icon = readFileSync(`${folder}/icon.svg`, 'utf8');
writeFileSync(`${folder}/icon.png`, draw(icon, 512));
writeFileSync(`${folder}/icon@2x.png`, draw(icon, 1024));
writeFileSync(
  `${folder}/icon.ico`,
  await pngToIco([16, 24, 32, 48, 64, 128, 256].map((size) => draw(icon, size))),
);
writeFileSync(`${folder}/icon.icns`, icns(icon));
// Menus of Linux take the size that they show.
mkdirSync(`${folder}/linux`, { recursive: true });
for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
  writeFileSync(`${folder}/linux/${size}x${size}.png`, draw(icon, size));

/** Apple's container: type, length, PNG; one entry a size. */
function icns(svg) {
  const types = {
    ic11: 32,
    ic12: 64,
    ic07: 128,
    ic13: 256,
    ic08: 256,
    ic14: 512,
    ic09: 512,
    ic10: 1024,
  };
  const entries = Object.entries(types).map(([type, size]) => {
    const png = draw(svg, size);
    const head = Buffer.alloc(8, type, 'latin1');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const body = Buffer.concat(entries);
  const head = Buffer.alloc(8, 'icns', 'latin1');
  head.writeUInt32BE(body.length + 8, 4);
  return Buffer.concat([head, body]);
}
