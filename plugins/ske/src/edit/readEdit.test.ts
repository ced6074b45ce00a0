import { mergeValues, readListKeys } from '../changes';
import { listImmutable } from './readEdit';
import { toEditPages } from './toEditPages';

const schema = {
  properties: {
    spec: {
      properties: {
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            'x-kubernetes-validations': [
              { rule: 'self.protocol == oldSelf.protocol' },
            ],
            properties: {
              name: { type: 'string' },
              protocol: { type: 'string' },
              port: { type: 'integer' },
            },
          },
        },
      },
    },
  },
};

const changes = (...ports: object[]) => {
  const base = {
    spec: {
      ports: [
        { name: 'web', protocol: 'TCP', port: 80 },
        { name: 'dns', protocol: 'UDP', port: 53 },
      ],
    },
  };
  const mine = JSON.parse(JSON.stringify({ spec: { ports } }));
  const { differences } = mergeValues({
    base,
    live: base,
    mine,
    listKeys: readListKeys(schema),
  });
  return listImmutable(differences, schema, mine, field => field).map(
    ({ field }) => field,
  );
};

describe('listImmutable', () => {
  it('names the field of a list item that cannot be changed, by the index of the item', () => {
    expect(
      changes(
        { name: 'dns', protocol: 'UDP', port: 5353 },
        { name: 'web', protocol: 'UDP', port: 80 },
      ),
    ).toEqual(['spec.ports[1].protocol']);
  });

  it('allows to add and remove items', () => {
    expect(
      changes(
        { name: 'web', protocol: 'TCP', port: 80 },
        { name: 'new', protocol: 'UDP', port: 1 },
      ),
    ).toEqual([]);
  });
});

describe('toEditPages', () => {
  it('says at the fields of list items that they cannot be changed later, and keeps them editable for new items', () => {
    const { ports } = schema.properties.spec.properties;
    const [page] = toEditPages({
      pages: [
        { properties: { spec: { type: 'object', properties: { ports } } } },
      ],
      crdSchema: schema,
      spec: { ports: [{ name: 'web', protocol: 'TCP' }] },
      immutableText: 'Not later.',
    })!;
    const { protocol, port } = (page as typeof schema).properties.spec
      .properties.ports.items.properties;
    expect(protocol).toEqual({ type: 'string', description: 'Not later.' });
    expect(port).toEqual({ type: 'integer' });
  });
});
