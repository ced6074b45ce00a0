/**
 * Names that a form can hold as they are. Others mean something to one of the parts that a form passes through: `a.b` is a path,
 * `ui:x` a hint, `$text` an instruction to the catalog, `__errors` what the form keeps beside the values, `__proto__` and `constructor` belong to
 * every object.
 */
export function isPlainName(name: string): boolean {
  return /^(?!__)[A-Za-z0-9_-]+$/.test(name) && !(name in Object.prototype);
}

/** Names of which the scaffolder's template engine says that they are reserved, wherever they stand in a parameter. */
export function isReservedName(name: string): boolean {
  return ['__proto__', 'constructor', 'prototype'].includes(name);
}
