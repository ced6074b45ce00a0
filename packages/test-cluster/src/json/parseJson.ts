/** The value of a text; `undefined` for what is no JSON, such as the page of a proxy, or a file that was cut off. */
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
