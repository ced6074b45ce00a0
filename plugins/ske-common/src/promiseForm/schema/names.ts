/**
 * Whether a form can have a field with this name. Other names have a special meaning for the catalog, the form library or JavaScript: `a.b` is a path,
 * `ui:x` is a ui option, `$text` is an instruction to the catalog, `__errors` is a key of the form library, and `__proto__` and `constructor` are properties
 * of every JavaScript object.
 */
export function isPlainName(name: string): boolean {
  return /^(?!__)[A-Za-z0-9_-]+$/.test(name) && !(name in Object.prototype);
}

/**
 * Whether the JSON Schema that checks a value may contain this name. It accepts more names than {@link isPlainName}, such as `a.b` and `größe`. It rejects
 * names with a special meaning for the catalog or the form library, and properties of every JavaScript object.
 */
export function isCheckableName(name: string): boolean {
  return (
    /^(?!\$|__|ui:)./su.test(name) &&
    !(name in Object.prototype) &&
    !isReservedName(name)
  );
}

/** Whether the scaffolder's template engine rejects this name anywhere in a parameter. */
export function isReservedName(name: string): boolean {
  return ['__proto__', 'constructor', 'prototype'].includes(name);
}
