import { md5 } from './kratixNames';

/** JSON with sorted keys, so that equal values have equal texts. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(canonicalJson).join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`);
    return `{${entries.join()}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** Identifies what a Job was made for: the specs of the Promise and of the resource request. */
export function specHash(...specs: unknown[]) {
  return md5(specs.map(canonicalJson).join());
}
