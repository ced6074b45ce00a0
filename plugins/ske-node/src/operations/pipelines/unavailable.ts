import type {
  SkeError,
  UnavailablePart,
} from '@kratix-portal/plugin-ske-common';

/** Explains why a part of a response is missing, so that the part does not look as if it was empty. */
export function unavailable(
  part: UnavailablePart['part'],
  error: SkeError,
): UnavailablePart {
  const { code, message, hint } = error;
  return { part, code, message, ...(hint !== undefined && { hint }) };
}
