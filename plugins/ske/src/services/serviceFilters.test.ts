import {
  promiseObject,
  row,
  statuses,
} from '../requests/__testUtils__/objects';
import { readServices, type CreateRight } from '../offers';
import {
  filterServices,
  readServiceFilters,
  writeServiceFilters,
  type ServiceFilters,
} from './serviceFilters';

const redis = promiseObject({ description: 'Caches for teams.' });
const database = promiseObject({
  name: 'database',
  kind: 'Database',
  status: {},
});
const tools = promiseObject({ name: 'tools', hasApi: false });
const services = readServices([redis, tools, database], []);
const everywhere: CreateRight = {
  status: 'everywhere',
  namespaces: [],
  asked: 0,
  unasked: 0,
};
const nowhere: CreateRight = {
  ...everywhere,
  status: 'nowhere',
  reason: 'roles',
};

const names = (filters: Partial<ServiceFilters>, right = everywhere) =>
  filterServices(
    services,
    { text: '', isRequestable: false, ...filters },
    ({ name }) => (name === 'database' ? right : undefined),
  ).map(({ name }) => name);

describe('readServices', () => {
  it('sorts by title and counts the requests by state', () => {
    const [first, second] = readServices(
      [redis, database],
      [
        row({ name: 'one' }),
        row({ name: 'two' }),
        row({ name: 'three', status: statuses.failed }),
        row({ name: 'four', deletedAt: 1 }),
      ],
    );

    expect([first.title, second.title]).toEqual(['Database', 'Redis']);
    expect(first.total).toBe(0);
    expect(second.total).toBe(3);
    expect(second.counts.map(({ state, count }) => [state, count])).toEqual([
      ['failed', 1],
      ['ready', 2],
    ]);
  });
});

describe('filterServices', () => {
  it('shows all services without filters', () => {
    expect(names({})).toEqual(['database', 'redis', 'tools']);
  });

  it('searches in titles and descriptions', () => {
    expect(names({ text: 'teams cach' })).toEqual(['redis']);
  });

  it('filters by availability', () => {
    expect(names({ availability: 'available' })).toEqual(['redis', 'tools']);
    expect(names({ availability: 'unavailable' })).toEqual(['database']);
  });

  it('hides services that cannot be requested, and keeps services for which this is not known', () => {
    expect(names({ isRequestable: true })).toEqual(['database', 'redis']);
    expect(names({ isRequestable: true }, nowhere)).toEqual(['redis']);
  });
});

describe('readServiceFilters and writeServiceFilters', () => {
  it('reads what it wrote', () => {
    const filters: ServiceFilters = {
      text: 'a b',
      availability: 'unavailable',
      isRequestable: true,
    };

    expect(
      readServiceFilters(writeServiceFilters(filters, new URLSearchParams())),
    ).toEqual(filters);
  });

  it('ignores values that it does not know', () => {
    const params = new URLSearchParams('availability=often&requestable=1');

    expect(readServiceFilters(params)).toEqual({
      text: '',
      isRequestable: false,
    });
  });
});
