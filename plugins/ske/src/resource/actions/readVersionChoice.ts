import type { ActionFacts } from '../../actions';
import { textAt } from '../../values';
import type { UsedVersions } from '../version/useVersions';

/** Reads whether a request can have another version; undefined until this is known. */
export function readVersionChoice(
  versions: Pick<UsedVersions, 'versions' | 'binding' | 'revisions'>,
): ActionFacts['versions'] {
  const { revisions, binding } = versions;
  if (revisions.asOf === undefined || revisions.status === 'refused') {
    return undefined;
  }
  const { all, applied } = versions.versions;
  if (all.length === 0) {
    return 'none';
  }
  const wanted = textAt(binding.binding, 'spec', 'version');
  const others = [...all, 'latest'].filter(
    version => version !== applied && version !== wanted,
  );
  return others.length === 0 ? 'same' : 'some';
}
