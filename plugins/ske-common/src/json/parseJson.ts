/** Parses JSON. Returns undefined for a text that is not JSON, such as the HTML page of a gateway. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
