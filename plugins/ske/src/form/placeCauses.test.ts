import { parseFieldPath } from '@kratix-portal/plugin-ske-common';
import { findField, listHidden, placeCauses } from './placeCauses';
import { toErrorSchema } from './toErrorSchema';

const pages = [
  { properties: { objname: { type: 'string' }, objnamespace: {} } },
  {
    properties: {
      spec: {
        properties: {
          size: { type: 'integer' },
          listeners: {
            type: 'array',
            items: { properties: { port: { type: 'integer' } } },
          },
        },
      },
    },
  },
  {
    properties: {
      spec: {
        properties: {
          raw: { 'ui:field': 'KratixYaml' },
          labels: { additionalProperties: { type: 'string' } },
          secret: { 'ui:widget': 'hidden' },
        },
      },
    },
  },
];
const find = (path: string) => findField(pages, parseFieldPath(path));

describe('placeCauses', () => {
  it('sorts the causes in the order in which the form shows their fields', () => {
    const fields = [
      'status.phase',
      'spec.labels[a]',
      'spec.listeners[1].port',
      'spec.listeners[0].port',
      'spec.size',
      'metadata.name',
    ];
    const placed = placeCauses(
      pages,
      fields.map(field => ({ field, message: 'No.' })),
      {},
    );
    expect(placed.map(({ cause }) => cause.field)).toEqual(
      [...fields.slice(1)].reverse().concat(fields[0]),
    );
  });

  it.each([
    ['spec.labels[8080]', ['spec', 'labels', '8080']],
    ["spec.labels['a.b/c']", ['spec', 'labels', 'a.b/c']],
    ['spec.labels.a.b/c', ['spec', 'labels', 'a.b/c']],
    ['spec.listeners[1].port', ['spec', 'listeners', 1, 'port']],
  ])('finds the field of the form for %s', (field, path) => {
    const spec = { labels: { '8080': 'x', 'a.b/c': 'y' }, listeners: [{}, {}] };
    const [{ place }] = placeCauses(pages, [{ field, message: 'No.' }], {
      spec,
    });
    expect(place?.path).toEqual(path);
  });
});

describe('findField', () => {
  it.each([
    ['metadata.name', 0, ['objname']],
    ['metadata.namespace', 0, ['objnamespace']],
    ['spec.size', 1, ['spec', 'size']],
    ['spec.listeners[2].port', 1, ['spec', 'listeners', 2, 'port']],
    ['spec.listeners[0].gone', 1, ['spec', 'listeners', 0]],
    ['spec.raw.deep.inside', 2, ['spec', 'raw']],
    ['spec.labels[a.b]', 2, ['spec', 'labels', 'a.b']],
    ['spec', 1, ['spec']],
  ])('finds %s on page %i', (text, page, path) => {
    expect(find(text)).toEqual({ page, path });
  });

  it.each(['spec.unknown', 'metadata.labels.x', 'status.phase', 'spec.secret'])(
    'finds no field for %s',
    text => {
      expect(find(text)).toBeUndefined();
    },
  );

  it('finds the YAML field for each path of the spec if the whole spec is one YAML field', () => {
    const whole = [{ properties: { spec: { 'ui:field': 'KratixYaml' } } }];
    expect(findField(whole, ['spec', 'a', 'b'])).toEqual({
      page: 0,
      path: ['spec'],
    });
  });
});

describe('listHidden', () => {
  it('lists the paths that no page shows', () => {
    expect(
      listHidden(pages, {
        size: 1,
        extra: { a: 1 },
        listeners: [{ port: 1, tls: true }],
        raw: { anything: 1 },
        labels: { 'a.b': 'x' },
        secret: 'kept',
      }),
    ).toEqual(['spec.extra', 'spec.listeners[0].tls', 'spec.secret']);
  });
});

describe('toErrorSchema', () => {
  it('nests the causes of one page in the same way as the values', () => {
    const causes = [
      {
        cause: { field: 'spec.listeners[0].port', message: 'Port.' },
        place: { page: 1, path: ['spec', 'listeners', 0, 'port'] },
      },
      {
        cause: { field: 'metadata.name', message: 'Name.' },
        place: { page: 0, path: ['objname'] },
      },
      { cause: { message: 'Other.' } },
    ];

    expect(toErrorSchema(causes, 1)).toEqual({
      spec: { listeners: { 0: { port: { __errors: ['Port.'] } } } },
    });
    expect(toErrorSchema(causes, 2)).toBeUndefined();
  });
});
