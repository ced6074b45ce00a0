import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import type { ListedEntry, Look } from './galleryPage';
import { countFaults, takePicture } from './pictures';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** The rules of axe about colours. All other rules of axe check the elements and their sizes. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** For each width, the elements of a page without texts and colours. */
export type Outlines = Map<Look['width'], string>;

/**
 * Checks that an entry is accessible and that its page does not scroll sideways.
 *
 * @param outlines - the outlines for which all rules have already been checked. A page with the same outline in the other theme is checked for its colours only.
 */
export async function checkEntry(
  page: Page,
  entry: ListedEntry,
  look: Look,
  outlines: Outlines = new Map(),
): Promise<void> {
  const faultsBefore = countFaults();
  const { id } = entry;
  const { overflow, lines, outline } = await page.evaluate(measure);
  expect.soft(overflow, `${id} scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(lines, `lines of tabs of ${id}`).toBeLessThanOrEqual(1);
  const isKnown = outlines.get(look.width) === outline;
  outlines.set(look.width, outline);
  expect
    .soft(await findViolations(page, isKnown), `accessibility of ${id}`)
    .toEqual([]);
  await takePicture(page, entry, look, countFaults() > faultsBefore);
}

/** Checks that a page does not scroll sideways, and that its tabs are on one line. */
export async function checkOverflow(
  page: Page,
  { id }: ListedEntry,
): Promise<void> {
  const { overflow, lines } = await page.evaluate(measure);
  expect.soft(overflow, `${id} scrolls sideways`).toBeLessThanOrEqual(0);
  expect.soft(lines, `lines of tabs of ${id}`).toBeLessThanOrEqual(1);
}

/** The serious and critical violations of all rules, or with `onlyColours` of the rules about colours. */
async function findViolations(page: Page, onlyColours: boolean) {
  const builder = new AxeBuilder({ page })
    // axe normally opens a new page to combine the results of frames. The gallery has no frames, so the legacy mode is enough.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    // Backstage draws the header. Its tabs refer to panels that do not exist, since each tab is a page.
    .exclude('.bui-PluginHeader')
    // While a button is pending, React Aria announces it through this element, which refers to the button's progress bar by its id for some seconds after
    // the bar is gone. axe reports that reference.
    .exclude('[data-live-announcer]');
  const { violations } = await (
    onlyColours ? builder.withRules(COLOUR_RULES) : builder.withTags(TAGS)
  ).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id: rule, nodes }) =>
      nodes.map(({ html, failureSummary }) => ({ rule, html, failureSummary })),
    );
}

/** Runs in the page and returns how far the page scrolls sideways, how many lines the tabs of its header take, and the outline of its elements. */
function measure() {
  const { scrollWidth, clientWidth } = document.documentElement;
  const tabs = document.querySelectorAll('.bui-PluginHeader [role="tab"]');
  const lines = new Set(
    [...tabs].map(tab => Math.round(tab.getBoundingClientRect().top)),
  ).size;
  const outline = [...document.body.querySelectorAll('*')]
    .map(element => {
      const hasText = [...element.childNodes].some(
        ({ nodeType, textContent }) =>
          nodeType === Node.TEXT_NODE && textContent?.trim(),
      );
      const { width, height } = element.getBoundingClientRect();
      return [
        element.tagName,
        element.getAttribute('role'),
        element.getAttributeNames().sort().join(),
        hasText,
        `${Math.round(width)}x${Math.round(height)}`,
      ].join(' ');
    })
    .join('\n');
  return { overflow: scrollWidth - clientWidth, lines, outline };
}
