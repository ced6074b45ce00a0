import { SkeError } from '@kratix-portal/plugin-ske-common';

/** Reads a part of the result. If the user may not read this part, the other parts are still returned. */
export async function partOf<T>(
  part: string,
  reading: Promise<T>,
  absent: T,
  notShown: string[],
): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!SkeError.is(error)) {
      throw error;
    }
    notShown.push(`${part}: ${error.code}`);
    return absent;
  }
}
