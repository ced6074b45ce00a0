import fc from 'fast-check';
import { listQuery, watchQuery, writeQuery } from './ApiQuery';
import type { WriteCall } from './PlatformCall';

const call = {} as WriteCall;

describe('ApiQuery', () => {
  it.each([
    [writeQuery(call), '?fieldManager=kratix-portal&fieldValidation=Warn'],
    [
      writeQuery({ ...call, dryRun: true, fieldValidation: 'Strict' }),
      '?dryRun=All&fieldManager=kratix-portal&fieldValidation=Strict',
    ],
    [listQuery({}), ''],
    [
      listQuery({ limit: 5, continue: '', labelSelector: 'a in (b,c)' }),
      '?limit=5&labelSelector=a%20in%20(b%2Cc)',
    ],
    [
      watchQuery({ resourceVersion: '7' }, 60),
      '?watch=true&allowWatchBookmarks=true&timeoutSeconds=60&resourceVersion=7',
    ],
  ])('builds %s', (query, expected) => {
    expect(query).toBe(expected);
  });

  it('S21: encodes any value as exactly one parameter, or rejects it as invalid input', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.constantFrom(
            'a&watch=true',
            '#',
            '?',
            '%00',
            '\ud800',
            '\r\nX: y',
          ),
        ),
        value => {
          let query: string;
          try {
            query = listQuery({ labelSelector: value });
          } catch (error) {
            return (error as { code?: string }).code === 'invalid-input';
          }
          const url = new URL(`https://cluster/api${query}`);
          return (
            url.pathname === '/api' &&
            url.hash === '' &&
            (url.searchParams.get('labelSelector') ?? '') === value &&
            [...url.searchParams].length === (value === '' ? 0 : 1) &&
            /^[\x21-\x7e]*$/.test(query)
          );
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('S22: rejects a value that is too long for a URL', () => {
    expect(() => listQuery({ continue: 'x'.repeat(5000) })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }),
    );
  });
});
