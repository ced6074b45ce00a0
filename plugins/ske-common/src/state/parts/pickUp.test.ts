import {
  isPickUpLate,
  labelSetAt,
  secondsSince,
  specChangedAt,
} from './pickUp';

const now = new Date('2026-01-01T00:01:00Z');

describe('isPickUpLate', () => {
  it.each([
    ['2026-01-01T00:00:00Z', true],
    ['2026-01-01T00:00:01Z', false],
    [undefined, false],
    ['soon', false],
  ])('returns for a request that waits since %s: %s', (since, late) => {
    expect(isPickUpLate({ notPickedUp: 'created', since }, now)).toBe(late);
  });

  it('returns false for a request that Kratix has picked up', () => {
    expect(isPickUpLate({ since: '2020-01-01T00:00:00Z' }, now)).toBe(false);
  });
});

describe('secondsSince', () => {
  it('returns 0 if the local clock is behind the clock of the cluster', () => {
    expect(secondsSince('2026-01-01T00:02:00Z', now)).toBe(0);
  });
});

describe('managedFields', () => {
  const managedFields = [
    {
      time: '2026-01-01T00:00:01Z',
      fieldsV1: { 'f:spec': { 'f:size': {} } },
    },
    {
      time: '2026-01-01T00:00:03Z',
      fieldsV1: { 'f:spec': { 'f:name': {} } },
    },
    {
      time: '2026-01-01T00:00:05Z',
      subresource: 'status',
      fieldsV1: { 'f:spec': {} },
    },
    {
      time: '2026-01-01T00:00:07Z',
      fieldsV1: {
        'f:metadata': { 'f:labels': { 'f:kratix.io/paused': {} } },
      },
    },
    'x',
  ];

  it('tell when the spec was last changed, and when a label was set', () => {
    expect(specChangedAt(managedFields)).toBe('2026-01-01T00:00:03Z');
    expect(labelSetAt(managedFields, 'kratix.io/paused')).toBe(
      '2026-01-01T00:00:07Z',
    );
    expect(labelSetAt(managedFields, 'kratix.io/other')).toBeUndefined();
    expect(specChangedAt(undefined)).toBeUndefined();
  });
});
