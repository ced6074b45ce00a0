import type { RJSFValidationError } from '@rjsf/utils';
import { placeErrors } from './placeErrors';

const page = {
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        size: { type: 'integer' },
        open: { type: 'object', properties: { a: { type: 'string' } } },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
        rows: {
          type: 'array',
          items: {
            type: 'object',
            properties: { yaml: { type: 'object', 'ui:field': 'KratixYaml' } },
          },
        },
      },
    },
  },
};
const values = {
  spec: {
    size: 'x',
    open: { a: 1 },
    labels: { 'kratix.io/team': 1, a: 'x', 'a.b': 1 },
    rows: [{ yaml: { pod: { 'b.c': [{ n: 'x' }] } } }],
  },
};

const place = (property: string, name = 'type', message = 'must be so') => {
  const error: RJSFValidationError = {
    name,
    property,
    message,
    stack: '',
  };
  const [placed] = placeErrors(page, values, [error], {
    required: 'Fill this in.',
    missing: field => `${field} is missing.`,
  });
  return [placed.property, placed.message];
};

describe('placeErrors', () => {
  it.each([
    ['.spec.size', '.spec.size', 'must be so'],
    ['.spec.open.a', '.spec.open.a', 'must be so'],
    ['.spec.labels.a', '.spec.labels.a', 'must be so'],
    ['.spec.labels.a.b', '.spec.labels["a.b"]', 'must be so'],
    [
      '.spec.labels.kratix.io~1team',
      '.spec.labels["kratix.io/team"]',
      'must be so',
    ],
    ['.spec.rows.0.yaml', '.spec.rows.0.yaml', 'must be so'],
    ['.spec.rows.0.yaml.pod', '.spec.rows.0.yaml', 'pod: must be so'],
    [
      '.spec.rows.0.yaml.pod.b.c.0.n',
      '.spec.rows.0.yaml',
      'pod[b.c][0].n: must be so',
    ],
    ['.other', '.other', 'must be so'],
  ])('places an error at %s', (property, field, message) => {
    expect(place(property)).toEqual([field, message]);
  });

  it('says that an empty field is required, without the name of the property', () => {
    const message = "must have required property 'size'";
    expect(place('.spec.size', 'required', message)).toEqual([
      '.spec.size',
      'Fill this in.',
    ]);
    expect(place('.spec.rows.0.yaml.b', 'required', message)).toEqual([
      '.spec.rows.0.yaml',
      'b is missing.',
    ]);
    expect(place('.spec.size', 'required', 'Choose a size.')).toEqual([
      '.spec.size',
      'Choose a size.',
    ]);
  });

  it('names a missing property once', () => {
    expect(place('.spec.open.image', 'required')).toEqual([
      '.spec.open',
      'must be so',
    ]);
    expect(place('.spec.size.b', 'required')).toEqual([
      '.spec.size',
      'must be so',
    ]);
  });
});
