import type { Page } from '@playwright/test';
import type { DemoUser } from '@kratix-portal/test-cluster';
import { expect, findUser, signIn, test as base } from '../fixtures';
import { press, type } from '../keyboard';
import { PEOPLE, type Person } from '../people';
import { expectLive } from './livePage';
import { allowTeam, TEAM_NAMESPACE } from './people';

/** The page of one of the users. */
export interface Screen {
  person: Person;
  user: DemoUser;
  page: Page;
}

/**
 * Playwright's `test` with the screens of all users, signed in and side by side. What happens to the platform, such as a restart of its API server,
 * happens to all of them at once.
 */
export const test = base.extend<{ screens: readonly Screen[] }>({
  screens: async ({ openBrowser, endpoints, cluster, faults }, provide) => {
    // user-team has no right to Events.
    faults.expect(/\/resource\/events\?.*status of 403/);
    await allowTeam(cluster);
    const open = async (person: Person): Promise<Screen> => {
      const page = await openBrowser();
      const user = findUser(endpoints, person);
      await signIn(page, user);
      return { person, user, page };
    };
    await provide(await Promise.all(PEOPLE.map(open)));
  },
});

/** Runs a part of a journey on all screens at the same time. */
export async function onEach(
  screens: readonly Screen[],
  walk: (screen: Screen) => Promise<void>,
): Promise<void> {
  await Promise.all(
    screens.map(screen => base.step(screen.person, () => walk(screen))),
  );
}

/** Opens the list of requests. The portal does not know the namespace of user-team, so the address contains it. */
export async function openRequests({ person, page }: Screen): Promise<void> {
  const query = person === 'user-team' ? `?namespace=${TEAM_NAMESPACE}` : '';
  await page.goto(`/kratix/resources${query}`);
  await expectLive(page);
}

/** Adds the namespace of user-team with the keyboard. */
export async function addNamespace(page: Page): Promise<void> {
  const namespace = page.getByRole('textbox', { name: 'Namespace' });
  await type(page, namespace, TEAM_NAMESPACE);
  await press(page, page.getByRole('button', { name: 'Add', exact: true }));
  await expect(namespace).toBeHidden();
}
