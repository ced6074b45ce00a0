import {
  expect,
  findUser,
  refusal,
  requestBucket,
  signIn,
  test,
  uniqueName,
} from '../fixtures';

const BUCKETS = 'objectbuckets.storage.demo.kratix-portal.io';

test('user-admin creates a resource with the form of a Promise', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('photos');
  await signIn(page, findUser(endpoints, 'user-admin'));

  await requestBucket(page, { name, team: 'team-a', sizeGiB: 25 });

  await expect(
    page.getByText(`ObjectBucket ${name}`).filter({ hasText: 'created' }),
  ).toBeVisible();
  expect((await cluster.get(BUCKETS, name))?.spec).toMatchObject({
    team: 'team-a',
    sizeGiB: 25,
  });
});

test('the cluster refuses user-dev, and the page shows the reason', async ({
  page,
  endpoints,
  cluster,
}) => {
  const name = uniqueName('photos');
  const user = findUser(endpoints, 'user-dev');
  await signIn(page, user);

  await requestBucket(page, { name, team: 'team-b', sizeGiB: 1 });

  await expect(refusal(page)).toContainText(
    `${user.email} may not create ObjectBucket`,
  );
  expect(await cluster.get(BUCKETS, name)).toBeUndefined();
});
