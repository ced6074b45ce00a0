/** Parses JSON. Returns `undefined` for a text that is not JSON, such as an HTML page of a proxy or an incomplete file. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}
