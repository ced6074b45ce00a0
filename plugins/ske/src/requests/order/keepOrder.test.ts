import { row, statuses } from '../__testUtils__/objects';
import { defaultSort, type RequestSort } from '../filters';
import { createRowComparison } from './compareRows';
import { arrangeRows, keepOrder } from './keepOrder';

const one = row({ name: 'one' });
const two = row({ name: 'two' });
const names = (rows: readonly { name: string }[]) =>
  rows.map(({ name }) => name);

describe('arrangeRows', () => {
  it('shows the rows as they were sorted', () => {
    expect(arrangeRows(keepOrder([one, two]), [two, one], [one, two])).toEqual({
      rows: [one, two],
      changes: 0,
    });
  });

  it('keeps a request that has failed at its position, and counts the change', () => {
    const failed = row({ name: 'two', status: statuses.failed });

    const arranged = arrangeRows(
      keepOrder([one, two]),
      [one, failed],
      [failed, one],
    );

    expect(arranged).toEqual({ rows: [one, failed], changes: 1 });
  });

  it('counts no row if a change does not affect the order', () => {
    const failed = row({ name: 'one', status: statuses.failed });

    expect(
      arrangeRows(keepOrder([one, two]), [failed, two], [failed, two]).changes,
    ).toBe(0);
  });

  it('keeps a request that no longer matches the filter', () => {
    const failed = row({ name: 'two', status: statuses.failed });

    expect(arrangeRows(keepOrder([one, two]), [one, failed], [one])).toEqual({
      rows: [one, failed],
      changes: 1,
    });
  });

  it('keeps a deleted request at its position', () => {
    const deleted = { ...one, deletedAt: 1 };

    expect(arrangeRows(keepOrder([one, two]), [deleted, two], [two])).toEqual({
      rows: [deleted, two],
      changes: 1,
    });
  });

  it('does not show a request that was deleted before the rows were sorted', () => {
    const deleted = { ...one, deletedAt: 1 };

    expect(arrangeRows(keepOrder([two]), [deleted, two], [two])).toEqual({
      rows: [two],
      changes: 0,
    });
  });

  it('adds a new request at the end', () => {
    const added = row({ name: 'alpha' });

    expect(
      arrangeRows(keepOrder([one, two]), [one, two, added], [added, one, two]),
    ).toEqual({ rows: [one, two, added], changes: 1 });
  });
});

describe('createRowComparison', () => {
  const failed = row({
    name: 'z',
    status: statuses.failed,
    createdAt: '2026-11-05T00:00:00Z',
  });
  const web2 = row({ name: 'web-2', createdAt: '2026-11-03T00:00:00Z' });
  const web10 = row({ name: 'web-10', createdAt: '2026-11-04T00:00:00Z' });
  const sort = (by: Partial<RequestSort>) =>
    names(
      [web10, web2, failed].sort(
        createRowComparison({ ...defaultSort, ...by }),
      ),
    );

  it('puts rows that need attention first, and sorts equal rows by name', () => {
    expect(sort({})).toEqual(['z', 'web-2', 'web-10']);
  });

  it('sorts by name in both directions', () => {
    expect(sort({ column: 'name' })).toEqual(['web-2', 'web-10', 'z']);
    expect(sort({ column: 'name', isDescending: true })).toEqual([
      'z',
      'web-10',
      'web-2',
    ]);
  });

  it('puts the youngest first by age', () => {
    expect(sort({ column: 'age' })).toEqual(['z', 'web-10', 'web-2']);
  });
});
