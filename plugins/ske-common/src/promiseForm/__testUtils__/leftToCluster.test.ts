import { isCheckedByCluster } from './leftToCluster';
import { crdWith } from './promiseWith';

const text = { type: 'string' };
const crd = crdWith({
  type: 'object',
  properties: {
    rule: {
      type: 'object',
      properties: { a: text },
      'x-kubernetes-validations': [{ rule: 'self.a != "x"' }],
    },
    host: { ...text, format: 'hostname' },
    other: { type: 'object', properties: { a: text } },
    size: { type: 'integer' },
    code: { ...text, pattern: '(?i)a' },
    yaml: {
      type: 'object',
      properties: {
        'a.b': text,
        list: { type: 'array', items: { type: 'object', properties: {} } },
      },
      'x-kubernetes-validations': [{ rule: 'self.list.size() > 1' }],
    },
    ports: {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['name'],
      items: { type: 'object', required: ['name'], properties: { name: text } },
    },
  },
});

const refusal = (...causes: string[]) =>
  `The Thing "form-1" is invalid: ${
    causes.length > 1 ? `[${causes.join(', ')}]` : causes[0]
  }`;
const unchecked =
  '<nil>: Invalid value: null: some validation rules were not checked because the object was invalid';
const ofRule = (field: string) =>
  `${field}: Invalid value: "object": failed rule: self.a != "x"`;
const ofFormat = (field: string) =>
  `${field}: Invalid value: "_": ${field} in body must be of type hostname: "_"`;
const ofKey = 'spec.ports[1]: Duplicate value: {"name":"a"}';

describe('isCheckedByCluster', () => {
  it.each([
    [refusal(ofRule('spec.rule'))],
    [refusal(ofFormat('spec.host'))],
    [refusal(ofRule('spec.yaml.list'))],
    [refusal(ofKey)],
    [refusal(ofRule('spec.rule'), ofFormat('spec.host'), ofKey, unchecked)],
    [refusal(`\n* ${ofRule('spec.rule')}\n* ${ofKey}`)],
  ])(
    'accepts %j, because the form says at the field that the cluster checks it',
    refused => {
      expect(isCheckedByCluster(refused, crd)).toBe(true);
    },
  );

  it.each([
    [refusal(ofRule('spec.other'))],
    [refusal(ofFormat('spec.size'))],
    [refusal(ofRule('spec.code'))],
    [refusal('spec.host: Duplicate value: "a"')],
    [refusal(ofRule('spec.rule'), ofRule('spec.other'))],
    ['The Thing "form-1" is invalid: '],
    ['connection refused'],
    [undefined],
  ])('does not accept %j', refused => {
    expect(isCheckedByCluster(refused, crd)).toBe(false);
  });
});
