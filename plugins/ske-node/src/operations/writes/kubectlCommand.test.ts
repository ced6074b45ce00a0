import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { KubectlOperation, kubectlCommand, quote } from './kubectlCommand';

const ref = {
  apiVersion: 'demo.example.com/v1',
  kind: 'Database',
  namespace: 'team-a',
  name: 'orders',
};
const location = {
  group: 'demo.example.com',
  version: 'v1',
  plural: 'databases',
  namespace: 'team-a',
};

function command(operation: KubectlOperation): string {
  return kubectlCommand({ ref, location, operation, fieldManager: 'team-a' });
}

describe('kubectlCommand', () => {
  it.each<[KubectlOperation, string]>([
    [
      { verb: 'create', object: { spec: { note: "it's" } } },
      `printf '%s' '{"spec":{"note":"it'\\''s"}}' | kubectl create --field-manager team-a --filename -`,
    ],
    [
      { verb: 'patch', patch: { spec: { size: null } }, live: {} },
      `kubectl patch databases.v1.demo.example.com orders --namespace team-a --field-manager team-a --type merge --patch '{"spec":{"size":null}}'`,
    ],
    [
      { verb: 'get' },
      'kubectl get databases.v1.demo.example.com orders --namespace team-a --output yaml',
    ],
  ])('returns the command for %j', (operation, expected) => {
    expect(command(operation)).toBe(expected);
  });

  it('writes a kind of the core group, and an object without a namespace', () => {
    expect(
      kubectlCommand({
        ref: { apiVersion: 'v1', kind: 'Namespace', name: 'a' },
        location: { group: '', version: 'v1', plural: 'namespaces' },
        operation: { verb: 'get' },
        fieldManager: 'a',
      }),
    ).toBe('kubectl get namespaces a --output yaml');
  });

  it.each([
    ['a secret', { spec: { password: 'hunter2' } }],
    ['a text of JSON', { spec: { config: '{"password":"hunter2"}' } }],
    [
      'a named value',
      { spec: { env: { Name: 'PIN_TOKEN', Values: ['hunter2'] } } },
    ],
    [
      "kubectl's copy",
      {
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/last-applied-configuration': 'hunter2',
          },
        },
      },
    ],
    ['too much to copy', { spec: { note: 'hunter2 '.repeat(1000) } }],
  ])('leaves the content out of the command for %s', (_, object) => {
    const create = command({ verb: 'create', object });
    const patch = command({ verb: 'patch', patch: object, live: {} });
    expect(create).toBe(
      'kubectl create --field-manager team-a --filename manifest.yaml',
    );
    expect(patch).toBe(
      'kubectl edit databases.v1.demo.example.com orders --namespace team-a --field-manager team-a',
    );
  });

  it('leaves out a patch of a value that has the name of a secret in the live object', () => {
    expect(
      command({
        verb: 'patch',
        patch: { spec: { setting: { value: 'hunter2' } } },
        live: { spec: { setting: { name: 'DB_PASSWORD', value: 'old' } } },
      }),
    ).not.toContain('hunter2');
  });

  it('S41: escapes characters that are invisible or make the command look different', () => {
    expect(
      command({
        verb: 'patch',
        patch: { spec: { note: 'a\u202eb\u200b\u0007' } },
        live: {},
      }),
    ).toContain(String.raw`{"spec":{"note":"a\u202eb\u200b\u0007"}}`);
  });

  it('quotes generated texts as one word, so that a shell does not run any part of them', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(fc.constantFrom(...'\'"$`\\;|&<>(){}*?!#~%=\n\t a-'.split('')))
        .map(all => all.join('')),
    );
    fc.assert(
      fc.property(
        fc.array(
          text.filter(word => !word.includes('\0')),
          { minLength: 1, maxLength: 5 },
        ),
        words => {
          const script = `printf '%s\\1' ${words.map(quote).join(' ')}`;
          const output = execFileSync('sh', ['-c', script], {
            encoding: 'utf8',
          });
          return output === words.map(word => `${word}\u0001`).join('');
        },
      ),
      { numRuns: 150 },
    );
  });
});
