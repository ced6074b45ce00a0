import type { JsonValue } from '@backstage/types';
import { fitsCatalog, readCaseTwins } from './catalogKeys';

describe('fitsCatalog', () => {
  it.each<[JsonValue]>([
    [{ $text: 'https://internal' }],
    [{ a: [{ b: { $json: '' } }] }],
    [{ url: 1, URL: 2 }],
    [{ pages: [{ a: { key: 1 } }, { a: { Key: 1 } }] }],
    [{ pages: [[{ A: 1 }], [{ a: 1 }]] }],
    [{ a: { b: 1 }, A: { c: 1 } }],
  ])('G5: rejects %j, which the catalog would reject or act on', value => {
    expect(fitsCatalog(value)).toBe(false);
  });

  it.each<[JsonValue]>([
    [{ url: 1, nested: { URL: 2 } }],
    [['a', 'A', '$a']],
    [{ choices: ['Dev', 'dev'], a: null, b: '$text' }],
    [[{ a: 1 }, { a: 2 }]],
  ])('G5: accepts %j', value => {
    expect(fitsCatalog(value)).toBe(true);
  });
});

it('readCaseTwins returns all spellings of a name', () => {
  expect(readCaseTwins(['url', 'a', 'URL', 'b', 'Url'])).toEqual([
    'url',
    'URL',
    'Url',
  ]);
});
