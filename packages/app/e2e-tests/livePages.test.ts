import { expect, findUser, signIn, uniqueName } from './fixtures';
import { expectSameDocument, header, markDocument } from './journeys/livePage';
import { bucket, BUCKETS, TEAM_NAMESPACE } from './journeys/people';
import { onEach, openRequests, test } from './journeys/screens';

test('a request made by kubectl appears and progresses on the screens of all users without a reload', async ({
  screens,
  cluster,
}) => {
  const name = uniqueName('live');
  await onEach(screens, async screen => {
    await openRequests(screen);
    await markDocument(screen.page);
  });
  try {
    await cluster.apply(bucket({ name, namespace: TEAM_NAMESPACE }));
    await onEach(screens, async ({ page }) => {
      await page.getByRole('link', { name, exact: true }).click();
      await expect(
        page.getByRole('heading', { name, level: 2, exact: true }),
      ).toBeVisible();
      await expect(header(page)).toContainText('Ready');
      await expect(
        page.getByRole('link', {
          name: `https://s3.example.com/payments-${name}`,
        }),
      ).toBeVisible();
    });

    await cluster.delete(BUCKETS, name, TEAM_NAMESPACE);
    await onEach(screens, async ({ page }) => {
      await expect(page.getByText(/^Deleted at /)).toBeVisible();
      await expect(
        page.getByRole('heading', { name, level: 2, exact: true }),
      ).toBeVisible();
      await expectSameDocument(page);
    });
  } finally {
    await cluster.delete(BUCKETS, name, TEAM_NAMESPACE);
  }
});

test('a user who may not request anything sees the reason and everything else', async ({
  page,
  endpoints,
}) => {
  await signIn(page, findUser(endpoints, 'user-dev'));
  const card = page.getByRole('article', { name: 'ObjectBucket' });
  await expect(card.getByText('Available', { exact: true })).toBeVisible();
  const button = card.getByRole('button', { name: 'Request' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await expect(
    card.getByText(/You may create objectbuckets.* neither/),
  ).toBeVisible();
  await button.focus();
  await expect(button).toBeFocused();
});
