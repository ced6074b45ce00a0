import type { Locator, Page } from '@playwright/test';
import { expect } from '../fixtures';
import { button } from './requestForm';

/** The dialog that asks for the name before something is deleted. */
export function deleteDialog(page: Page, name: string): Locator {
  return page.getByRole('dialog', { name: `Delete Cache ${name}` });
}

/** Opens the dialog, types the name and deletes. */
export async function deleteWithDialog(
  page: Page,
  name: string,
): Promise<void> {
  await button(page, 'Delete').click();
  const dialog = deleteDialog(page, name);
  await dialog.getByRole('textbox', { name: `Type “${name}”` }).fill(name);
  await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(dialog).toBeHidden();
}

/** The card with the steps of a deletion. */
export function deletionCard(page: Page): Locator {
  return page.getByRole('region', { name: 'Deletion', exact: true });
}

/** Checks that the page says when the resource was deleted, and stays open. */
export async function expectDeleted(page: Page, name: string): Promise<void> {
  await expect(
    page.getByText(/^Deleted at .*The deletion took /),
  ).toBeVisible();
  await expect(
    page.getByRole('heading', { name, level: 2, exact: true }),
  ).toBeVisible();
}
