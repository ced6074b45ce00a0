import fc from 'fast-check';
import { SkeError } from '@kratix-portal/plugin-ske-common';
import { parseManifest } from './parseManifest';
import { head, named, refusal } from './__testUtils__/manifestTexts';

describe('parseManifest', () => {
  it('reads a resource request', () => {
    const manifest = parseManifest(`# a comment
---
apiVersion: demo.example.com/v1
kind: Database
metadata:
  name: orders
  namespace: team-a
  labels: {team: a}
  annotations:
    note: "on"
spec:
  size: 3
  ratio: 0.5
  "on": "yes"
  since: 2026-01-01
  octal: 0o17
  empty:
  list: [a, {b: null}]
---
`);
    expect(manifest).toEqual({
      ref: {
        apiVersion: 'demo.example.com/v1',
        kind: 'Database',
        name: 'orders',
        namespace: 'team-a',
      },
      labels: { team: 'a' },
      annotations: { note: 'on' },
      preconditions: { uid: undefined, resourceVersion: undefined },
      madeFrom: {},
      content: {
        spec: {
          size: 3,
          ratio: 0.5,
          on: 'yes',
          since: '2026-01-01',
          octal: 15,
          empty: null,
          list: ['a', { b: null }],
        },
      },
      notices: [],
    });
  });

  it('reads JSON, and the output of a template engine in YAML', () => {
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'a' },
      data: { 'key.with/all': 'tab\t "quoted" \\ ü', '1': '' },
    });
    expect(parseManifest(json).content).toEqual({
      data: { 'key.with/all': 'tab\t "quoted" \\ ü', '1': '' },
    });
    expect(
      parseManifest(`${named}spec: {"size":3,"tags":["a"]}\n`).content,
    ).toEqual({ spec: { size: 3, tags: ['a'] } });
  });

  it.each([
    ['0', 0],
    ['0.0', 0],
    ['-0.0', 0],
    ['0e5', 0],
    ['1e-300', 1e-300],
    ['9007199254740991', 9007199254740991],
    ['-9007199254740991', -9007199254740991],
    ['0x1f', 31],
    ['1e3', 1000],
  ])('S31: accepts the number %s', (text, value) => {
    const { content } = parseManifest(`${named}spec: {a: ${text}}`);
    expect(JSON.stringify(content)).toBe(`{"spec":{"a":${value}}}`);
  });

  it.each<[string, RegExp]>([
    [
      'spec: {defaultMode: 0644}',
      /^spec\.defaultMode is 0644, which YAML 1\.1 \(kubectl\) reads as 420 and YAML 1\.2 as 644; write 420, 644 or "0644"\.$/,
    ],
    [
      'spec: {hostNetwork: off}',
      /^spec\.hostNetwork is off, .* as false and YAML 1\.2 as "off"/,
    ],
    ['spec: {feature: yes}', /^spec\.feature is yes, .* as true/],
    ['spec: {time: 22:30:00}', /^spec\.time is 22:30:00, .* as 81000/],
    ['spec: {big: 1_000}', /^spec\.big is 1_000, .* as 1000/],
    ['spec: {list: [a, n]}', /^spec\.list\[1\] is n, .* as false/],
    ['spec:\n  a: 0b11', /^spec\.a is 0b11, .* as 3/],
    [
      'spec: {extra: {<<: {a: 1}, b: 2}}',
      /^spec\.extra\.<< is a merge key, .*write the merged keys out/,
    ],
    ['spec: {point: {x: 1, y: 2}}', /^spec\.point\.y is a key that/],
    ['data: {on: a}', /^data\.on is a key that YAML 1\.1 .* as "true"/],
    [
      'spec: {pinSecret: 0644}',
      /^spec\.pinSecret is read differently by YAML 1\.1/,
    ],
  ])(
    'S30: rejects %s, which YAML 1.1 and YAML 1.2 read differently',
    (text, message) => {
      expect(refusal(`${named}${text}`).message).toMatch(message);
    },
  );

  it('S30: rejects a name that kubectl would read as a boolean', () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: n}';
    expect(refusal(text).message).toMatch(/^metadata\.name is n, .* as false/);
  });

  it('S30: accepts the same values in quotes and in blocks', () => {
    const text = `spec: {a: '0644', b: "off", "on": 'y', "<<": 1}\ndata:\n  a: |-\n    yes\n`;
    expect(parseManifest(`${named}${text}`).content).toEqual({
      spec: { a: '0644', b: 'off', on: 'y', '<<': 1 },
      data: { a: 'yes' },
    });
  });

  it('S33: leaves out fields that only the cluster sets, and adds notices', () => {
    const { content, notices, madeFrom } = parseManifest(`${head}metadata:
  name: a
  creationTimestamp: null
  generation: 2
  managedFields: []
status: {phase: Ready}
spec: {}
`);
    expect(content).toEqual({ spec: {} });
    expect(madeFrom).toEqual({ generation: 2, managedFields: [] });
    expect(notices).toEqual([
      expect.stringContaining('metadata.creationTimestamp'),
      expect.stringContaining('metadata.generation'),
      expect.stringContaining('metadata.managedFields'),
      expect.stringContaining('status was left out'),
    ]);
  });

  it('S33: reads uid and resourceVersion as preconditions', () => {
    const { preconditions } = parseManifest(
      `${head}metadata: {name: a, uid: u-1, resourceVersion: "5"}`,
    );
    expect(preconditions).toEqual({ uid: 'u-1', resourceVersion: '5' });
  });

  it('treats a spec without a value as absent, because a template renders that for an empty parameter', () => {
    const { content, notices } = parseManifest(`${named}spec:\n`);
    expect(content).toEqual({});
    expect(notices).toEqual(['spec was left out: it has no value.']);
  });

  const jsonValue = fc.jsonValue({ maxDepth: 4, noUnicodeString: false });

  it('S31: reads any JSON object unchanged', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter(key => key !== '__proto__'),
          jsonValue,
          { noNullPrototype: true },
        ),
        spec => {
          const text = JSON.stringify({
            apiVersion: 'v1',
            kind: 'ConfigMap',
            metadata: { name: 'a' },
            spec,
          });
          const outcome = outcomeOf(text);
          const isExact =
            typeof outcome !== 'string' &&
            JSON.stringify(outcome.content.spec) === JSON.stringify(spec);
          // The generator also creates numbers and keys that our rules reject. The parser may reject nothing else.
          return (
            isExact ||
            (typeof outcome === 'string' &&
              /2\^53|__proto__|NUL|surrogate/.test(outcome))
          );
        },
      ),
    );
  });

  it('S43: quickly returns a manifest or a SkeError for any text, and changes no prototype', () => {
    const pieces = fc.array(
      fc.constantFrom(
        ...'{}[]:,-?&*!|>%@`"\'#\n\t ~'.split(''),
        'a',
        '- ',
        ': ',
        '? ',
        '---\n',
        '...\n',
        '__proto__: ',
        'constructor: ',
        '<<: ',
        '!!js/function ',
        '1e999',
        '0x',
        '\u0000',
        '\ud800',
        '\u2028',
        named,
      ),
      { maxLength: 200 },
    );
    const before = Object.getOwnPropertyNames(Object.prototype).join();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 400 }),
          pieces.map(all => all.join('')),
        ),
        text => {
          // The test measures CPU time, because other processes may be using the machine.
          const start = process.cpuUsage();
          outcomeOf(text);
          return process.cpuUsage(start).user < 1_000_000;
        },
      ),
      { numRuns: 500 },
    );
    expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(before);
  });

  it('S41: does not quote the text in the message, because the audit log shows it', () => {
    for (const text of [
      `${named}spec: {password: hunter2`,
      `${named}spec: {password: "hunter2\\q"}`,
      `${named}spec: {a: @hunter2}`,
      `${named}spec: |hunter2\n x`,
      `${named}spec:\n a: 1\n  hunter2: 3\n`,
      `${named}spec: [1] hunter2`,
      `${named}%hunter2`,
    ]) {
      const error = refusal(text);
      expect(error.message).toMatch(
        /cannot be read: .*, at line \d+, column \d+/,
      );
      expect(JSON.stringify(error.causes)).not.toContain('hunter2');
    }
  });
});

function outcomeOf(text: string) {
  try {
    return parseManifest(text);
  } catch (error) {
    if (SkeError.is(error) && error.code === 'invalid-input') {
      return error.message;
    }
    throw error;
  }
}
