// @ts-check
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { bootstrapLogsDir, kubernetesDir, root } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { fingerprint } from '../steps/fingerprint.mjs';
import { runCommand } from '../steps/runCommand.mjs';

const execute = promisify(execFile);
const goFolder = 'packages/test-cluster/go';

/** The programs that the `tool` lines of go.mod build; `server` is etcd. */
const programs = [
  'kube-apiserver',
  'kube-controller-manager',
  'kubectl',
  'server',
];

/** Counted with Kubernetes 1.36 and an empty Go cache. With a cache, fewer packages are compiled. */
const packagesAtMost = 2700;

/**
 * Builds kube-apiserver, etcd, kubectl and kube-controller-manager with Go from their published modules: pinned by go.mod,
 * verified by go.sum.
 *
 * @param {{ env: NodeJS.ProcessEnv }} options
 * @returns {import('../steps/runSteps.mjs').Step}
 */
export function kubernetesStep({ env }) {
  return {
    id: 'kubernetes',
    title: 'Kubernetes binaries (go build)',
    key: () =>
      fingerprint({
        base: path.join(root, goFolder),
        inputs: ['go.mod', 'go.sum'],
        also: { platform: process.platform, arch: process.arch },
      }),
    products: programs.map(name => path.join(kubernetesDir, name)),
    run: async ({ signal, detail }) => {
      let compiled = 0;
      await fs.mkdir(kubernetesDir, { recursive: true });
      await runCommand({
        command: 'go',
        args: [
          'build',
          '-v',
          '-mod=readonly',
          '-trimpath',
          `-ldflags=${linkerFlags(await kubernetesVersion())}`,
          '-o',
          `${kubernetesDir}${path.sep}`,
          'tool',
        ],
        cwd: path.join(root, goFolder),
        // No C compiler is needed, and the binaries run on any machine of this platform.
        env: { ...env, CGO_ENABLED: '0' },
        logFile: path.join(bootstrapLogsDir, 'kubernetes.log'),
        signal,
        onLine: line => {
          if (line.startsWith('go: downloading')) {
            detail('downloading modules');
          } else {
            detail(
              `${(compiled += 1)} of about ${packagesAtMost} packages compiled`,
            );
          }
        },
        remedy: goRemedy,
      });
    },
  };
}

async function kubernetesVersion() {
  const file = path.join(root, goFolder, 'go.mod');
  const match = /k8s\.io\/kubernetes (v[\d.]+)/.exec(
    await fs.readFile(file, 'utf8'),
  );
  if (!match) {
    throw new StartError(
      'step-failed',
      `${file} does not require k8s.io/kubernetes`,
    );
  }
  return match[1];
}

/**
 * Without these flags a binary built from a module reports v0.0.0, which clients use as its API version.
 * @param {string} version
 */
function linkerFlags(version) {
  const [, major, minor] = /** @type {RegExpExecArray} */ (
    /^v(\d+)\.(\d+)/.exec(version)
  );
  const variable = 'k8s.io/component-base/version';
  return [
    '-s -w',
    `-X ${variable}.gitVersion=${version}`,
    `-X ${variable}.gitMajor=${major}`,
    `-X ${variable}.gitMinor=${minor}`,
  ].join(' ');
}

/**
 * Whether a folder (KUBEBUILDER_ASSETS) makes the build unnecessary.
 * @param {string} folder
 */
export async function hasKubernetesBinaries(folder) {
  /** @type {string[]} */
  const names = await fs.readdir(folder).catch(error => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
      return [];
    }
    throw error;
  });
  return programs.every(
    name =>
      names.includes(name) || (name === 'server' && names.includes('etcd')),
  );
}

/** @param {string[]} tail */
export function goRemedy(tail) {
  const text = tail.join('\n');
  if (/no space left/.test(text)) {
    return 'free some disk space (Go keeps its cache where `go env GOCACHE` says), then start again';
  }
  if (/signal: killed|cannot allocate memory/.test(text)) {
    return 'the compiler ran out of memory: close other programs, then start again (packages that have been compiled are kept)';
  }
  if (/dial tcp|no such host|timeout|TLS|proxyconnect/i.test(text)) {
    return 'check that Go can reach its module proxy (go env GOPROXY), then start again: packages that have been compiled are kept';
  }
  if (/checksum mismatch|SECURITY ERROR/.test(text)) {
    return 'the checksum of a module differs from go.sum: do not use this module; see `go env GOPROXY`';
  }
  return 'see the log, then start again: packages that have been compiled are kept';
}

/**
 * Whether there is a Go that can build the binaries.
 *
 * @param {{ env: NodeJS.ProcessEnv }} options
 */
export async function requireGo({ env }) {
  const file = path.join(root, goFolder, 'go.mod');
  const needed =
    /^go (\d+\.\d+)/m.exec(await fs.readFile(file, 'utf8'))?.[1] ?? '1.21';
  const remedy = `install Go ${needed} or newer (https://go.dev/dl), or set KUBEBUILDER_ASSETS to a folder with kube-apiserver, kube-controller-manager, etcd and kubectl`;
  const found = await execute('go', ['env', 'GOVERSION', 'GOTOOLCHAIN'], {
    env,
    // Runs outside the module. Inside the module, Go would first try to switch to the version that go.mod requires.
    cwd: '/',
  }).catch(error => {
    if (error.code !== 'ENOENT') {
      throw error;
    }
    throw new StartError(
      'go-missing',
      'Go is not installed (no `go` on PATH)',
      {
        remedy,
      },
    );
  });
  const [version, toolchain] = found.stdout.trim().split('\n');
  if (!goSuffices({ version, toolchain, needed })) {
    throw new StartError(
      'go-too-old',
      `Go is ${version.replace('go', '')}, which cannot build Kubernetes: ${needed} is needed`,
      { remedy },
    );
  }
}

/**
 * From 1.21 on, Go downloads the toolchain that a go.mod requires, except with GOTOOLCHAIN=local.
 * @param {{ version: string, toolchain: string, needed: string }} options
 */
export function goSuffices({ version, toolchain, needed }) {
  const has = numbers(version);
  if (atLeast(has, numbers(needed))) {
    return true;
  }
  return atLeast(has, [1, 21]) && toolchain !== 'local';
}

/**
 * @param {string} version
 * @returns {[number, number]}
 */
function numbers(version) {
  const match = /(\d+)\.(\d+)/.exec(version);
  return match ? [Number(match[1]), Number(match[2])] : [0, 0];
}

/**
 * @param {[number, number]} has
 * @param {[number, number]} needed
 */
function atLeast(has, needed) {
  return has[0] > needed[0] || (has[0] === needed[0] && has[1] >= needed[1]);
}
