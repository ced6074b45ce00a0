import type { Page } from '@playwright/test';
import { expect } from '../fixtures';
import { forgetBrowser } from './providerSession';

/** The people of the journeys: one with all rights, one who may read all caches and change those of the team, and one with rights in one namespace. */
export const PEOPLE = ['user-admin', 'user-dev', 'user-team'] as const;

export type Person = (typeof PEOPLE)[number];

/** Signs out in the settings. The OIDC provider forgets the browser too, so that another person can sign in. */
export async function signOut(page: Page): Promise<void> {
  await page.goto('/settings');
  await page.getByTestId('user-settings-menu').click();
  await page.getByTestId('sign-out').click();
  const signInButton = page.getByRole('button', { name: /^Sign in with / });
  // In session mode the portal opens the sign-out page of the provider, which redirects back.
  const confirmation = page.getByRole('heading', { name: 'Sign out?' });
  await expect(signInButton.or(confirmation)).toBeVisible();
  if (await confirmation.isVisible()) {
    await page.getByRole('button', { name: 'Sign out' }).click();
  }
  await expect(signInButton).toBeVisible();
  await forgetBrowser(page.context());
}
