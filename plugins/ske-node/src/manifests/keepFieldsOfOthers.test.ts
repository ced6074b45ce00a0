import type { JsonObject } from '@backstage/types';
import { keepFieldsOfOthers } from './keepFieldsOfOthers';
import type { Manifest } from './parseManifest';

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
    const manifest: Manifest = {
      ref: { apiVersion: 'v1', kind: 'Service', name: 'a' },
      labels: {},
      annotations: {},
      preconditions: {},
      madeFrom: {},
      content: { spec: { ports: submitted } },
      notices: [],
    };
    const { content } = keepFieldsOfOthers(live, manifest, 'portal');
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

  it('removes an item that the portal owns together with the fields that the API server has set in it', () => {
    expect(completed([tcp], [{ port: 54 }])).toEqual([{ port: 54 }]);
  });
});
