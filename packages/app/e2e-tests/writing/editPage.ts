import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures';
import { button } from './requestForm';

/** Switches from the form of an edit to the editor of its YAML. */
export async function openYaml(page: Page, name: string): Promise<Locator> {
  await button(page, 'YAML').click();
  return page.getByRole('textbox', { name: `Cache ${name} as YAML` });
}

/** Replaces the value at the end of a line of the editor, as a user does: it moves the cursor to the line and types. */
export async function changeValue(
  editor: Locator,
  change: { key: string; from: string; to: string },
): Promise<void> {
  const { key, from, to } = change;
  const page = editor.page();
  await editor.getByText(`${key}: ${from}`, { exact: true }).click();
  await page.keyboard.press('End');
  for (const _character of from) {
    await page.keyboard.press('Backspace');
  }
  await page.keyboard.type(to);
  await expect(editor).toContainText(`${key}: ${to}`);
  // Closes a list of proposals.
  await page.keyboard.press('Escape');
}

/** Asks the cluster what an edit would do. */
export async function review(page: Page): Promise<void> {
  await button(page, 'Review').click();
  await expect(
    page.getByText('The cluster would accept this change.'),
  ).toBeVisible();
}

/** The row of a field in the table of conflicts. */
export function changedField(page: Page, path: string): Locator {
  return page
    .getByRole('table', { name: 'Fields that have changed' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name: path, exact: true }) });
}

/** The choice of a value in a row of {@link changedField}. */
export function choice(row: Locator, name: 'Yours' | 'Now'): Locator {
  return row.getByRole('radio', { name, exact: true });
}
