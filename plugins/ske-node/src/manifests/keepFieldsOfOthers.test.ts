import type { JsonObject } from '@backstage/types';
import { keepFieldsOfOthers } from './keepFieldsOfOthers';
import type { Manifest } from './parseManifest';

describe('keepFieldsOfOthers', () => {
  /** Ports of a Service, whose key is the number and the protocol; the API server sets the protocol TCP. */
  const completed = (
    ports: { port: number; protocol: string; nodePort?: number }[],
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

  it('finds the item whose key the manifest gives in part', () => {
    expect(completed([tcp], [{ port: 53 }])).toEqual([tcp]);
    expect(completed([udp, tcp], [udp, { port: 53 }])).toEqual([udp, tcp]);
    expect(completed([udp, tcp], [{ port: 53 }, udp])).toEqual([tcp, udp]);
  });

  it('removes an item of ours with what the API server has set in it', () => {
    expect(completed([tcp], [{ port: 54 }])).toEqual([{ port: 54 }]);
  });
});
