import type { JsonObject } from '@backstage/types';
import { isObject } from '../values';
import type { FormValues } from './FormValues';

/** Reads form values that come from a draft or a link. Neither can be trusted to have the right types. */
export function readValues(stored: unknown): FormValues | undefined {
  if (!isObject(stored)) {
    return undefined;
  }
  const { objname, objnamespace, spec } = stored;
  return {
    ...(typeof objname === 'string' && { objname }),
    ...(typeof objnamespace === 'string' && { objnamespace }),
    ...(typeof spec === 'object' && spec !== null && { spec }),
  };
}

const KEY = 'values=';

/** Writes values into the fragment of a link, which browsers do not send to servers. */
export function toFragment(values: FormValues): string {
  return `#${KEY}${encodeURIComponent(JSON.stringify(values))}`;
}

/** Reads the values in the fragment of a link. */
export function readFragment(hash: string): FormValues | undefined {
  const text = hash.replace(/^#/, '');
  if (!text.startsWith(KEY)) {
    return undefined;
  }
  try {
    return readValues(
      JSON.parse(decodeURIComponent(text.slice(KEY.length))) as JsonObject,
    );
  } catch {
    return undefined;
  }
}

/** What a new form starts with. */
export interface Prefill {
  readonly values: FormValues;
  /** The fields whose values look like secrets, and were left out. */
  readonly omitted: readonly string[];
}

const STATE = 'kratix-portal.prefill';

/** What a navigation carries for a form, and the user who started the navigation. */
export interface CopiedPrefill extends Prefill {
  readonly user: string;
}

/**
 * The state of a navigation that opens a form with values. Unlike a link this state has no size limit, and no part of it is in the address. The browser
 * keeps the state for the user who opens the page next, so the state says whose values these are.
 */
export function toPrefillState(copied: CopiedPrefill): object {
  return { [STATE]: copied };
}

/** Reads what {@link toPrefillState} has made. */
export function readPrefillState(state: unknown): CopiedPrefill | undefined {
  const stored = (state as Record<string, CopiedPrefill> | null)?.[STATE];
  const values = readValues(stored?.values);
  return (
    stored && values && { values, omitted: stored.omitted, user: stored.user }
  );
}
