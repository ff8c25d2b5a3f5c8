/** The colours of the plot as the theme in force gives them, with a pattern of its own for each part. */
import type { StackPart } from './hours-data.ts';

export interface Inks {
  readonly text: string;
  readonly line: string;
  readonly font: string;
  readonly parts: Readonly<Record<StackPart, string | CanvasPattern>>;
}

/** `probe` is an element of the page with one child for each ink, coloured by the style. */
export function inksOf(probe: HTMLElement): Inks {
  const colour = (name: string): string => {
    const element = probe.querySelector(`[data-ink="${name}"]`);
    return element ? getComputedStyle(element).color : 'currentColor';
  };
  const ground = colour('ground');
  const { fontFamily } = getComputedStyle(probe);
  return {
    text: colour('text'),
    line: colour('line'),
    font: `12px ${fontFamily}`,
    parts: {
      sent: solid(colour('sent'), ground),
      bounced: hatched(colour('bounced'), ground),
      refused: dotted(colour('refused'), ground),
    },
  };
}

const tilePx = 8;

function tile(
  ground: string,
  draw: (pen: CanvasRenderingContext2D) => void,
): string | CanvasPattern {
  const canvas = document.createElement('canvas');
  canvas.width = tilePx;
  canvas.height = tilePx;
  const pen = canvas.getContext('2d');
  if (pen === null) return ground;
  // Opaque: the bar behind must not show through.
  pen.fillStyle = ground;
  pen.fillRect(0, 0, tilePx, tilePx);
  draw(pen);
  return pen.createPattern(canvas, 'repeat') ?? ground;
}

/** Colours of a high contrast theme can be translucent: the ground makes them opaque. */
const solid = (colour: string, ground: string): string | CanvasPattern =>
  tile(ground, (pen) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, tilePx, tilePx);
  });

const hatched = (colour: string, ground: string): string | CanvasPattern =>
  tile(ground, (pen) => {
    pen.strokeStyle = colour;
    pen.lineWidth = 3;
    for (const shift of [-tilePx, 0, tilePx]) {
      pen.beginPath();
      pen.moveTo(shift, tilePx);
      pen.lineTo(shift + tilePx, 0);
      pen.stroke();
    }
  });

const dotted = (colour: string, ground: string): string | CanvasPattern =>
  tile(ground, (pen) => {
    pen.fillStyle = colour;
    for (const [x, y] of [
      [2, 2],
      [6, 6],
    ] as const) {
      pen.beginPath();
      pen.arc(x, y, 1.7, 0, 2 * Math.PI);
      pen.fill();
    }
  });
