import type { Page } from '@playwright/test';
import { expect, findUser, signIn } from '../fixtures';
import { header } from '../journeys/livePage';
import { press, tabTo } from '../keyboard';
import { test } from './platform';
import { button, field } from './requestForm';
import { topic, topicYaml } from './topicPromise';

const PROMISES = 'promises.platform.kratix.io';

/** The editor for a Promise, on the pages *Install a Promise* and *Form preview*. */
function source(page: Page) {
  return page.getByRole('textbox', { name: 'The Promise as YAML or JSON' });
}

/** Replaces the text of the editor with a pasted text. */
async function paste(page: Page, text: string): Promise<void> {
  await source(page).click();
  await pasteOver(page, text);
}

/** Replaces the text of the editor that has the focus. */
async function pasteOver(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  await page.evaluate(each => navigator.clipboard.writeText(each), text);
  await page.keyboard.press('ControlOrMeta+v');
}

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

function uniqueId(): string {
  return Date.now().toString(36);
}

test('user-admin installs a Promise with the keyboard alone, upgrades it, and deletes it', async ({
  page,
  endpoints,
  cluster,
}) => {
  const id = uniqueId();
  const promise = `topic-${id}`;
  const heading = page.getByRole('heading', {
    name: `Topic${id}`,
    exact: true,
    level: 2,
  });
  await signIn(page, findUser(endpoints, 'user-admin'));
  try {
    await test.step('install, after a dry run', async () => {
      await press(
        page,
        page.getByRole('link', { name: 'Install a Promise', exact: true }),
      );
      await tabTo(page, source(page));
      await pasteOver(page, topicYaml(id, 1));
      // Tab indents in the editor, so Escape comes first.
      await page.keyboard.press('Escape');
      await press(page, button(page, 'Check (dry run)'));
      await expect(
        page.getByText('The cluster accepts this Promise.'),
      ).toBeVisible();
      expect(await cluster.get(PROMISES, promise)).toBeUndefined();
      await press(page, button(page, `Install ${promise}`));
      await expect(heading).toBeVisible();
      await expect(header(page)).toContainText('Available');
    });

    await test.step('upgrade, after the page has shown the changes and the requests that no longer fit', async () => {
      // The API server serves a new kind a moment after the Promise is available.
      await expect(() => cluster.apply(topic(id, 'orders'))).toPass();
      // A list that failed while the kind was new is retried after some seconds; a reload does it now.
      await page.reload();
      await page.getByRole('link', { name: 'Upgrade', exact: true }).click();
      await paste(page, topicYaml(id, 2));
      await expect(
        page.getByText('Version v1.0.0 becomes version v2.0.0.'),
      ).toBeVisible();
      await expect(
        page.getByRole('table', { name: 'Pipelines' }),
      ).toContainText('registry.example.com/topic/create:v2');
      await expect(page.getByRole('table', { name: 'API' })).toContainText(
        'required',
      );
      await expect(
        page.getByText(/^1 request does not fit the new API\./),
      ).toBeVisible();
      await expect(
        page.getByRole('link', { name: 'default/orders', exact: true }),
      ).toBeVisible();
      await button(page, 'Check (dry run)').click();
      await expect(
        page.getByText('The cluster accepts this upgrade.'),
      ).toBeVisible();
      await button(page, `Upgrade ${promise}`).click();
      await expect(heading).toBeVisible();
      await expect(
        page.getByText(`Promise ${promise}, version v2.0.0`),
      ).toBeVisible();
    });

    await test.step('delete, after the page has listed the consequences', async () => {
      await button(page, 'Delete').click();
      const dialog = page.getByRole('dialog', {
        name: `Delete Promise ${promise}`,
      });
      await expect(
        dialog.getByText(/^1 request, with everything it made:/),
      ).toBeVisible();
      await expect(
        dialog.getByRole('link', { name: 'default/orders', exact: true }),
      ).toBeVisible();
      await expect(
        dialog.getByText(
          new RegExp(`^The kind Topic${id} with all its objects`),
        ),
      ).toBeVisible();
      await dialog
        .getByRole('textbox', { name: `Type “${promise}”` })
        .fill(promise);
      await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
      await expect(page.getByText(/^Deleted at /)).toBeVisible();
      await expect(heading).toBeVisible();
    });
  } finally {
    await cluster.delete(PROMISES, promise);
  }
});

test('user-dev may not install a Promise, and reads why before and after the dry run', async ({
  page,
  endpoints,
}) => {
  await signIn(page, findUser(endpoints, 'user-dev'));
  const install = button(page, 'Install a Promise');
  await expect(install).toHaveAttribute('aria-disabled', 'true');
  await install.press('Enter');
  const reason = page.getByText(
    /^You do not have the right to create Promises on the platform cluster\./,
  );
  await expect(reason).toBeVisible();

  const id = uniqueId();
  await page.goto('/kratix/services/-/install');
  await paste(page, topicYaml(id, 1));
  await expect(button(page, `Install topic-${id}`)).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await expect(reason).toBeVisible();
  await button(page, 'Check (dry run)').click();
  await expect(page.getByText(/^You may not create Promise/)).toBeVisible();
});

test('the form preview shows a pasted Promise, and keeps this form when invalid text is pasted', async ({
  page,
  endpoints,
}) => {
  const id = uniqueId();
  await signIn(page, findUser(endpoints, 'user-team'));
  await page.getByRole('tab', { name: 'Form preview', exact: true }).click();
  await expect(page.getByText('No Promise yet')).toBeVisible();
  await paste(page, topicYaml(id, 1));
  await expect(
    page.getByRole('heading', { name: `Form of topic-${id}`, exact: true }),
  ).toBeVisible();
  await field(page, 'Name').fill('orders');
  await expect(
    page.getByRole('group', { name: 'Request', exact: true }),
  ).toContainText('name: orders');

  for (const garbage of [
    '<!DOCTYPE html><html><body>404</body></html>',
    '{"apiVersion": "v1", "kind": "List"',
    'a: &a [*a, *a]\n\tb: \u0000\u202e💥',
    'lorem ipsum '.repeat(2_000),
  ]) {
    await paste(page, garbage);
    await expect(
      page.getByText(/The text is not valid\. This is the form of the last/),
    ).toBeVisible();
    await expect(field(page, 'Name')).toHaveValue('orders');
  }
  await paste(page, topicYaml(id, 2));
  await expect(
    page.getByText(/The text is not valid\. This is the form of the last/),
  ).toBeHidden();
});
