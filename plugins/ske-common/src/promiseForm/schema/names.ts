/**
 * Names that a form can use as they are. Other names have a meaning for one of the parts that a form passes through: `a.b` is a path, `ui:x` a
 * hint, `$text` an instruction to the catalog, `__errors` a key of the form itself, and `__proto__` and `constructor` belong to every object.
 */
export function isPlainName(name: string): boolean {
  return /^(?!__)[A-Za-z0-9_-]+$/.test(name) && !(name in Object.prototype);
}

/**
 * Names that a check can use, in addition to {@link isPlainName}: `a.b` and `größe`. Other names mean something to the catalog or the form, or belong to
 * every object.
 */
export function isCheckableName(name: string): boolean {
  return (
    /^(?!\$|__|ui:)./su.test(name) &&
    !(name in Object.prototype) &&
    !isReservedName(name)
  );
}

/** Names that the scaffolder's template engine rejects anywhere in a parameter. */
export function isReservedName(name: string): boolean {
  return ['__proto__', 'constructor', 'prototype'].includes(name);
}
