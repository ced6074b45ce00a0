import type { JsonObject } from '@backstage/types';
import { updateYaml } from './updateYaml';

describe('updateYaml', () => {
  const text = `# a request
kind: Thing
metadata:
  name: one # the name
spec:
  list: [1, 2]
  gone: true
`;

  it('keeps comments and order, and changes only what differs', () => {
    expect(
      updateYaml(text, {
        kind: 'Thing',
        metadata: { name: 'one', labels: { a: 'yes' } },
        spec: { list: [1, 2], size: 3 },
      }),
    ).toBe(`# a request
kind: Thing
metadata:
  name: one # the name
  labels:
    a: "yes"
spec:
  list: [ 1, 2 ]
  size: 3
`);
  });

  it('rejects a text that is not an object', () => {
    expect(() => updateYaml('- a', {})).toThrow('not a YAML object');
  });

  it.each<[string, JsonObject, string]>([
    [
      'ports:\n  8080: a\n  9090: b\n',
      { ports: { '9090': 'c' } },
      'ports:\n  "9090": c\n',
    ],
    ['a: {}\n', { a: { on: 'x' }, y: 1 }, 'a: { "on": x }\n"y": 1\n'],
    ['a: 1\n', { a: 1, '<<': { '0X1F': 2 } }, 'a: 1\n"<<":\n  "0X1F": 2\n'],
    ['a: 1\n', { a: '\u00a0b' }, 'a: "\u00a0b"\n'],
  ])('W10: writes keys into %j as they are', (before, object, written) => {
    expect(updateYaml(before, object)).toBe(written);
  });
});
