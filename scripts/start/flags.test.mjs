// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { helpText, parseStartFlags, rejectFlagsTakenByNpm } from './flags.mjs';

/** @param {...string} args */
const parse = (...args) => parseStartFlags(args, '/home/me');

test('starts the demo with the bundled provider and the stand-in by default', () => {
  const flags = parse();
  assert.equal(flags.idp, 'oidc-provider');
  assert.equal(flags.kratix, 'stand-in');
  assert.equal(flags.auth, 'tok');
  assert.equal(flags.port, undefined);
  assert.deepEqual(flags.configFiles, []);
  assert.equal(flags.selfTest || flags.reset || flags.help, false);
});

test('accepts a value after a space or an equals sign', () => {
  assert.equal(parse('--port', '7010').port, 7010);
  assert.equal(parse('--port=7010').port, 7010);
  assert.equal(parse('--idp=keycloak').idp, 'keycloak');
});

test('resolves files against the current folder, and accepts several for --config', () => {
  const flags = parse(
    '--portal-only',
    '--config',
    'a.yaml',
    '/etc/b.yaml',
    '--config',
    'c.yaml',
    '--port',
    '1',
  );
  assert.deepEqual(flags.configFiles, [
    '/home/me/a.yaml',
    '/etc/b.yaml',
    '/home/me/c.yaml',
  ]);
  assert.equal(
    parse('--kubeconfig', 'kind.yaml').kubeconfig,
    '/home/me/kind.yaml',
  );
  assert.equal(parse('--users=people.yaml').usersFile, '/home/me/people.yaml');
});

/** @type {[string[], RegExp][]} */
const refused = [
  [['--prot', '1'], /unknown flag --prot/],
  [['portal'], /unknown flag portal/],
  [['--port'], /--port needs a value/],
  [['--kubeconfig', '--context', 'kind'], /--kubeconfig needs a value/],
  [['--port', '70000'], /from 1 to 65535/],
  [['--port', '0x10'], /from 1 to 65535/],
  [['--idp', 'okta'], /one of oidc-provider, keycloak/],
  [['--auth', 'cookie'], /one of tok, session/],
  [['--kratix', 'real'], /needs --kubeconfig/],
  [['--kratix', 'none'], /needs --platform-only/],
  [['--platform-only', '--kratix', 'real'], /--kratix real needs --kubeconfig/],
  [['--context', 'kind'], /needs --kubeconfig/],
  [['--portal-only'], /needs --config/],
  [
    ['--portal-only', '--config', 'a', '--idp', 'keycloak'],
    /cannot be combined/,
  ],
  [['--self-test', '--port', '1'], /cannot be combined/],
  [['--self-test', '--platform-only'], /cannot be combined/],
  [['--port', '7100', '--port', '7101'], /given twice: 7100 and 7101/],
  [['--reset=false'], /--reset takes no value/],
  [['--reset='], /--reset takes no value/],
  [['--port='], /--port needs a value/],
  [['--state-dir', ''], /--state-dir needs a value/],
  [['--context=', '--kubeconfig', 'kind.yaml'], /--context needs a value/],
  [['--config', 'a.yaml', ''], /--config needs a value/],
  [['--', '--', '--port', '1'], /unknown flag --$/],
];
for (const [args, message] of refused) {
  test(`rejects ${args.join(' ')}`, () => {
    assert.throws(() => parse(...args), message);
  });
}

test('suggests a flag for a misspelt one', () => {
  assert.throws(
    () => parse('--selftest'),
    error =>
      error instanceof Error &&
      'remedy' in error &&
      /did you mean --self-test/.test(String(error.remedy)),
  );
});

test('suggests nothing for a word that is unlike every flag', () => {
  for (const word of ['-p', 'foo', '--', '--verbose']) {
    assert.throws(
      () => parse('--reset', word),
      error =>
        error instanceof Error &&
        'remedy' in error &&
        !/did you mean/.test(String(error.remedy)),
    );
  }
});

test('accepts the same value twice, files of several --config, and the lone -- that Yarn passes on', () => {
  assert.equal(parse('--', '--port', '7100', '--port=7100').port, 7100);
  assert.deepEqual(
    parse('--config', 'a', '--reset', '--config=b').configFiles,
    ['/home/me/a', '/home/me/b'],
  );
});

test('reports a flag that npm has consumed', () => {
  assert.throws(
    () =>
      rejectFlagsTakenByNpm({
        npm_lifecycle_event: 'start',
        npm_config_self_test: 'true',
      }),
    error =>
      error instanceof Error &&
      /npm used --self-test/.test(error.message) &&
      'remedy' in error &&
      error.remedy ===
        'put a lone -- before the flags: npm start -- --self-test',
  );
  rejectFlagsTakenByNpm({ npm_lifecycle_event: 'start', npm_config_yes: '' });
  rejectFlagsTakenByNpm({ npm_config_port: '1' });
});

test('the help names every flag that the parser accepts', () => {
  for (const name of [
    '--port',
    '--idp',
    '--users',
    '--self-test',
    '--reset',
    '--platform-only',
    '--portal-only',
    '--config',
    '--kubeconfig',
    '--context',
    '--kratix',
  ]) {
    assert.match(helpText(), new RegExp(`^ +${name}\\b`, 'm'));
  }
});
