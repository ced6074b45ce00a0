import type { FieldPath } from './schema';

/** Writes a path as the API server does: `spec.ports[0].name`, `metadata.labels[a.b/c]`. */
export function printFieldPath(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number' || /[.[\]/]/.test(step)) {
      return `${text}[${step}]`;
    }
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

/** Reads the path of a cause: `spec.ports[0].name`, `metadata.labels[a.b/c]`, also with quotes in the brackets. */
export function parseFieldPath(field: string): FieldPath {
  const path: (string | number)[] = [];
  const steps = /\[(?:"([^"]*)"|'([^']*)'|([^\]]*))\]|([^.[\]]+)/g;
  for (const [, quoted, single, bracket, plain] of field.matchAll(steps)) {
    if (bracket !== undefined && /^\d+$/.test(bracket)) {
      path.push(Number(bracket));
    } else {
      path.push(quoted ?? single ?? bracket ?? plain);
    }
  }
  return path;
}
