import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The stylesheet of the installed @backstage/ui. */
const css = readFileSync(
  join(
    dirname(require.resolve('@backstage/ui/package.json')),
    'dist/css/styles.css',
  ),
  'utf8',
);

const themes = { light: readTheme(':root,'), dark: readTheme('') };

describe.each(['light', 'dark'] as const)('in the %s theme', theme => {
  it.each([
    ['positive-fg-subdued', 'positive-bg-subdued'],
    ['announcement-fg-subdued', 'announcement-bg-subdued'],
    ['warning-fg-subdued', 'warning-bg-subdued'],
    ['negative-fg-subdued', 'negative-bg-subdued'],
    ['fg-primary', 'bg-neutral-2'],
    // The icon of a refusal, on the page and on a card.
    ['warning-fg-subdued', 'bg-neutral-1'],
  ])('the text colour %s has enough contrast on %s', (text, background) => {
    expect(
      contrast(read(theme, text), read(theme, background)),
    ).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['bg-neutral-1', 'bg-neutral-2', 'bg-neutral-3'])(
    'secondary text in SkeRoot has enough contrast on %s',
    background => {
      const secondary = mix(
        read(theme, 'fg-primary'),
        read(theme, 'bg-neutral-1'),
        readSecondaryShare(),
      );
      expect(
        contrast(secondary, read(theme, background)),
      ).toBeGreaterThanOrEqual(4.5);
    },
  );
});

type Colour = [number, number, number];

/** The share of the primary colour in the secondary text of SkeRoot.module.css. */
function readSecondaryShare(): number {
  const own = readFileSync(join(__dirname, 'SkeRoot.module.css'), 'utf8');
  return Number(/--bui-fg-primary\) (\d+)%/.exec(own)?.[1]) / 100;
}

function readTheme(before: string): Map<string, string> {
  const selector = before
    ? /:root,\s*\[data-theme-mode='light'\]\s*\{([^}]*)\}/
    : /\n\s*\[data-theme-mode='dark'\]\s*\{([^}]*)\}/;
  const block = selector.exec(css)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--bui-([\w-]+):\s*([^;]+);/g)].map(
      ([, name, value]) => [name, value],
    ),
  );
}

function read(theme: keyof typeof themes, name: string): Colour {
  const value = themes[theme].get(name) ?? themes.light.get(name);
  const reference = /^var\(--bui-([\w-]+)\)$/.exec(value ?? '')?.[1];
  if (reference) {
    return read(theme, reference);
  }
  const hex = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(value ?? '');
  if (!hex) {
    throw new Error(`--bui-${name} is ${value}`);
  }
  return hex.slice(1).map(part => parseInt(part, 16)) as Colour;
}

function mix(one: Colour, other: Colour, share: number): Colour {
  return one.map(
    (part, at) => part * share + other[at] * (1 - share),
  ) as Colour;
}

/** WCAG 2.2, relative luminance and contrast ratio. */
function contrast(one: Colour, other: Colour): number {
  const [light, dark] = [luminance(one), luminance(other)].sort(
    (a, b) => b - a,
  );
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map(part => {
    const value = part / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
