import { expect, findUser, signIn } from '../fixtures';
import { header } from '../journeys/livePage';
import { cache, cacheUrl, changeSpec, readSpec } from './caches';
import { changedField, changeValue, openYaml, review } from './editPage';
import { TEAM_NAMESPACE, test } from './platform';
import { button } from './requestForm';
import { withStatusWrites } from './statusWrites';

test('user-dev merges changes of other fields and of the same field into an edit', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const at = { name, namespace: TEAM_NAMESPACE };
  await cluster.apply(cache(at));
  await signIn(page, findUser(endpoints, 'user-dev'));
  await page.goto(cacheUrl(name, TEAM_NAMESPACE));
  await expect(header(page)).toContainText('Ready');
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  const editor = await openYaml(page, name);
  await changeValue(editor, { key: 'zone', from: 'eu-1', to: 'eu-2' });

  await changeSpec(cluster, at, { memoryMiB: 512 });
  const memory = changedField(page, 'spec.memoryMiB');
  await expect(memory).toContainText('256');
  await expect(memory).toContainText(/512\s*by kubectl/);
  await expect(
    page.getByText(/in fields that you have not changed\./),
  ).toBeVisible();
  await expect(editor).toContainText('memoryMiB: 256');

  await changeSpec(cluster, at, { zone: 'eu-3' });
  const zone = changedField(page, 'spec.zone');
  await expect(zone).toContainText('"eu-1"');
  await expect(zone).toContainText(/"eu-3"\s*by kubectl/);
  await expect(zone).toContainText('"eu-2"');
  await expect(
    zone.getByRole('radio', { name: 'Yours', exact: true }),
  ).toBeChecked();
  await button(page, 'Merge into my edit').click();
  await expect(editor).toContainText('memoryMiB: 512');
  await expect(editor).toContainText('zone: eu-2');
  await review(page);

  // Another user writes once more, between the review and the write.
  await changeSpec(cluster, at, { team: 'other' });
  await button(page, 'Save').click();
  await expect(
    page.getByText(/^Nothing was written, because the object has changed/),
  ).toBeVisible();
  await expect(changedField(page, 'spec.team')).toContainText('"other"');
  await button(page, 'Merge into my edit').click();
  await review(page);
  await button(page, 'Save').click();
  await expect(
    page.getByText('The cluster has accepted your change.'),
  ).toBeVisible();
  expect(await readSpec(cluster, at)).toMatchObject({
    team: 'other',
    memoryMiB: 512,
    zone: 'eu-2',
  });
});

test('user-team edits a cache whose status is written 50 times a second, without a conflict', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  const at = { name, namespace: TEAM_NAMESPACE };
  await cluster.apply(cache(at));
  await signIn(page, findUser(endpoints, 'user-team'));
  await page.goto(cacheUrl(name, TEAM_NAMESPACE));
  await expect(header(page)).toContainText('Ready');
  await withStatusWrites({ endpoints, ...at }, async () => {
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    const editor = await openYaml(page, name);
    const saved = page.getByText('The cluster has accepted your change.');
    for (const [from, to] of [
      ['eu-1', 'eu-2'],
      ['eu-2', 'eu-3'],
    ]) {
      await changeValue(editor, { key: 'zone', from, to });
      await review(page);
      await button(page, 'Save').click();
      await expect(saved).toBeVisible();
      await button(page, 'Edit again').click();
      await expect(editor).toContainText(`zone: ${to}`);
      await expect(page.getByText('Changed meanwhile')).toBeHidden();
    }
  });
  expect(await readSpec(cluster, at)).toMatchObject({ zone: 'eu-3' });
});

test('the page says who may not edit, and which field cannot be changed', async ({
  page,
  endpoints,
  cluster,
  name,
}) => {
  await cluster.apply(cache({ name }));
  await cluster.apply(cache({ name, namespace: TEAM_NAMESPACE }));
  await signIn(page, findUser(endpoints, 'user-dev'));
  await page.goto(`${cacheUrl(name)}/edit`);
  await expect(
    page.getByText(/You do not have the right to change Cache objects here\./),
  ).toBeVisible();
  await expect(button(page, 'Review')).toBeHidden();

  await page.goto(`${cacheUrl(name, TEAM_NAMESPACE)}/edit`);
  const editor = await openYaml(page, name);
  await changeValue(editor, { key: 'engine', from: 'valkey', to: 'redis' });
  await expect(
    page.getByText(/spec\.engine cannot be changed after it was set\./),
  ).toBeVisible();
});
