import type { Fault } from '@kratix-portal/plugin-ske-node/testUtils';

/** The injected faults in their order. Between two faults is a pause, so that the benchmark includes recovery. */
export const FAULTS: readonly Fault[] = [
  { type: 'latency', ms: 300 },
  { type: 'reset' },
  { type: 'cut-headers' },
  { type: 'cut-body', afterBytes: 200 },
  { type: 'truncate', afterBytes: 200 },
  { type: 'half-close' },
  { type: 'not-http' },
  {
    type: 'answer',
    status: 200,
    headers: { 'content-type': 'text/html' },
    body: '<html><body>Sign in</body></html>',
  },
  {
    type: 'answer',
    status: 429,
    headers: { 'retry-after': '1' },
    body: '{}',
  },
  { type: 'answer', status: 500, headers: {}, body: 'oops' },
  { type: 'refuse' },
  { type: 'silent' },
  { type: 'hang' },
];

/** Returns the fault at a time. Faults and pauses alternate and have the same length. */
export function faultAt(
  milliseconds: number,
  eachMs: number,
): Fault | undefined {
  const turn = Math.floor(milliseconds / eachMs);
  return turn % 2 === 0 ? undefined : FAULTS[((turn - 1) / 2) % FAULTS.length];
}
