import type { JsonObject } from '@backstage/types';
import { NOT_SET } from '../../kratix';
import type { KubernetesObject } from '../../live';
import type { RequestKind } from '../kinds';

/** Follows each new version of the Promise. */
const LATEST = 'latest';

/**
 * Reads the applied version of a request, and the next version: the version in its ResourceBinding if it is not applied yet, or else the version of the
 * Promise. A request that follows the latest version gets the next version by itself, and is then shown as in progress.
 */
export function readRowVersions(
  object: KubernetesObject,
  kind: Pick<RequestKind, 'version'>,
  binding: KubernetesObject | undefined,
): { version?: string; upgradeTo?: string } {
  const version =
    versionAt(binding?.status, 'lastAppliedVersion') ??
    versionAt(object.status, 'promiseVersion');
  if (version === undefined) {
    return {};
  }
  const asked = versionAt(binding?.spec, 'version');
  const wanted = asked === undefined || asked === LATEST ? kind.version : asked;
  const candidate = wanted === version ? kind.version : wanted;
  return candidate === undefined || candidate === version
    ? { version }
    : { version, upgradeTo: candidate };
}

function versionAt(
  part: JsonObject | undefined,
  key: string,
): string | undefined {
  const value = part?.[key];
  return typeof value === 'string' && value !== '' && value !== NOT_SET
    ? value
    : undefined;
}
