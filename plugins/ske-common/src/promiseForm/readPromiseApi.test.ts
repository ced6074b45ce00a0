import { createPromiseTemplate } from './createPromiseTemplate';
import { readPromiseApi } from './readPromiseApi';

describe('readPromiseApi', () => {
  it.each([
    ['text', 'group must be a DNS name, such as example.com'],
    [{ spec: 'text' }, 'group must be a DNS name, such as example.com'],
    [
      { spec: { group: 'a.b' } },
      'names.kind must be a name of letters and digits, such as Database',
    ],
    [
      { spec: { group: 'a.b', names: { kind: 'A', plural: 'As' } } },
      'names.plural must be a name in lower case, such as databases',
    ],
    [
      { spec: { group: 'a.b', names: { kind: 'A', plural: 'as' } } },
      'versions must have a version',
    ],
    [
      {
        spec: {
          group: 'a.b',
          names: { kind: 'A', plural: 'as' },
          versions: [{ name: 'V1' }],
        },
      },
      'versions[].name must be a name in lower case, such as v1',
    ],
  ])('reads no API from %j, and a notice says why', (api, fault) => {
    const promise = { metadata: { name: 'p' }, spec: { api } };

    expect(readPromiseApi(promise)).toBeUndefined();
    expect(createPromiseTemplate({ promise })).toEqual({
      notices: [
        `No API server accepts the API of this Promise, so it has no form: spec.api.spec.${fault}.`,
      ],
    });
  });
});
