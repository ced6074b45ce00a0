import { readView, searchOf, writeView } from './viewParams';
import { defaultSort, noFilters } from './RequestFilters';

describe('readView and writeView', () => {
  it('reads what it wrote', () => {
    const view = {
      filters: {
        text: 'cache & co',
        promises: ['redis', 'database'],
        namespaces: ['team-a'],
        states: ['failed' as const],
        requesters: ['user:default/jane'],
      },
      sort: { column: 'age' as const, isDescending: true },
      page: 2,
    };

    expect(readView(writeView(view))).toEqual(view);
  });

  it('leaves out defaults and keeps parameters that do not belong to the list', () => {
    const before = new URLSearchParams('q=old&page=3&other=1');
    const view = { filters: noFilters, sort: defaultSort, page: 0 };

    expect(writeView(view, before).toString()).toBe('other=1');
  });

  it.each([
    'sort=unknown&page=x',
    'sort=&page=-1',
    'page=0',
    'page=1.5',
    'promise=&state=',
    'state=toString&state=unknown',
  ])('ignores values that it does not know: %s', query => {
    expect(readView(new URLSearchParams(query))).toEqual({
      filters: noFilters,
      sort: defaultSort,
      page: 0,
    });
  });

  it('writes the query of a link', () => {
    expect(searchOf({ promises: ['redis'], states: ['failed'] })).toBe(
      '?promise=redis&state=failed',
    );
    expect(searchOf({})).toBe('');
  });
});
