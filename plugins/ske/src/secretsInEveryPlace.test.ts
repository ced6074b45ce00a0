import { stringify } from 'yaml';
import { maskDifferences } from './changes/maskDifferences';
import { leaveOutSecrets, maskPrinted, withoutSecrets } from './form';
import { comparePromises } from './install/comparePromises';
import type { KubernetesObject } from './live';
import { readFields, readOutputs, type Field } from './resource/fields';
import { maskSecrets } from './resource/placement/maskSecrets';
import { looksSecret } from '@kratix-portal/plugin-ske-common';
import {
  secretCases,
  type SecretCase,
} from './values/__testUtils__/secretCases';
import { maskText, toYamlText } from './yaml';
import { maskObject } from './yaml/maskObject';

type Spec = SecretCase['spec'];

/** The text that each part of the pages shows of a spec before the user asks for hidden values. */
const places: Record<string, (spec: Spec) => string> = {
  'the overview: as requested, health details, recorded status': spec =>
    print(readFields(spec)),
  'the overview: outputs': status => print(readOutputs(status)),
  'the YAML tab': spec => toYamlText(maskObject(objectOf({ spec })).object, {}),
  'the YAML tab: status': status =>
    toYamlText(maskObject(objectOf({ status })).object, {}),
  'the YAML tab: kubectl’s copy': spec =>
    toYamlText(
      maskObject(
        objectOf({
          metadata: {
            annotations: {
              'kubectl.kubernetes.io/last-applied-configuration':
                JSON.stringify({ spec }),
            },
          },
          status: spec,
        }),
      ).object,
      {},
    ),
  'the editor and the manifest of a new request': spec =>
    maskText(stringify(objectOf({ spec })), looksSecret).text,
  'placement: a file in YAML': spec =>
    maskSecrets(stringify(objectOf({ spec }))).text,
  'placement: a file in JSON': spec =>
    maskSecrets(JSON.stringify(objectOf({ spec }))).text,
  'placement: a file without a kind': spec => maskSecrets(stringify(spec)).text,
  'placement: an object in a List': spec =>
    maskSecrets(stringify({ kind: 'List', items: [objectOf({ spec })] })).text,
  'a conflict': spec =>
    JSON.stringify(
      maskDifferences(
        [{ path: ['spec'], kind: 'mine', mine: spec }],
        looksSecret,
      ),
    ),
  'the changes of a dry run': spec =>
    Object.entries(spec)
      .map(([key, value]) =>
        maskPrinted({
          printed: JSON.stringify(value),
          field: `spec.${key}`,
          object: { spec },
          isSecret: looksSecret,
        }),
      )
      .join('\n'),
  'the upgrade of a Promise': spec =>
    JSON.stringify(
      comparePromises({ metadata: { name: 'one' }, spec: {} }, {
        metadata: { name: 'one' },
        spec: { workflows: { resource: { configure: spec } } },
      } as never),
    ),
};

/** Parts that hide whole groups, so that even values beside a secret may be missing. */
const partial = new Set(['the upgrade of a Promise']);

describe.each(Object.entries(places))('%s', (place, show) => {
  it.each(secretCases)('hides $title', ({ spec, hidden, shown }) => {
    const text = show(spec);

    expect(hidden.filter(each => text.includes(each))).toEqual([]);
    const expected = partial.has(place) ? [] : shown;
    expect(expected.filter(each => !text.includes(each))).toEqual([]);
  });
});

describe('a draft of an edit without a form', () => {
  it.each(secretCases)(
    'contains no hidden value of the case: $title',
    ({ spec, hidden }) => {
      const text = JSON.stringify(withoutSecrets([], { spec }));

      expect(hidden.filter(each => text.includes(each))).toEqual([]);
    },
  );
});

describe('a form that starts with the values of a link or a copy', () => {
  it.each(secretCases)(
    'contains no hidden value of the case: $title',
    ({ spec, hidden, shown }) => {
      const { values, omitted } = leaveOutSecrets([], { spec });
      const text = JSON.stringify(values);

      expect(hidden.filter(each => text.includes(each))).toEqual([]);
      expect(shown.filter(each => !text.includes(each))).toEqual([]);
      expect(omitted.length > 0).toBe(hidden.length > 0);
    },
  );
});

describe('a change of one field', () => {
  it('hides the value in a pair of name and value if the name looks secret', () => {
    const spec = { env: [{ name: 'DB_PASSWORD', value: 'hunter2' }] };

    expect(
      maskPrinted({
        printed: '"hunter2"',
        field: 'spec.env[0].value',
        object: { spec },
        isSecret: looksSecret,
      }),
    ).not.toContain('hunter2');
  });
});

function objectOf(parts: object): KubernetesObject {
  return {
    apiVersion: 'demo.example.com/v1',
    kind: 'Database',
    ...parts,
    metadata: {
      name: 'orders',
      namespace: 'default',
      uid: '1',
      ...('metadata' in parts ? (parts.metadata as object) : {}),
    },
  } as KubernetesObject;
}

function print(fields: readonly Field[]): string {
  return fields
    .map(field => {
      if (field.type === 'group') {
        return `${field.title}\n${print(field.items)}`;
      }
      return `${field.title}: ${field.isSecret ? '••••' : field.text}`;
    })
    .join('\n');
}
