import { screen, waitFor } from '@testing-library/react';
import { FakePlatform } from '../../live/__testUtils__';
import { promiseObject, requestObject, statuses } from './objects';

export function platformWith(...objects: ReturnType<typeof requestObject>[]) {
  const platform = new FakePlatform();
  platform.put(promiseObject());
  platform.put(promiseObject({ name: 'database', kind: 'Database' }));
  objects.forEach(object => platform.put(object));
  return platform;
}

/** Lets the user list requests in one namespace only. */
export function restrictTo(platform: FakePlatform, namespace: string) {
  platform.access = question => ({ allowed: question.namespace === namespace });
}

export function putNamespaces(platform: FakePlatform, ...names: string[]) {
  names.forEach(name =>
    platform.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }),
  );
}

export const cache = requestObject({ name: 'cache' });
export const orders = requestObject({
  name: 'orders',
  namespace: 'team-b',
  kind: 'Database',
  status: statuses.failed,
  annotations: { 'kratix-portal.io/requested-by': 'user:default/ada' },
});

export const address = () => screen.getByTestId('address').textContent;
/** The names in the order of the rows. */
export const names = () =>
  screen.queryAllByRole('rowheader').map(cell => cell.textContent);
export const rowOf = (name: string) =>
  screen.getByRole('row', { name: RegExp(name) });
export const sees = (...expected: string[]) =>
  waitFor(() => expect(names()).toEqual(expected));
