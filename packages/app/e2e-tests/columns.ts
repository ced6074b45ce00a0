import { expect, type Page } from '@playwright/test';

/** Checks that every table of the page has room for the headings of its columns. */
export async function expectReadableColumns(page: Page): Promise<void> {
  const cut = await page.getByRole('columnheader').evaluateAll(headers =>
    headers
      .flatMap(header => [header, ...header.querySelectorAll('*')])
      // An inline element has no width of its own. A fraction of a pixel is rounded up.
      .filter(
        ({ clientWidth, scrollWidth }) =>
          clientWidth > 1 && scrollWidth > clientWidth + 1,
      )
      .map(({ textContent }) => textContent),
  );
  expect(cut, 'headings of columns that are cut off').toEqual([]);
}
