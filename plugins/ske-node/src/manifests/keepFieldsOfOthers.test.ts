import type { JsonObject, JsonValue } from '@backstage/types';
import { keepFieldsOfOthers } from './keepFieldsOfOthers';
import type { Manifest } from './parseManifest';

function manifestOf(content: JsonObject): Manifest {
  return {
    ref: { apiVersion: 'v1', kind: 'Service', name: 'a' },
    labels: {},
    annotations: {},
    preconditions: {},
    madeFrom: {},
    content,
    notices: [],
  };
}

describe('keepFieldsOfOthers', () => {
  /** Ports of a Service, whose key is the number and the protocol; the API server sets the protocol TCP. */
  const completed = (
    ports: {
      name?: string;
      port: number;
      protocol: string;
      nodePort?: number;
    }[],
    submitted: JsonObject[],
  ) => {
    const fieldsV1 = {
      'f:spec': {
        'f:ports': {
          '.': {},
          ...Object.fromEntries(
            ports.map(({ port, protocol }) => [
              `k:${JSON.stringify({ port, protocol })}`,
              { '.': {}, 'f:port': {}, 'f:protocol': {} },
            ]),
          ),
        },
      },
    };
    const live = {
      metadata: { managedFields: [{ manager: 'portal', fieldsV1 }] },
      spec: { ports },
    };
    const { content } = keepFieldsOfOthers(
      live,
      manifestOf({ spec: { ports: submitted } }),
      'portal',
    );
    return (content.spec as JsonObject).ports;
  };
  const tcp = { port: 53, protocol: 'TCP', nodePort: 30053 };
  const udp = { port: 53, protocol: 'UDP', nodePort: 30054 };

  it('finds the item if the manifest has only a part of its key', () => {
    expect(completed([tcp], [{ port: 53 }])).toEqual([tcp]);
    expect(completed([udp, tcp], [udp, { port: 53 }])).toEqual([udp, tcp]);
    expect(completed([udp, tcp], [{ port: 53 }, udp])).toEqual([tcp, udp]);
  });

  it('finds the item if the key field that the manifest omits has its default value', () => {
    const dns = { name: 'dns', ...udp };
    const dnsTcp = { name: 'dns-tcp', ...tcp };
    expect(completed([dns, dnsTcp], [{ name: 'dns-tcp', port: 53 }])).toEqual([
      dnsTcp,
    ]);
    expect(completed([udp], [{ port: 53 }])).toEqual([{ port: 53 }]);
    expect(completed([tcp], [{ port: 53 }, { port: 53 }])).toEqual([
      tcp,
      { port: 53 },
    ]);
  });

  it('reads the owner of each item once, so that a long list does not block', () => {
    const ports = Array.from({ length: 300 }, (_, index) => ({
      port: index + 1,
      protocol: 'TCP',
    }));
    const parse = jest.spyOn(JSON, 'parse');
    completed(ports, ports);
    // The field sets are read once for the names of the key fields, and once for each item.
    expect(parse.mock.calls.length).toBeLessThanOrEqual(301);
    parse.mockRestore();
  });

  /** The update of a list, with the field sets of the portal and of a controller. */
  const update = (options: {
    list: JsonValue[];
    submitted: JsonValue[];
    own: JsonObject;
    controller?: JsonObject;
  }) => {
    const { list, submitted, own, controller = {} } = options;
    const entry = (manager: string, fields: JsonObject) => ({
      manager,
      time: '2026-01-01T00:00:00Z',
      fieldsV1: { 'f:spec': { 'f:list': fields } },
    });
    const live = {
      metadata: {
        managedFields: [entry('portal', own), entry('controller', controller)],
      },
      spec: { list },
    };
    const { content, kept } = keepFieldsOfOthers(
      live,
      manifestOf({ spec: { list: submitted } }),
      'portal',
    );
    return { list: (content.spec as JsonObject).list, kept };
  };

  it('removes an item whose value has characters that the API server escapes in the field sets', () => {
    // This is JSON of the API server, which is written in Go.
    const own = JSON.parse(
      '{".":{},"v:\\"https://a/?x=1\\\\u0026y=\\\\u003c2\\\\u003e\\"":{},"v:\\"https://b\\"":{}}',
    );
    expect(
      update({
        list: ['https://a/?x=1&y=<2>', 'https://b'],
        submitted: ['https://b'],
        own,
      }),
    ).toEqual({ list: ['https://b'], kept: [] });
  });

  it('keeps the fields of other managers in an item that is submitted without a part of its key with a default in the CRD', () => {
    const own = {
      'k:{"kind":"Service","name":"a"}': {
        '.': {},
        'f:kind': {},
        'f:name': {},
      },
    };
    const controller = { 'k:{"kind":"Service","name":"a"}': { 'f:id': {} } };
    const { list, kept } = update({
      list: [{ name: 'a', kind: 'Service', id: 7 }],
      submitted: [{ name: 'a' }],
      own,
      controller,
    });
    // The API server sets the kind. Its default is not known, so the live kind is not written.
    expect(list).toEqual([{ name: 'a', id: 7 }]);
    expect(kept).toEqual([
      { path: ['spec', 'list', 0, 'id'], manager: 'controller' },
    ]);
  });

  it('names the field manager of kept items and of kept fields of items', () => {
    const own = { 'k:{"name":"a"}': { '.': {}, 'f:name': {} } };
    const controller = {
      'k:{"name":"a"}': { 'f:id': {} },
      'k:{"name":"b"}': { '.': {}, 'f:name': {} },
    };
    const list = [{ name: 'b' }, { name: 'a', id: 7 }, { name: 'c' }];
    const { kept } = update({
      list,
      submitted: [{ name: 'a' }],
      own,
      controller,
    });
    expect(kept).toEqual([
      { path: ['spec', 'list', 1, 'id'], manager: 'controller' },
      { path: ['spec', 'list', 0], manager: 'controller' },
      { path: ['spec', 'list', 2], manager: undefined },
    ]);
  });

  it('keeps a null in an item that another field manager wrote, and removes a null that the portal wrote', () => {
    const key = 'k:{"name":"a"}';
    const list = [{ name: 'a', tier: null, zone: null }];
    const own = { [key]: { '.': {}, 'f:name': {}, 'f:zone': {} } };
    const controller = { [key]: { 'f:tier': {} } };
    expect(
      update({ list, submitted: [{ name: 'a' }], own, controller }),
    ).toEqual({ list: [{ name: 'a', tier: null }], kept: [] });
  });

  it('removes an item although another field manager wrote a null in it', () => {
    const key = 'k:{"name":"a"}';
    const list = [{ name: 'a', tier: null }];
    const own = { [key]: { '.': {}, 'f:name': {} } };
    const controller = { [key]: { 'f:tier': {} } };
    expect(update({ list, submitted: [], own, controller })).toEqual({
      list: [],
      kept: [],
    });
  });

  it('names the manager of a field in a mapping that the portal wrote when the mapping was empty', () => {
    const entry = (manager: string, time: string, extra: JsonObject) => ({
      manager,
      time,
      fieldsV1: { 'f:spec': { 'f:extra': extra } },
    });
    const live = {
      metadata: {
        managedFields: [
          entry('portal', '2026-01-02T00:00:00Z', {}),
          entry('controller', '2026-01-01T00:00:00Z', { 'f:c': {} }),
        ],
      },
      spec: { extra: { c: 3 } },
    };
    const manifest = manifestOf({ spec: { extra: {} } });
    expect(keepFieldsOfOthers(live, manifest, 'portal').kept).toEqual([
      { path: ['spec', 'extra', 'c'], manager: 'controller' },
    ]);
  });

  it('removes an item that the portal owns together with the fields that the API server has set in it', () => {
    expect(completed([tcp], [{ port: 54 }])).toEqual([{ port: 54 }]);
  });

  it('counts the keys of a long field set a fixed number of times, however many fields stay', () => {
    const names = (prefix: string) =>
      Array.from({ length: 300 }, (_, index) => `${prefix}${index}`);
    const entry = (manager: string, prefix: string) => ({
      manager,
      fieldsV1: {
        'f:spec': Object.fromEntries(names(`f:${prefix}`).map(f => [f, {}])),
      },
    });
    const managedFields = [entry('portal', 'a'), entry('controller', 'b')];
    const spec = Object.fromEntries(names('b').map(name => [name, 1]));
    const keys = jest.spyOn(Object, 'keys');
    const { kept } = keepFieldsOfOthers(
      { metadata: { managedFields }, spec },
      manifestOf({ spec: {} }),
      'portal',
    );
    const long = keys.mock.results.filter(({ value }) => value.length >= 300);
    keys.mockRestore();
    expect(kept).toHaveLength(300);
    expect(kept.at(-1)?.manager).toBe('controller');
    expect(long.length).toBeLessThan(20);
  });
});
