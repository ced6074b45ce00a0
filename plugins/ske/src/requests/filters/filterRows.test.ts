import { row, statuses } from '../__testUtils__/objects';
import { countByState, countStates } from './countRows';
import { createRowFilter } from './filterRows';
import { listOptions, shortRequester } from './listOptions';
import { noFilters, type RequestFilters } from './RequestFilters';

const cache = row({ name: 'cache', namespace: 'team-a' });
const orders = row({
  name: 'orders',
  namespace: 'team-b',
  kind: 'Database',
  promise: 'database',
  status: statuses.failed,
  annotations: { 'kratix-portal.io/requested-by': 'user:default/jane' },
});
const rows = [cache, orders];

const names = (filters: Partial<RequestFilters>) =>
  rows
    .filter(createRowFilter({ ...noFilters, ...filters }))
    .map(({ name }) => name);

describe('createRowFilter', () => {
  it('accepts all rows if no filter is set', () => {
    expect(names({})).toEqual(['cache', 'orders']);
  });

  it.each<[string, Partial<RequestFilters>]>([
    ['the text', { text: ' ORD ' }],
    ['each word of the text', { text: 'team-b data' }],
    ['the reason of the state', { text: 'has failed' }],
    ['the Promise', { promises: ['database'] }],
    ['the namespace', { namespaces: ['team-b', 'team-c'] }],
    ['the state', { states: ['failed'] }],
    ['the requester', { requesters: ['user:default/jane'] }],
  ])('matches %s', (_, filters) => {
    expect(names(filters)).toEqual(['orders']);
  });

  it('requires every filter to match', () => {
    expect(names({ text: 'orders', namespaces: ['team-a'] })).toEqual([]);
  });

  it('does not match a deleted request', () => {
    const deleted = row({ deletedAt: 5 });

    expect(createRowFilter(noFilters)(deleted)).toBe(false);
  });
});

describe('countStates', () => {
  it('ignores the filter of states, and lists the worst state first', () => {
    const counts = countStates([cache, cache, orders], {
      ...noFilters,
      states: ['ready'],
    });

    expect(counts.map(({ state, count }) => [state, count])).toEqual([
      ['failed', 1],
      ['ready', 2],
    ]);
  });

  it('respects the other filters', () => {
    const counts = countStates(rows, { ...noFilters, namespaces: ['team-a'] });

    expect(counts.map(({ state }) => state)).toEqual(['ready']);
  });

  it('does not count deleted requests', () => {
    expect(countByState([row({ deletedAt: 5 })])).toEqual([]);
  });
});

describe('listOptions', () => {
  it('lists the values of the rows, and the values that the user has chosen', () => {
    const options = listOptions(rows, [], {
      ...noFilters,
      namespaces: ['team-10', 'team-9'],
      promises: ['gone'],
    });

    expect(options.namespaces.map(({ id }) => id)).toEqual([
      'team-9',
      'team-10',
      'team-a',
      'team-b',
    ]);
    expect(options.promises.map(({ id }) => id)).toEqual(['gone']);
    expect(options.requesters).toEqual([
      { id: 'user:default/jane', label: 'jane' },
    ]);
  });

  it('shortens the names only of users in the default namespace', () => {
    expect(shortRequester('user:default/jane')).toBe('jane');
    expect(shortRequester('user:guests/jane')).toBe('user:guests/jane');
  });
});
