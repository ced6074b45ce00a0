import type {
  SkeError,
  UnavailablePart,
} from '@kratix-portal/plugin-ske-common';

/** Says of one part of an answer why it is missing, so that it is not taken for empty. */
export function unavailable(
  part: UnavailablePart['part'],
  error: SkeError,
): UnavailablePart {
  const { code, message, hint } = error;
  return { part, code, message, ...(hint !== undefined && { hint }) };
}
