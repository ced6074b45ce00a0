import fc from 'fast-check';
import { parse } from 'yaml';
import { toYamlText } from './toYamlText';

const object = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  metadata: {
    name: 'orders',
    uid: 'u',
    managedFields: [{ manager: 'kubectl' }],
  },
  status: { message: 'two\nlines' },
  spec: { size: 'on', version: '1.10' },
};

describe('toYamlText', () => {
  it('writes the fields in the order of kubectl, without managed fields', () => {
    expect(toYamlText(object)).toBe(
      [
        'apiVersion: demo.example.com/v1',
        'kind: Database',
        'metadata:',
        '  name: orders',
        '  uid: u',
        'spec:',
        '  size: "on"',
        '  version: "1.10"',
        'status:',
        '  message: |-',
        '    two',
        '    lines',
        '',
      ].join('\n'),
    );
  });

  it('writes managed fields if the caller asks for them', () => {
    expect(toYamlText(object, { managedFields: true })).toContain(
      'managedFields:\n    - manager: kubectl',
    );
  });

  it('keeps every value, as YAML 1.1 and as YAML 1.2', () => {
    fc.assert(
      fc.property(fc.json(), text => {
        const spec = { value: JSON.parse(text) };
        const written = toYamlText({ ...object, spec });
        for (const version of ['1.1', '1.2'] as const) {
          expect(parse(written, { version, stringKeys: true }).spec).toEqual(
            spec,
          );
        }
      }),
    );
  });
});
