import { isDnsLabel } from '@kratix-portal/plugin-ske-common';

/**
 * The namespaces to ask about, without repetition: the namespaces in the filter, then those that the user added, then those of the cluster in the
 * order of the alphabet. Names that Kubernetes does not allow are left out, since a URL or an old browser storage can hold any text.
 */
export function rankNamespaces(options: {
  chosen: readonly string[];
  remembered: readonly string[];
  listed: readonly string[];
}): readonly string[] {
  const { chosen, remembered, listed } = options;
  const all = [...chosen, ...remembered, ...[...listed].sort()];
  return [...new Set(all)].filter(isDnsLabel);
}
