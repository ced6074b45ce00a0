import { expect, findUser, signIn } from '../fixtures';
import { expectLive, header } from '../journeys/livePage';
import { CACHE, cacheUrl, createReadyCaches, readSpec } from './caches';
import { deleteDialog, expectDeleted } from './deletionPage';
import { expectNoSidewaysScroll, press, tabTo, type } from '../keyboard';
import { TEAM_NAMESPACE, test } from './platform';
import { button, field } from './requestForm';

test.use({
  viewport: { width: 375, height: 740 },
  permissions: ['clipboard-read', 'clipboard-write'],
});

test('user-dev edits, deletes, and deletes many with the keyboard alone, on the screen of a phone', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const at = { name, namespace: TEAM_NAMESPACE };
  const many = [`${name}-1`, `${name}-2`];
  const saved = page.getByText('The cluster has accepted your change.');
  const accepted = page.getByText('The cluster would accept this change.');
  try {
    await Promise.all([
      createReadyCaches(
        cluster,
        TEAM_NAMESPACE,
        [name, ...many].map(each => ({ name: each })),
      ),
      signIn(page, findUser(endpoints, 'user-dev')),
    ]);

    await test.step('edits in the form', async () => {
      await page.goto(`${cacheUrl(name, TEAM_NAMESPACE)}/edit`);
      await press(page, button(page, '2. Placement'));
      await tabTo(page, field(page, 'Zone'));
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type('eu-2');
      await expectNoSidewaysScroll(page);
      await press(page, button(page, 'Review'));
      await expect(accepted).toBeVisible();
      await expectNoSidewaysScroll(page);
      await press(page, button(page, 'Save'));
      await expect(saved).toBeVisible();
      expect(await readSpec(cluster, at)).toMatchObject({ zone: 'eu-2' });
    });

    await test.step('pastes a manifest over the YAML: kind, name and namespace keep the values of the object', async () => {
      await press(page, button(page, 'Edit again'));
      await press(page, button(page, 'YAML'));
      const editor = page.getByRole('textbox', {
        name: `Cache ${name} as YAML`,
      });
      await page.evaluate(
        text => navigator.clipboard.writeText(text),
        [
          `apiVersion: ${CACHE.apiVersion}`,
          'kind: Cache',
          `metadata: {name: another, namespace: elsewhere, labels: {kratix.io/promise-name: ${CACHE.promise}}}`,
          'spec: {team: shop, zone: eu-3}',
          '',
        ].join('\n'),
      );
      await tabTo(page, editor);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.press('ControlOrMeta+V');
      await expect(
        // The announcement for screen readers has the same text.
        page
          .locator('#root')
          .getByText(/^The text was pasted, but what cannot be changed/),
      ).toBeVisible();
      await expect(editor).toContainText(
        `name: ${name}, namespace: ${TEAM_NAMESPACE}`,
      );
      await expectNoSidewaysScroll(page);
      // Tab indents in the editor, so Escape comes first.
      await page.keyboard.press('Escape');
      await press(page, button(page, 'Review'));
      await expect(accepted).toBeVisible();
      await press(page, button(page, 'Save'));
      await expect(saved).toBeVisible();
      expect(await readSpec(cluster, at)).toMatchObject({ zone: 'eu-3' });
    });

    await test.step('deletes one cache', async () => {
      await page.goto(cacheUrl(name, TEAM_NAMESPACE));
      await expect(header(page)).toContainText('Ready');
      await press(page, button(page, 'Delete'));
      const dialog = deleteDialog(page, name);
      await type(page, dialog.getByRole('textbox'), name);
      await expectNoSidewaysScroll(page);
      await page.keyboard.press('Enter');
      await expect(dialog).toBeHidden();
      await expectDeleted(page, name);
    });

    await test.step('deletes two caches, after the dialog has listed what is deleted with them', async () => {
      await page.goto(`/kratix/resources?q=${name}-`);
      await expectLive(page);
      await tabTo(
        page,
        page.getByRole('checkbox', {
          name: 'Select all requests of this page',
        }),
      );
      await page.keyboard.press('Space');
      await press(
        page,
        page
          .getByRole('region', { name: 'Actions for the selected requests' })
          .getByRole('button', { name: 'Delete', exact: true }),
      );
      const dialog = page.getByRole('dialog', { name: 'Delete 2 requests' });
      const consequences = dialog.getByRole('region', {
        name: 'What is deleted with them',
      });
      await expect(consequences).toContainText(
        /(\d+|No) Works? (is|are) removed/,
      );
      await expect(consequences).toContainText(
        `The delete pipeline drain of ${CACHE.promise} runs first, for 2 requests.`,
      );
      await expectNoSidewaysScroll(page);
      await type(page, dialog.getByRole('textbox'), 'delete 2');
      await page.keyboard.press('Enter');
      await expect(dialog.getByText('Accepted: 2.')).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(dialog).toBeHidden();
    });
  } finally {
    for (const each of many) {
      await cluster.delete(CACHE.resource, each, TEAM_NAMESPACE);
    }
  }
});
